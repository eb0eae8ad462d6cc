"""Programs and figures as spreadsheets through the admin: out, in again, and what is refused."""

import io

import openpyxl
import pytest
from django.urls import reverse

from participants.models import Figure
from programs.models import Program
from tests.factories import make_person
from tests.spreadsheets import (
    CSV,
    FIGURE,
    XLSX,
    as_csv,
    changes,
    complaints,
    confirmed,
    exported,
    previewed,
    rows_of,
)

pytestmark = pytest.mark.django_db


def everything():
    """All that an import could change, as plain values."""
    return {
        "programs": list(Program.objects.order_by("pk").values()),
        "figures": list(Figure.objects.order_by("pk").values()),
        "links": [
            list(model.objects.order_by("pk").values())
            for model in (
                Program.frameworks.through,
                Program.themes.through,
                *(Program.countries.through, Program.regions.through),
                Program.partnerships.rel.related_model,
            )
        ],
    }


@pytest.mark.parametrize("model", ["programs_program", "participants_figure"])
@pytest.mark.parametrize(("file_format", "name"), [(CSV, "rows.csv"), (XLSX, "rows.xlsx")])
def test_exporting_and_importing_again_changes_nothing(admin_client, model, file_format, name):
    before = everything()
    preview = previewed(
        admin_client, model, exported(admin_client, model, file_format), file_format, name
    )
    assert {row.import_type for row in preview.context["result"].rows} == {"skip"}
    confirmed(admin_client, model, preview)
    assert everything() == before


def test_the_admins_csv_is_utf8_with_a_byte_order_mark(admin_client):
    data = exported(admin_client, "programs_program")
    assert data.startswith(b"\xef\xbb\xbfprogram,name,name_ko,")
    assert "서울 이니셔티브" in data.decode()


def test_numbers_are_numbers_in_the_admins_xlsx(admin_client):
    data = exported(admin_client, "participants_figure", XLSX)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    header, *rows = sheet.iter_rows(values_only=True)
    values = {row[0]: row[header.index("value")] for row in rows}
    assert values["ehrd-participants-2005-2013"] == 1183
    assert values["keco-pilot-countries-each-year"] is None


def test_a_changed_value_is_previewed_and_then_proposed(admin_client):
    [row] = [
        r
        for r in rows_of(exported(admin_client, "participants_figure"))
        if r["figure"] == "slc-visitors-2000"
    ]
    preview = previewed(admin_client, "participants_figure", as_csv([row | {"value": "125"}]))
    assert Figure.objects.get(key="slc-visitors-2000").value == 124
    assert changes(preview) == {("slc-visitors-2000", "value"): ("124", "125")}
    assert "If you confirm it: 1 change proposed for review." in preview.content.decode()
    confirmed(admin_client, "participants_figure", preview)
    figure = Figure.objects.get(key="slc-visitors-2000")
    assert figure.value == 124
    assert figure.proposals.get().after["participants.figure"][str(figure.pk)]["value"] == 125


def test_a_new_figure_is_a_draft_until_somebody_publishes_it(admin_client):
    [row] = [
        r
        for r in rows_of(exported(admin_client, "participants_figure"))
        if r["figure"] == "slc-visitors-2000"
    ]
    new = row | {
        "figure": "slc-visitors-2001",
        "value": "200",
        "period_start": "2001",
        "period_end": "2001",
    }
    confirmed(
        admin_client,
        "participants_figure",
        previewed(admin_client, "participants_figure", as_csv([new])),
    )
    figure = Figure.objects.get(key="slc-visitors-2001")
    assert (figure.value, figure.publication) == (200, "draft")
    assert not Figure.objects.published().filter(pk=figure.pk).exists()


def test_links_of_a_program_are_added_and_removed_and_the_rest_keep_their_words(admin_client):
    slug = "nier-korea-china-health-forum"
    Program.objects.filter(slug=slug).update(publication="draft")
    [row] = [r for r in rows_of(exported(admin_client, "programs_program")) if r["program"] == slug]
    assert row["country_roles"] == "CHN:partner|KOR:partner"
    words = Program.objects.get(slug=slug).program_countries.get(country__iso3="CHN").as_printed
    changed = row | {
        "countries": "CHN|JPN",
        "country_roles": "CHN:partner|JPN:host",
        "regions": "m49:030",
        "partners": "craes|who",
        "themes": "climate-change",
        "frameworks": "eanet",
    }
    confirmed(
        admin_client,
        "programs_program",
        previewed(admin_client, "programs_program", as_csv([changed])),
    )
    [now] = [r for r in rows_of(exported(admin_client, "programs_program")) if r["program"] == slug]
    assert now | {"changed_at": ""} == changed | {"changed_at": ""}
    assert (
        Program.objects.get(slug=slug).program_countries.get(country__iso3="CHN").as_printed
        == words
    )


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"value": "1.5"}, "value", "is not a whole number"),
        ({"value": "-3"}, "value", "“-3” is negative"),
        ({"value": "약 30"}, "value", "“약 30” is more than a number"),
        ({"country": "QQQ"}, "country", "“QQQ” is no country of this portal"),
        ({"program": "nowhere"}, "program", "“nowhere” is no program of this portal"),
        ({"program": ""}, "program", "cannot be null"),
        ({"kind": "sometimes"}, "kind", "“sometimes” is none of these: annual,"),
        ({"period_end": "1998"}, "", "The period ends before it starts"),
        ({"period_end": "1998-13"}, "period_end", "is not a date such as"),
        ({"period_start": "1900"}, "period_start", "outside 1945–2100"),
        ({"value": ""}, "", "none beside “not stated”"),
        ({"figure": ""}, "figure", "The key is missing"),
        ({"figure": "Not A Key"}, "figure", "small Latin letters"),
        ({"unit": "countries"}, "unit", "the portal prints “people”"),
        ({"period_start": "2000", "period_end": "2000"}, "", "already"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_nothing_is_stored(
    admin_client, changes, column, message
):
    good = FIGURE | {"figure": "another-figure", "period_start": "1998", "period_end": "1998"}
    names = FIGURE | changes
    preview = previewed(
        admin_client, "participants_figure", as_csv([dict.fromkeys(names, "") | good, names])
    )
    assert "Nothing of this file was stored" in preview.content.decode()
    [row] = preview.context["result"].invalid_rows
    assert row.number == 3
    value = names[column] if column else ""
    assert any(one[:3] == ("3", column, value) and message in one[3] for one in complaints(preview))
    assert "confirm_form" not in preview.context
    assert not Figure.objects.filter(key__in=["another-figure", "test-figure"]).exists()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([FIGURE | {"colour": "green"}], "The column is not known."),
        ([{"program": "slc-landfill-visitors"}], "The column “figure” is missing."),
    ],
)
def test_a_header_that_is_not_known_is_refused(admin_client, rows, message):
    preview = previewed(admin_client, "participants_figure", as_csv(rows))
    [complaint] = complaints(preview)
    assert complaint[0] == "1"
    assert complaint[3].startswith(message)
    assert "confirm_form" not in preview.context


def test_a_key_that_stands_twice_is_refused(admin_client):
    preview = previewed(admin_client, "participants_figure", as_csv([FIGURE, FIGURE]))
    assert "stands in the file twice" in preview.content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"country_roles": "CHN"}, "not a country with a role"),
        ({"country_roles": "CHN:friend"}, "not a country with a role"),
        ({"country_roles": "CHN:partner|CHN:partner"}, "twice"),
        ({"themes": "climate-change|nowhere"}, "“nowhere” is no theme"),
        ({"regions": "m49:999"}, "“m49:999” is no region"),
        ({"parent": "keco-seoul-initiative-secretariat"}, "of the same institute"),
        ({"countries": "FRA"}, "cannot be set here"),
    ],
)
def test_a_program_whose_links_do_not_fit_is_refused(admin_client, changes, message):
    slug = "nier-korea-china-health-forum"
    [row] = [r for r in rows_of(exported(admin_client, "programs_program")) if r["program"] == slug]
    before = everything()
    preview = previewed(admin_client, "programs_program", as_csv([row | changes]))
    assert message in preview.content.decode()
    assert "confirm_form" not in preview.context
    assert everything() == before


def test_who_sees_may_take_away_and_only_who_writes_may_send(client):
    client.force_login(make_person(slc="viewer"))
    assert client.get(reverse("admin:participants_figure_export")).status_code == 200
    assert client.get(reverse("admin:participants_figure_import")).status_code == 403
    assert client.post(reverse("admin:participants_figure_process_import")).status_code == 403
    client.force_login(make_person(slc="editor"))
    assert client.get(reverse("admin:participants_figure_import")).status_code == 200
