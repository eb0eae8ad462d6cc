"""The public tables, byte for byte: typed by hand, of rows that try every rule of the format."""

import datetime

import pytest

from institutes.models import Institute
from participants.models import Figure
from participants.resources import FigureTable
from programs.export import csv_of
from programs.models import Country, Program, Region
from programs.resources import ProgramTable
from tests.factories import (
    make_figure,
    make_framework,
    make_measure,
    make_partner,
    make_partnership,
    make_program,
    make_program_country,
    make_program_region,
    make_source,
    make_theme,
)

pytestmark = pytest.mark.django_db

MOMENT = datetime.datetime(2026, 11, 23, 0, 30, 59, 999999, datetime.UTC)


def rows_of(table, queryset):
    """The rows of the CSV as bytes, each with its row end."""
    made = csv_of(table, queryset)
    with made.file:
        content = made.file.read()
    return content.removeprefix(b"\xef\xbb\xbf" + ",".join(table.columns()).encode() + b"\r\n")


def csv_row_of(figure):
    Figure.objects.filter(pk=figure.pk).update(changed_at=MOMENT)
    return rows_of(FigureTable, Figure.objects.filter(pk=figure.pk)).decode()


def a_figure(**given):
    program = make_program(slug="a-program", name_en='The "A", a program')
    measure = make_measure(slug="a-measure", name_en="=Trained", group="visits")
    source = make_source(slug="a-source")
    defaults = {"program": program, "measure": measure, "source": source, "key": "a-figure"}
    return make_figure(**defaults | given)


BEFORE = (
    'a-figure,a-program,"The ""A"", a program",keco,Korea Environment Corporation,a-measure,'
    "'=Trained,visits,people,"
)
PLACE = 'a-source,"KECO, paragraph 1"'
END = "2026-11-23T00:30:59Z\r\n"


@pytest.mark.parametrize(
    ("given", "row"),
    [
        (
            {"value": 1183, "period_start": "2005", "period_end": "2013"},
            f"cumulative,1183,,,stated,exact,,,_T,2005,2013,,{PLACE},,{END}",
        ),
        (
            {"value": 0, "kind": "snapshot", "as_of": "2014-08", "sex": "F"},
            f"snapshot,0,,,stated,exact,,,F,,,2014-08,{PLACE},,{END}",
        ),
        (
            {"value_lower": 3, "value_upper": 4, "qualifier": "about"},
            f"cumulative,,3,4,stated,about,,,_T,,,,{PLACE},,{END}",
        ),
        (
            {"value_status": "suppressed", "period_end": "2017-12-12"},
            f"cumulative,,,,suppressed,exact,,,_T,,2017-12-12,,{PLACE},,{END}",
        ),
        (
            {"value": 1, "note": 'two\nlines, and "quotes" 한국\nend'},
            f"cumulative,1,,,stated,exact,,,_T,,,,{PLACE},"
            f'"two\nlines, and ""quotes"" 한국\nend",{END}',
        ),
        (
            {"value": 9007199254740991, "note": "'-1"},
            f"cumulative,9007199254740991,,,stated,exact,,,_T,,,,{PLACE},''-1,{END}",
        ),
        (
            {"value": 1, "note": "\\.", "source_locator": "@home"},
            f"cumulative,1,,,stated,exact,,,_T,,,,a-source,'@home,\\.,{END}",
        ),
    ],
)
def test_a_figure_as_a_row(given, row):
    assert csv_row_of(a_figure(**given)) == BEFORE + row


def test_a_figure_of_a_country_has_its_code_and_its_name():
    row = csv_row_of(a_figure(country=Country.objects.get(iso3="BOL")))
    assert ",exact,BOL,Bolivia (Plurinational State of),_T," in row


def test_a_program_as_a_row():
    nier = Institute.objects.get(code="nier")
    program = make_program(
        slug="a-program",
        name_en="+82 program",
        name_ko="사업, 하나",
        institute=nier,
        parent=make_program(slug="a-parent", institute=nier),
        frameworks=[make_framework(slug=slug) for slug in ("zz", "a-b", "aa")],
        themes=[make_theme(slug=slug) for slug in ("theme-b", "theme-a")],
        kind="data-centre",
        start_year=1999,
        recurrence="in-turn",
        state="ended",
        sector="41082",
        summary_en="Line one.\nLine two.",
    )
    places = (("KOR", "partner"), ("CHN", "partner"), ("KOR", "host"))
    for iso3, role in places:
        country = Country.objects.get(iso3=iso3)
        make_program_country(program=program, country=country, role=role)
    for key in ("term:africa", "m49:035"):
        make_program_region(program=program, region=Region.objects.get(key=key))
    partner = make_partner(slug="partner-b")
    make_partnership(program=program, partner=partner)
    make_partnership(program=program, partner=partner, role="host")
    make_partnership(program=program, partner=make_partner(slug="partner-a"))
    make_partnership(program=program, partner=None, as_printed="somebody")
    Program.objects.filter(pk=program.pk).update(changed_at=MOMENT)
    assert rows_of(ProgramTable, Program.objects.filter(pk=program.pk)).decode() == (
        'a-program,\'+82 program,"사업, 하나",nier,National Institute of Environment Research,'
        "a-parent,a-b|aa|zz,data-centre,theme-a|theme-b,1999,,in-turn,ended,41082,CHN|KOR,"
        "CHN:partner|KOR:host|KOR:partner,m49:035|term:africa,partner-a|partner-b,"
        '"Line one.\nLine two.",me-affiliated-organizations-2017,"KECO, paragraph 1",'
        "2026-11-23T00:30:59Z\r\n"
    )


def test_a_program_that_names_nothing_has_blank_cells():
    program = make_program(slug="a-program", name_en="A program")
    Program.objects.filter(pk=program.pk).update(changed_at=MOMENT)
    assert rows_of(ProgramTable, Program.objects.filter(pk=program.pk)).decode() == (
        "a-program,A program,,keco,Korea Environment Corporation,,,project,,,,not-stated,"
        'not-stated,,,,,,,me-affiliated-organizations-2017,"KECO, paragraph 1",'
        "2026-11-23T00:30:59Z\r\n"
    )


def test_rows_stand_in_the_order_of_the_queryset():
    content = rows_of(ProgramTable, Program.objects.order_by("-slug")).decode()
    keys = [line.partition(",")[0] for line in content.split("\r\n")[:-1]]
    assert keys == sorted(Program.objects.values_list("slug", flat=True), reverse=True)


@pytest.mark.parametrize("table", [FigureTable, ProgramTable])
def test_every_column_says_what_it_is(table):
    for name, column in table.columns().items():
        assert column.column_name == name
        assert column.description.endswith(".")
