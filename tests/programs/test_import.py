"""An import step by step: what the preview refuses, and what only the confirmation finds."""

import datetime

import pytest
from django.urls import reverse

from participants.models import Figure
from programs.models import Program
from tests.factories import make_figure, make_program
from tests.spreadsheets import (
    FIGURE,
    XLSX,
    as_csv,
    as_xlsx,
    complaints,
    confirmed,
    exported,
    previewed,
    rows_of,
)

pytestmark = pytest.mark.django_db

NEW = FIGURE | {"period_start": "1998", "period_end": "1998"}


def types(preview):
    return [row.import_type for row in preview.context["result"].rows]


def row_of(client, model, key):
    """The row of the program or figure `key` as the admin exports it."""
    rows = rows_of(exported(client, model))
    return next(row for row in rows if key in (row.get("figure"), row.get("program")))


def test_what_no_longer_fits_at_the_confirmation_is_said_and_nothing_is_stored(admin_client):
    other = NEW | {"figure": "other-figure", "period_start": "1997", "period_end": "1997"}
    preview = previewed(admin_client, "participants_figure", as_csv([other, NEW]))
    assert types(preview) == ["new", "new"]
    seeded = Figure.objects.get(key="slc-visitors-2000")
    make_figure(
        key="meanwhile", program=seeded.program, measure=seeded.measure, kind="annual",
        period_start="1998-05", period_end="1998-06",
    )  # fmt: skip
    answer = confirmed(admin_client, "participants_figure", preview)
    page = answer.content.decode()
    assert "Nothing of this file was stored" in page
    words = "The period overlaps another of the same series."
    assert complaints(answer) == [("3", "", "", words)]
    assert "Imported" not in page
    assert 'name="import_file"' in page
    assert not Figure.objects.filter(key__in=["other-figure", "test-figure"]).exists()


def test_a_file_confirmed_twice_is_stored_once(admin_client):
    preview = previewed(admin_client, "participants_figure", as_csv([NEW]))
    confirmed(admin_client, "participants_figure", preview)
    again = confirmed(admin_client, "participants_figure", preview)
    assert "This file was imported already or is gone; send it again." in again.content.decode()
    assert again.redirect_chain == [(reverse("admin:participants_figure_import"), 302)]
    assert Figure.objects.filter(key="test-figure").count() == 1


@pytest.mark.parametrize("key", ["", "nothing", "11111111-2222-4333-8444-555555555555"])
def test_a_confirmation_that_no_form_sends_stores_nothing(admin_client, key):
    previewed(admin_client, "participants_figure", as_csv([NEW]))
    address = reverse("admin:participants_figure_process_import")
    answer = admin_client.post(address, {"sent": key}, follow=True)
    assert "send it again" in answer.content.decode()
    assert not Figure.objects.filter(key="test-figure").exists()


def test_a_parent_cannot_leave_its_children_for_another_institute(admin_client):
    child = Program.objects.exclude(parent=None).order_by("slug").first()
    row = row_of(admin_client, "programs_program", child.parent.slug)
    row |= {"institute": "slc" if row["institute"] != "slc" else "keco", "institute_name": ""}
    unlike = make_program(slug="a-program", name_en="A program")
    harmless = row_of(admin_client, "programs_program", unlike.slug) | {"name": "Another name"}
    preview = previewed(admin_client, "programs_program", as_csv([row, harmless]))
    [refused] = preview.context["result"].invalid_rows
    assert refused.number == 2
    assert "confirm_form" not in preview.context


def test_after_an_unknown_header_nothing_is_said_of_rows(admin_client):
    page = previewed(admin_client, "participants_figure", as_csv([NEW | {"colour": "red"}] * 2))
    [complaint] = complaints(page)
    assert complaint[:3] == ("1", "colour", "colour")
    assert complaint[3].startswith("The column is not known.")
    assert "result" not in page.context


def test_a_header_with_spaces_around_it_is_the_same_column(admin_client):
    spaced = {f" {name} ": text for name, text in NEW.items()}
    preview = previewed(admin_client, "participants_figure", as_csv([spaced]))
    assert types(preview) == ["new"]
    confirmed(admin_client, "participants_figure", preview)
    assert Figure.objects.get(key="test-figure").value == 7


def test_blank_rows_and_columns_that_excel_leaves_are_nothing(admin_client):
    rows = [[*NEW, None], [None] * 14, [*NEW.values(), None], [None] * 14, [""] * 14]
    preview = previewed(admin_client, "participants_figure", as_xlsx(rows), XLSX, "rows.xlsx")
    assert types(preview) == ["new"]
    wrong = [*rows, [*(NEW | {"figure": "b", "value": "many"}).values()]]
    preview = previewed(admin_client, "participants_figure", as_xlsx(wrong), XLSX, "rows.xlsx")
    assert ("6", "value", "many") in [one[:3] for one in complaints(preview)]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (
            b"figure,note\na,b\nb,c,d\n",
            ("3", "", "", "The row has 3 cells, and the header 2."),
        ),
        (
            b"figure,note\na,b\0\n",
            ("2", "note", "b\ufffd", "There is a NUL character in it; type the text anew."),
        ),
        (
            b"figure,note\na,\xff\xff\n",
            *[("", "", "", "The file is neither in UTF-8 nor in CP949: save it as “CSV UTF-8”.")],
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_place(admin_client, data, complaint):
    preview = previewed(admin_client, "participants_figure", data)
    assert complaints(preview) == [complaint]
    assert "confirm_form" not in preview.context


def test_a_date_that_the_spreadsheet_made_up_is_refused(admin_client):
    cells = NEW | {"as_of": datetime.date(2014, 8, 1)}
    data = as_xlsx([list(cells), list(cells.values())])
    preview = previewed(admin_client, "participants_figure", data, XLSX, "rows.xlsx")
    [(row, column, value, words)] = complaints(preview)
    assert (row, column, value) == ("2", "as_of", "2014-08-01")
    assert "The spreadsheet made a date of this: 2014-08-01. Format the cell as text" in words


def test_the_order_of_joined_keys_is_no_change(admin_client):
    slug = "nier-korea-china-health-forum"
    row = row_of(admin_client, "programs_program", slug)
    for name in ("countries", "country_roles", "themes", "frameworks", "regions", "partners"):
        row[name] = " | ".join(reversed(row[name].split("|")))
    preview = previewed(admin_client, "programs_program", as_csv([row]))
    assert types(preview) == ["skip"]


def test_a_count_larger_than_spreadsheets_keep_is_refused(admin_client):
    data = as_csv([NEW | {"value": str(2**53)}])
    page = previewed(admin_client, "participants_figure", data).content.decode()
    assert "“9007199254740992” is more than 9007199254740991" in page
