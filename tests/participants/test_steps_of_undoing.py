"""What undoing an import would do, and what it asks of the database for that."""

import pytest

from participants.imports.steps import _hanging
from programs.models import Program
from tests.factories import make_figure, make_program


@pytest.mark.django_db
def test_what_hangs_on_programs_is_asked_for_at_once_and_the_oldest_is_named(
    django_assert_num_queries,
):
    programs = [make_program() for _ in range(3)]
    figures = [[make_figure(program=one) for _ in range(3)] for one in programs]
    removed = {(Program, one.pk) for one in programs}
    with django_assert_num_queries(3):
        found = _hanging(removed)
    assert found == {
        program.pk: f"Something belongs to it that stays: {oldest}."
        for program, (oldest, *_) in zip(programs, figures, strict=True)
    }
