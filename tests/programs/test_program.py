"""A program in words, and which programs the public sees."""

import pytest

from programs.models import Program
from programs.models.publication import Publication
from tests.factories import make_program
from tests.tables import facts


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (2007, 2013, "2007–2013"),
        (2007, 2007, "2007"),
        (2006, None, "since 2006"),
        (None, 2013, "until 2013"),
        (None, None, ""),
    ],
)
def test_years_are_written_as_people_do(start, end, words):
    assert Program(start_year=start, end_year=end).years == words


@pytest.mark.django_db
@pytest.mark.parametrize("publication", Publication.values)
def test_the_public_sees_only_what_is_published(publication):
    program = make_program(publication=publication)
    is_public = Program.objects.published().filter(pk=program.pk).exists()
    assert is_public == (publication == "published")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model",
    facts(),
)
def test_every_row_is_found_by_its_natural_key(model):
    rows = list(model.objects.all())
    assert rows
    for row in rows:
        assert model.objects.get_by_natural_key(*row.natural_key()) == row
