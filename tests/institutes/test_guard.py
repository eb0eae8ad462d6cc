"""Two people at one row: the second save is refused, and nothing that was typed is lost."""

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from institutes.history import recording
from participants.models import Proposal
from programs.models import Edition, Program, Theme
from tests import pages
from tests.desks import OURS, address, filled_in, in_the_form, names
from tests.factories import make_administrator, make_edition, make_program, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    program = make_program(name_en="As it was", summary_en="One two three.", publication="draft")
    make_edition(program=program, title="Kept", year=2013)
    make_edition(program=program, title="Deleted by the other", year=2014)
    return program


@pytest.fixture
def staff():
    """Two clients, each signed in as somebody who may change everything."""
    found = []
    for name in ("minji", "jiho"):
        client = Client()
        client.force_login(make_administrator(name))
        found.append(client)
    return found


def save(client, row, data):
    if isinstance(data, list):
        data = {name: [value for one, value in data if one == name] for name, _ in data}
    return client.post(address(type(row), "change", row.pk), data)


def compared(response):
    """{row: {field: [as begun, as stored, as typed]}}, as the page prints the comparison."""
    return {
        pages.text_of(table.cssselect("caption")[0]): {
            pages.text_of(row[0]): [pages.text_of(cell) for cell in row.cssselect("td")]
            for row in table.cssselect("tbody tr")
        }
        for table in pages.parsed(response).cssselect(".comparison table")
    }


def other_changes(row, **values):
    with recording(name="minji"):
        type(row).objects.filter(pk=row.pk).update(**values)


def test_the_second_save_is_refused_and_compared_field_by_field(staff, program):
    minji, jiho = staff
    first, second = (filled_in(client, Program, program) for client in staff)
    assert save(minji, program, first | {"name_en": "By Minji"}).status_code == 302
    answer = save(jiho, program, second | {"name_en": "By Jiho", "summary_en": "One 2 three."})
    assert answer.status_code == 409
    program.refresh_from_db()
    assert (program.name_en, program.summary_en) == ("By Minji", "One two three.")
    assert dict(in_the_form(answer))["name_en"] == "By Jiho"
    [(row, fields)] = compared(answer).items()
    assert row.startswith("Program last changed by minji, ")
    assert fields == {
        "Name in English changed by both": ["As it was", "By Minji", "By Jiho"],
        "Summary in English": ["One two three.", "One two three.", "One 2 three."],
    }
    [added] = pages.parsed(answer).xpath("//tr[th='Summary in English']//ins")
    assert added.text == "2"
    assert "somebody else changed this after you opened it" in answer.text


def test_a_second_deliberate_save_is_taken_and_a_third_change_refused_again(staff, program):
    jiho = staff[1]
    second = filled_in(jiho, Program, program) | {"name_en": "By Jiho"}
    for name in ("By Minji", "By Minji again"):
        other_changes(program, name_en=name)
        answer = save(jiho, program, second)
        assert answer.status_code == 409
        second = in_the_form(answer)
    assert save(jiho, program, second).status_code == 302
    assert Program.objects.get(pk=program.pk).name_en == "By Jiho"


def test_rows_on_the_page_that_others_changed_or_deleted_are_said_and_kept(staff, program):
    jiho = staff[1]
    kept, deleted = program.editions.order_by("year")
    second = filled_in(jiho, Program, program) | {
        "editions-TOTAL_FORMS": 3, "editions-1-note": "My note", "editions-0-DELETE": "on",
        "editions-2-year": 2016, "editions-2-title": "Mine", "editions-2-state": "planned",
        "editions-2-source": kept.source_id, "editions-2-source_locator": "KECO, paragraph 1",
    }  # fmt: skip
    with recording(name="minji"):
        deleted.delete()
        Edition.objects.filter(pk=kept.pk).update(note="Not to be lost")
        added = make_edition(program=program, title="By Minji", year=2015)
    answer = save(jiho, program, second)
    assert answer.status_code == 409
    assert {edition.title for edition in program.editions.all()} == {"Kept", "By Minji"}
    said = compared(answer)
    [by_both] = [row for row in said if "You marked it to be deleted." in row]
    assert "minji" in by_both
    assert said[by_both]["Note"] == ["–", "Not to be lost", "–"]
    [gone] = [row for row in said if "Saved from here, it is stored once more." in row]
    assert said[gone]["Note"] == ["–", "–", "My note"]
    assert said[gone]["Title"] == ["Deleted by the other", "–", "Deleted by the other"]
    [theirs] = [row for row in said if "Somebody added it." in row]
    assert said[theirs]["Title"] == ["–", "By Minji", "–"]
    [mine] = [row for row in said if "You add it." in row]
    assert said[mine]["Title"] == ["–", "–", "Mine"]

    assert save(jiho, program, in_the_form(answer)).status_code == 302
    assert list(program.editions.order_by("year").values_list("year", "title", "note")) == [
        (2014, "Deleted by the other", "My note"), (2015, "By Minji", ""), (2016, "Mine", ""),
    ]  # fmt: skip
    assert program.editions.get(year=2015) == added


def test_a_link_to_a_list_counts_as_a_change(staff, program):
    minji, jiho = staff
    mine, theirs = make_theme(name_en="Wetlands"), make_theme(name_en="Air")
    first, second = (filled_in(client, Program, program) for client in staff)
    assert save(minji, program, first | {"themes": [theirs.pk]}).status_code == 302
    answer = save(jiho, program, second | {"themes": [mine.pk]})
    assert answer.status_code == 409
    [(row, fields)] = compared(answer).items()
    assert "last changed by minji" in row
    assert fields == {"Themes changed by both": ["–", "Air", "Wetlands"]}


def test_what_is_wrong_with_the_text_is_said_too_and_stays_as_typed(staff, program):
    jiho = staff[1]
    second = filled_in(jiho, Program, program) | {"start_year": "soon", "name_en": ""}
    other_changes(program, start_year=2001)
    answer = save(jiho, program, second)
    assert answer.status_code == 409
    assert "Enter a whole number." in answer.text
    assert dict(in_the_form(answer))["start_year"] == "soon"
    [fields] = compared(answer).values()
    assert fields["First year changed by both"] == ["–", "2001", "soon"]


@pytest.mark.parametrize("model", OURS, ids=names(OURS))
def test_every_desk_refuses_the_second_save(staff, model):
    row = model.objects.order_by("pk").last()
    second = filled_in(staff[1], model, row)
    writable = {"publication", "slug", "code", "key", *second} - {"password"}
    name = next(
        field.name
        for field in model._meta.fields
        if isinstance(field, (models.CharField, models.TextField))
        and field.name in writable and not field.choices and not field.unique
        and (field.max_length or 300) >= 100
    )  # fmt: skip
    other_changes(row, **{name: "Changed meanwhile"})
    answer = save(staff[1], row, second)
    assert answer.status_code == 409
    assert model.objects.filter(pk=row.pk, **{name: "Changed meanwhile"}).exists()
    assert any("Changed meanwhile" in field[1] for one in compared(answer).values()
               for field in one.values())  # fmt: skip


@pytest.mark.parametrize("token", [None, "", "a:b:c", "é:1:é", "\0", "x" * 5000, "other", "hers"])
def test_a_form_without_its_own_sign_is_refused_and_never_a_fault(staff, program, token):
    minji, jiho = staff
    data = filled_in(jiho, Program, program) | {"name_en": "Forged"}
    if token == "other":
        token = filled_in(jiho, Program, make_program())["seen"]
    elif token == "hers":
        token = filled_in(minji, Program, program)["seen"]
    data = {name: value for name, value in data.items() if name != "seen"}
    answer = save(jiho, program, data | ({} if token is None else {"seen": token}))
    assert answer.status_code in (400, 409)
    assert Program.objects.get(pk=program.pk).name_en == "As it was"
    if token != "\0":
        assert "does not say what it was made from" in answer.text
        assert compared(answer) == {"Program": {"Name in English": ["As it was", "Forged"]}}
        assert save(jiho, program, in_the_form(answer)).status_code == 302
        assert Program.objects.get(pk=program.pk).name_en == "Forged"


def test_of_a_row_that_was_deleted_the_typed_text_stays_visible(staff, program):
    jiho = staff[1]
    data = filled_in(jiho, Program, program) | {
        "name_en": "All my <b>words</b>", "editions-0-note": "And these",
    }  # fmt: skip
    with recording(name="minji"):
        Program.objects.filter(pk=program.pk).delete()
    answer = save(jiho, program, data)
    assert answer.status_code == 409
    assert "Somebody deleted it meanwhile" in answer.text
    said = compared(answer)
    [row] = [row for row in said if row.startswith("Program last changed by minji, ")]
    assert said[row]["Name in English"] == ["As it was", "All my <b>words</b>"]
    assert ["–", "And these"] in [fields.get("Note") for fields in said.values()]
    assert not Program.objects.filter(pk=program.pk).exists()


def test_what_was_never_there_is_not_said_to_be_deleted(staff, program):
    data = filled_in(staff[1], Program, program)
    nowhere = type(program)(pk=program.pk + 1000)
    answer = save(staff[1], nowhere, data)
    assert answer.status_code in (302, 404)


def statements(client, page, data):
    with CaptureQueriesContext(connection) as asked:
        client.post(page, data)
    return [one["sql"] for one in asked if '"programs_theme"' in one["sql"]]


@pytest.mark.parametrize("act", ["change", "delete", "history", "changelist"])
def test_a_row_is_locked_before_it_is_read(staff, act):
    theme = make_theme()
    data = {
        "change": filled_in(staff[0], Theme, theme),
        "delete": {"post": "yes"},
        "history": {"restore": "1", "newest": "1"},
        "changelist": {"action": "delete_selected", "_selected_action": theme.pk, "post": "yes"},
    }[act]
    page = address(Theme, act, *([theme.pk] if act != "changelist" else []))
    asked = statements(staff[0], page, data)
    reading = [sql for sql in asked if "COUNT(" not in sql]
    assert "FOR NO KEY UPDATE" in reading[0]
    assert len(reading) > 2


def test_the_rows_on_the_page_of_another_are_locked_with_it(staff, program):
    data = filled_in(staff[0], Program, program)
    with CaptureQueriesContext(connection) as asked:
        save(staff[0], program, data)
    of_editions = [one["sql"] for one in asked if '"programs_edition"' in one["sql"]]
    assert "FOR NO KEY UPDATE" in of_editions[0]


def test_a_change_that_waits_for_review_is_guarded_too(staff, program):
    """What is public stays as it is; the two meet in the change that waits."""
    Program.objects.filter(pk=program.pk).update(publication="published")
    minji, jiho = staff
    first, second = (filled_in(client, Program, program) for client in staff)
    assert save(minji, program, first | {"name_en": "By Minji"}).status_code == 302
    answer = save(jiho, program, second | {"name_en": "By Jiho"})
    assert answer.status_code == 409
    [(row, fields)] = compared(answer).items()
    assert row.startswith("Program last changed by minji, ")
    assert fields == {"Name in English changed by both": ["As it was", "By Minji", "By Jiho"]}
    assert save(jiho, program, in_the_form(answer)).status_code == 302
    [proposal] = Proposal.objects.waiting()
    assert proposal.after["programs.program"][str(program.pk)]["name_en"] == "By Jiho"
    assert Program.objects.get(pk=program.pk).name_en == "As it was"
