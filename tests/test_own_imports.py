"""A file changes, and names, what is of the sender's institutes; all else is refused in it."""

import pytest

from institutes.models import Institute
from participants.models import Figure
from programs.models import Program
from tests import pages
from tests.factories import make_figure, make_person, make_program
from tests.spreadsheets import FIGURE, as_csv, confirmed, exported, previewed, rows_of

pytestmark = pytest.mark.django_db

PROGRAMS, FIGURES = "programs_program", "participants_figure"
PROGRAM = {
    "program": "new-program",
    "name": "A new program",
    "institute": "keco",
    "kind": "project",
    "recurrence": "not-stated",
    "state": "not-stated",
    "source": "me-affiliated-organizations-2017",
    "source_locator": "KECO, paragraph 1",
}


@pytest.fixture
def theirs():
    program = make_program(
        slug="theirs", name_en="Secret of theirs", publication="draft",
        institute=Institute.objects.get(code="nier"),
    )  # fmt: skip
    make_figure(key="theirs-figure", program=program, value=987654, publication="draft")
    return program


@pytest.fixture
def editor(client):
    client.force_login(make_person(keco="editor", slc="viewer"))
    return client


def refusals(client, model, **row):
    """{column: what is said} of the one row of a file, of which nothing is stored."""
    tables = (Program, Figure)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    preview = previewed(client, model, as_csv([row]))
    assert "confirm_form" not in preview.context
    [refused] = preview.context["result"].invalid_rows
    assert before == [list(table.objects.order_by("pk").values()) for table in tables]
    assert "Secret of theirs" not in preview.content.decode()
    assert "987654" not in preview.content.decode()
    return {column: " ".join(said) for column, said in refused.error_dict.items()}


def test_a_new_row_of_ones_own_institute_is_taken(editor):
    confirmed(editor, PROGRAMS, previewed(editor, PROGRAMS, as_csv([PROGRAM])))
    assert Program.objects.get(slug="new-program").institute.code == "keco"


@pytest.mark.parametrize("code", ["nier", "slc"])
def test_a_row_for_another_institute_is_refused(editor, code):
    said = refusals(editor, PROGRAMS, **PROGRAM | {"institute": code})
    assert said == {"institute": f"“{code}” is no institute that you may name here."}


@pytest.mark.usefixtures("theirs")
def test_a_row_of_another_institute_is_refused_by_its_key(editor):
    said = refusals(editor, PROGRAMS, **PROGRAM | {"program": "theirs"})
    assert said == {"program": "“theirs” is taken, by a row that you may not change."}
    said = refusals(editor, FIGURES, **FIGURE | {"figure": "theirs-figure"})
    assert said == {"figure": "“theirs-figure” is taken, by a row that you may not change."}


def test_a_row_where_one_only_looks_is_refused(editor):
    said = refusals(editor, FIGURES, **FIGURE | {"figure": "slc-visitors-2000"})
    assert set(said) == {"figure"}


@pytest.mark.usefixtures("theirs")
@pytest.mark.parametrize("key", ["theirs", "not-there-at-all"])
def test_what_a_row_names_elsewhere_is_as_unknown_as_what_is_nowhere(editor, key):
    unknown = f"“{key}” is no program that you may name here."
    said = refusals(editor, PROGRAMS, **PROGRAM | {"parent": key})
    assert said == {"parent": unknown}
    said = refusals(editor, FIGURES, **FIGURE | {"program": key})
    assert said == {"program": unknown}


@pytest.mark.usefixtures("theirs")
def test_one_foreign_row_keeps_the_whole_file_out(editor):
    rows = [PROGRAM, PROGRAM | {"program": "theirs"}]
    preview = previewed(editor, PROGRAMS, as_csv(rows))
    assert "confirm_form" not in preview.context
    [refused] = preview.context["result"].invalid_rows
    assert refused.number == 3
    assert not Program.objects.filter(slug="new-program").exists()


def test_what_is_taken_between_preview_and_confirmation_is_refused_then(editor):
    preview = previewed(editor, PROGRAMS, as_csv([PROGRAM]))
    make_program(slug="new-program", institute=Institute.objects.get(code="nier"))
    page = confirmed(editor, PROGRAMS, preview)
    assert "is taken, by a row that you may not change." in page.content.decode()
    assert Program.objects.get(slug="new-program").institute.code == "nier"


def test_a_role_lost_between_preview_and_confirmation_ends_it(client):
    person = make_person(keco="editor")
    client.force_login(person)
    preview = previewed(client, PROGRAMS, as_csv([PROGRAM]))
    person.memberships.update(role="viewer")
    assert confirmed(client, PROGRAMS, preview).redirect_chain[0][0].startswith("/admin/login/")
    client.force_login(person)
    assert confirmed(client, PROGRAMS, preview).status_code == 403
    assert not Program.objects.filter(slug="new-program").exists()


@pytest.mark.usefixtures("theirs")
def test_an_export_has_what_is_of_ones_institutes(editor):
    programs = rows_of(exported(editor, PROGRAMS))
    assert {row["institute"] for row in programs} == {"keco", "slc"}
    figures = rows_of(exported(editor, FIGURES))
    assert {row["institute"] for row in figures} == {"keco", "slc"}


def test_a_foreign_key_asked_for_in_an_export_is_not_in_it(editor, theirs):
    chosen = {"format": "0", "resource": "0", "programtable_program": "on"}
    page = "/admin/programs/program/export/"
    for more in ({"export_items": theirs.pk}, {}):
        query = f"?institute__id__exact={theirs.institute_id}"
        answer = editor.post(page + query, chosen | more)
        assert answer.status_code == 200
        assert b"theirs" not in pages.body(answer)
