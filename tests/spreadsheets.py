"""Sends and receives spreadsheets through the admin, as staff do in a browser."""

import csv
import io

import openpyxl
from django.urls import reverse

from participants.resources import FigureTable
from programs.resources import ProgramTable

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


def exported(client, model, file_format=CSV):
    """The bytes of the admin's export of all rows of `model` ("programs_program")."""
    resource = {"programs_program": ProgramTable, "participants_figure": FigureTable}[model]
    chosen = {f"{resource.__name__.lower()}_{name}": "on" for name in resource.columns()}
    response = client.post(
        reverse(f"admin:{model}_export"), {"format": file_format, "resource": "0"} | chosen
    )
    assert response.status_code == 200
    return response.content


def previewed(client, model, data, file_format=CSV, name="rows.csv"):
    """The preview that the admin shows for a file of `data`."""
    file = io.BytesIO(data)
    file.name = name
    return client.post(
        reverse(f"admin:{model}_import"),
        {"import_file": file, "format": file_format, "resource": "0"},
    )


def confirmed(client, model, preview):
    return client.post(
        reverse(f"admin:{model}_process_import"),
        preview.context["confirm_form"].initial,
        follow=True,
    )


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
