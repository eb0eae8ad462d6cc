"""Sends and receives spreadsheets through the admin, as staff do in a browser."""

import csv
import io

import openpyxl
from django.urls import reverse

from participants.resources import FigureTable
from programs.resources import EditionTable, ProgramTable
from tests.pages import parsed, upload

CSV, XLSX = "0", "1"

FIGURE = {
    "figure": "test-figure",
    "program": "slc-landfill-visitors",
    "measure": "foreign-visitors",
    "kind": "annual",
    "value": "7",
    "value_status": "stated",
    "period_start": "1999",
    "period_end": "1999",
    "source": "me-affiliated-organizations-2017",
    "source_locator": "SLC, paragraph 1",
}


TABLES = {"programs_program": [ProgramTable, EditionTable], "participants_figure": [FigureTable]}


def exported(client, model, file_format=CSV, table=0, query=""):
    """The bytes of the admin's export of the rows of `model` ("programs_program") by `query`.

    Of the `table` that is chosen of those of the desk, by its number.
    """
    chosen = TABLES[model][table]
    columns = {f"{chosen.__name__.lower()}_{name}": "on" for name in chosen.columns()}
    page = reverse(f"admin:{model}_export") + query
    response = client.post(page, {"format": file_format, "resource": table} | columns)
    assert response.status_code == 200
    return response.content


def previewed(client, model, data, file_format=CSV, name="rows.csv", table=0):
    """The preview that the admin shows for a file of `data`."""
    sent = {"import_file": upload(data, name), "resource": table}
    return client.post(reverse(f"admin:{model}_import"), sent, follow=True)


def confirmed(client, model, preview):
    return client.post(
        reverse(f"admin:{model}_process_import"),
        preview.context["confirm_form"].initial,
        follow=True,
    )


def complaints(page):
    """What a page says is wrong with a file: (row, column, value, words) of each, as texts."""
    rows = parsed(page).cssselect("table.complaints tbody tr")
    return [tuple(cell.text_content() for cell in row.cssselect("td")[-4:]) for row in rows]


def changes(page):
    """What a preview says changes: {(key, column): (before, after)}, as texts; "" for blank."""
    found = {}
    for row in parsed(page).cssselect(".rows li.changed"):
        [key] = row.cssselect(".key")
        for cell in row.cssselect("dl div"):
            said = [
                one.text_content().partition(": ")[2]
                for mark in ("del", "ins")
                for one in cell.cssselect(mark) or [cell[0]]
            ]
            found[key.text_content(), cell[0].text_content()] = tuple(said)
    return found


def as_csv(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def as_xlsx(rows):
    """A workbook of `rows`, lists of cells, the header first."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
