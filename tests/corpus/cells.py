"""Files with one cell that is right, or wrong, or strange."""

import datetime
import unicodedata

from tests.corpus.files import ROW, as_csv, in_workbook, with_cell
from tests.corpus.outcomes import Refused, Right, Wrong

NUMBERS = {
    "thousands.csv": (with_cell(value="1,183"), Right({"value": "1183"})),
    "spaces-around.csv": (with_cell(value=" 12 "), Right({"value": "12"})),
    "zero.csv": (with_cell(value="0"), Right({"value": "0"})),
    "blank-and-not-stated.csv": (
        with_cell(value="", value_status="not-stated"),
        Right({"value": "", "value_status": "not-stated"}),
    ),
    "number.xlsx": (in_workbook(value=1183), Right({"value": "1183"})),
    "whole-float.xlsx": (in_workbook(value=1183.0), Right({"value": "1183"})),
    **{
        f"{name}.csv": (with_cell(value=cell), Wrong("value", words))
        for name, cell, words in [
            ("half", "1.5", "“1.5” is not a whole number"),
            ("exponent", "1e3", "“1e3” is not a whole number"),
            ("underscore", "1_000", "“1_000” is not a whole number"),
            ("about", "약 30", "write the number alone"),
            ("people", "30명", "“30명” is not a whole number"),
            ("full-width", "１２", "“１２” is not a whole number"),
            ("negative", "-5", "“-5” is negative"),
            ("wrong-thousands", "11,83", "“11,83” is not a whole number"),
            ("points", "1.183", "“1.183” is not a whole number"),
            ("range", "10~20", "write the number alone"),
            ("words", "many", "“many” is not a whole number"),
            ("too-large", "9007199254740993", "no spreadsheet keeps exactly"),
            ("infinite", "inf", "“inf” is not a whole number"),
            ("arabic", "١٢", "“١٢” is not a whole number"),
        ]
    },
    "half.xlsx": (in_workbook(value=1.5), Wrong("value", "“1.5” is not a whole number")),
    "truth.xlsx": (in_workbook(value=True), Wrong("value", "“TRUE” is not a whole number")),
    "date-for-a-number.xlsx": (
        in_workbook(value=datetime.date(1900, 1, 7)),
        Wrong("value", "“1900-01-07” is not a whole number"),
    ),
    "value-that-is-not-stated.csv": (
        with_cell(value_status="not-stated"),
        Wrong("", "none beside “not stated”"),
    ),
    "no-value-though-stated.csv": (with_cell(value=""), Wrong("", "stands beside “stated”")),
}
WORDS = {
    **{
        f"country-{name}.csv": (with_cell(country=cell), Right({"country": "IDN"}))
        for name, cell in [
            ("by-code", "IDN"),
            ("by-short-code", "ID"),
            ("in-small-letters", "idn"),
            ("in-english", "Indonesia"),
            ("in-korean", "인도네시아"),
            ("in-korean-decomposed", unicodedata.normalize("NFD", "인도네시아")),
            ("with-a-space-of-no-width", "인도\u200b네시아"),
        ]
    },
    "country-unknown.csv": (
        with_cell(country="Atlantis"),
        Wrong("country", "“Atlantis” is no country"),
    ),
    "country-misspelt.csv": (
        with_cell(country="Indonisia"),
        Wrong("country", "Is it Indonesia, IDN?"),
    ),
    "region-for-a-country.csv": (
        with_cell(country="Africa"),
        Wrong("country", "“Africa” is no country but a region"),
    ),
    "korean-label.csv": (with_cell(kind="기간 내"), Right({"kind": "annual"})),
    "unknown-kind.csv": (
        with_cell(kind="yearly"),
        Wrong("kind", "“yearly” is none of these: annual"),
    ),
    "invisible-in-the-key.csv": (
        with_cell(figure="corpus\u200bone"),
        Wrong("figure", "Character 7 cannot be seen (U+200B)"),
    ),
    "no-break-space-in-a-key.csv": (
        with_cell(program="slc-landfill\u00a0visitors"),
        Wrong("program", "cannot be seen (U+00A0)"),
    ),
    "capital-in-a-key.csv": (
        with_cell(figure="Corpus One"),
        Wrong("figure", "small Latin letters"),
    ),
    "missing-key.csv": (with_cell(figure=""), Wrong("figure", "The key is missing")),
    "unknown-program.csv": (
        with_cell(program="nowhere"),
        Wrong("program", "“nowhere” is no program"),
    ),
    "duplicate-row.csv": (
        as_csv(ROW, ROW),
        Wrong("figure", "twice, the first time in row 2", 3),
    ),
    "same-figure-under-two-keys.csv": (
        as_csv(ROW, ROW | {"figure": "corpus-two"}),
        Wrong("", "stands here already", 3),
    ),
    "formula-text.csv": (with_cell(note="'=1+1"), Right({"note": "'=1+1"})),
    "control-character.csv": (with_cell(note="a\x07b"), Wrong("note", "no text (U+0007)")),
    "nul.csv": (with_cell(note="a\0b"), Refused("NUL", 2, "note")),
}
TIMES = {
    "month.csv": (
        with_cell(period_start="1999-01", period_end="1999-12"),
        Right({"period_start": "1999-01", "period_end": "1999-12"}),
    ),
    "year-as-number.xlsx": (
        in_workbook(period_start=1999, period_end=1999),
        Right({"period_start": "1999", "period_end": "1999"}),
    ),
    "date-that-excel-made.xlsx": (
        in_workbook(period_start=datetime.date(1999, 1, 1)),
        Wrong("period_start", "The spreadsheet made a date of this: 1999-01-01"),
    ),
    "year-outside.csv": (
        with_cell(period_start="1899", period_end="1899"),
        Wrong("period_start", "is outside 1945–2100"),
    ),
    "year-in-two-digits.csv": (with_cell(period_start="99"), Wrong("period_start", "such as 2013")),
    "month-thirteen.csv": (
        with_cell(period_start="1999-13"),
        Wrong("period_start", "such as 2013"),
    ),
    "korean-date.csv": (with_cell(period_start="1999년"), Wrong("period_start", "such as 2013")),
    "end-before-start.csv": (with_cell(period_end="1998"), Wrong("", "ends before it starts")),
}
