"""Editions as spreadsheets: a file changes the programs that they are part of."""

import pytest

from institutes.models import Institute
from participants.models import Proposal
from programs.models import Edition, Program
from programs.resources import EditionTable
from tests.factories import make_edition, make_person, make_program
from tests.spreadsheets import (
    XLSX,
    as_csv,
    as_xlsx,
    changes,
    confirmed,
    exported,
    previewed,
    rows_of,
)

pytestmark = pytest.mark.django_db

PROGRAMS, EDITIONS = "programs_program", 1
EDITION = {
    "program": "workshops",
    "year": "2015",
    "title": "Second workshop",
    "state": "held",
    "host_country": "몽골",
    "source": "me-affiliated-organizations-2017",
    "source_locator": "EHRD, paragraph 1",
}


@pytest.fixture
def draft():
    program = make_program(slug="workshops", publication="draft")
    make_edition(program=program, year=2014, title="First workshop")
    return program


@pytest.fixture
def published():
    program = make_program(slug="workshops", publication="published")
    make_edition(program=program, year=2014, title="First workshop")
    return program


def sent(client, *rows):
    return previewed(client, PROGRAMS, as_csv(rows), table=EDITIONS)


def kinds(preview):
    return [row.kind for row in preview.context["preview"].rows]


def editions():
    return [*Edition.objects.order_by("pk").values()]


@pytest.mark.parametrize(("file_format", "name"), [("0", "rows.csv"), ("1", "rows.xlsx")])
def test_exporting_and_importing_editions_again_changes_nothing(admin_client, file_format, name):
    make_edition(title="=1+1", note="two\nlines")
    before = editions()
    data = exported(admin_client, PROGRAMS, file_format, EDITIONS)
    preview = previewed(admin_client, PROGRAMS, data, name=name, table=EDITIONS)
    assert set(kinds(preview)) == {"same"}
    assert len(kinds(preview)) == len(before)
    confirmed(admin_client, PROGRAMS, preview)
    assert editions() == before


@pytest.mark.usefixtures("draft")
def test_an_edition_of_a_draft_is_added_and_another_changed(admin_client):
    first = EDITION | {"year": "2014", "title": "First workshop", "host_country": "KOR"}
    preview = sent(admin_client, EDITION, first)
    assert kinds(preview) == ["new", "changed"]
    assert changes(preview)["workshops 2014 First workshop", "host_country"] == ("", "KOR")
    confirmed(admin_client, PROGRAMS, preview)
    found = Edition.objects.filter(program__slug="workshops").by_year()
    assert [*found.values_list("year", "title", "state", "host_country__iso3")] == [
        (2014, "First workshop", "held", "KOR"),
        (2015, "Second workshop", "held", "MNG"),
    ]


def test_editions_of_a_published_program_are_proposed_as_one_change(admin_client, published):
    before = editions()
    third = EDITION | {"year": "2016", "title": "Third workshop"}
    preview = sent(admin_client, EDITION, third)
    assert kinds(preview) == ["new", "new"]
    confirmed(admin_client, PROGRAMS, preview)
    assert editions() == before
    [proposal] = Proposal.objects.waiting()
    assert proposal.program == published
    titles = {one["title"] for one in proposal.after["programs.edition"].values()}
    assert titles == {"First workshop", "Second workshop", "Third workshop"}


@pytest.mark.usefixtures("draft")
def test_the_same_title_in_another_year_is_another_edition(admin_client):
    again = EDITION | {"title": "First workshop"}
    confirmed(admin_client, PROGRAMS, sent(admin_client, again))
    years = Edition.objects.filter(title="First workshop", program__slug="workshops")
    assert {*years.values_list("year", flat=True)} == {2014, 2015}


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("year", "1.5", "is not a whole number"),
        ("year", "", "The key is missing"),
        ("year", "15", "is outside"),
        ("title", "Second\u200bworkshop", "cannot be seen (U+200B)"),
        ("state", "maybe", "is none of these: planned, held, not-stated"),
        ("host_country", "Atlantis", "is no country of this portal"),
        ("source_locator", "", "cannot be blank"),
        ("program", "nowhere", "is no program of this portal"),
    ],
)
def test_what_is_wrong_is_said_of_its_cell(admin_client, column, cell, words):
    preview = sent(admin_client, EDITION | {column: cell})
    assert "confirm_form" not in preview.context
    [row] = preview.context["preview"].rows
    assert [one.column for one in row.wrong if words in one.words] == [column]


@pytest.mark.usefixtures("draft")
def test_an_edition_that_stands_twice_is_refused(admin_client):
    preview = sent(admin_client, EDITION, EDITION)
    assert kinds(preview) == ["new", "wrong"]
    [complaint] = preview.context["preview"].complaints
    assert "the first time in row 2" in complaint.words


def test_an_edition_of_another_institute_is_unknown(client):
    program = make_program(slug="theirs", institute=Institute.objects.get(code="nier"))
    make_edition(program=program, year=2014, title="Their workshop")
    client.force_login(make_person(keco="editor"))
    their = EDITION | {"program": "theirs", "year": "2014", "title": "Their workshop"}
    preview = sent(client, their)
    assert kinds(preview) == ["wrong"]
    assert "confirm_form" not in preview.context


def test_the_editions_of_the_rows_that_are_listed_are_exported(admin_client, published):
    other = make_edition()
    data = exported(admin_client, PROGRAMS, table=EDITIONS)
    keys = [row["program"] for row in rows_of(data)]
    assert {published.slug, other.program.slug} <= {*keys}
    assert keys == sorted(keys)
    assert list(rows_of(data)[0]) == [*EditionTable.columns()]
    assert Program.objects.count() > len({*keys})


def test_an_editor_takes_editions_of_their_own_institute_only(client, draft):
    theirs = make_program(institute=Institute.objects.get(code="nier"), publication="draft")
    make_edition(program=theirs)
    client.force_login(make_person(keco="editor"))
    keys = {row["program"] for row in rows_of(exported(client, PROGRAMS, table=EDITIONS))}
    assert draft.slug in keys
    institutes = Program.objects.filter(slug__in=keys).values_list("institute__code", flat=True)
    assert {*institutes} == {"keco"}


def test_of_a_list_that_is_narrowed_only_its_editions_are_exported(admin_client, draft):
    make_edition()
    data = exported(admin_client, PROGRAMS, table=EDITIONS, query=f"?q={draft.name_en}")
    assert {row["program"] for row in rows_of(data)} == {draft.slug}


def test_a_workbook_with_years_as_numbers_is_read(admin_client, draft):
    data = as_xlsx(
        [[*EDITION], [2015 if name == "year" else cell for name, cell in EDITION.items()]]
    )
    preview = previewed(admin_client, PROGRAMS, data, XLSX, "rows.xlsx", EDITIONS)
    confirmed(admin_client, PROGRAMS, preview)
    assert draft.editions.count() == 2
