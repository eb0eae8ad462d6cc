"""Documents that facts were taken from."""

import datetime

import pytest

from keco_portal.standards.iati.day import day_of_document
from keco_portal.standards.schema_org import documents
from programs.models import Program
from tests.factories import make_source


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2017-12-12", "2017-12-12"),
        ("2017-12-12 08:38", "2017-12-12"),
        ("2017-12-12T08:38", "2017-12-12"),
        ("12 December 2017", None),
        ("2017-12", None),
        ("2017-13-12", None),
        ("", None),
    ],
)
def test_the_day_that_a_document_prints_is_the_same_in_every_format(printed, day):
    source = make_source(modified=printed, retrieved="2020-01-31")
    source.refresh_from_db()
    assert documents.source(source).get("dateModified") == day
    in_iati = day_of_document(Program(source=source))
    assert in_iati == datetime.date.fromisoformat(day or "2020-01-31")
