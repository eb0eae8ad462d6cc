"""Files in all encodings and forms, and with all kinds of headers."""

import unicodedata

from tests.corpus.files import ROW, SECOND, as_csv, as_xlsx, table, text, with_cell
from tests.corpus.outcomes import KOREAN, SAID, SEVEN, Refused, Right

ENGLISH = [
    *("Key", "Program", "Measure", "Kind", "Value", "Value status", "Country"),
    *("Period from", "Period to", "Source", "Place in the source", "Note"),
]
HANGUL = [
    *("키", "협력사업", "지표", "유형", "값", "값의 상태", "국가"),
    *("기간 시작", "기간 끝", "출처", "출처 내 위치", "주석"),
]

ENCODINGS = {
    "utf8-with-mark.csv": (as_csv(SAID), KOREAN),
    "utf8-without-mark.csv": (as_csv(SAID, encoding="utf-8"), KOREAN),
    "utf16-little.csv": (as_csv(SAID, encoding="utf-16"), KOREAN),
    "utf16-big.csv": (b"\xfe\xff" + as_csv(SAID, encoding="utf-16-be"), KOREAN),
    "cp949.csv": (as_csv(SAID, encoding="cp949"), KOREAN),
    "euc-kr.csv": (as_csv(SAID, encoding="euc-kr"), KOREAN),
    "cp949-beyond-euc-kr.csv": (
        as_csv(ROW | {"note": "똠방각하"}, encoding="cp949"),
        Right({"note": "똠방각하"}),
    ),
    "latin-1.csv": (
        as_csv(ROW | {"note": "Zürich"}, encoding="latin-1"),
        Refused("neither in UTF-8 nor in CP949"),
    ),
    "broken-utf8-with-mark.csv": (
        as_csv(SAID) + b"\xff\xfe",
        Refused("neither in UTF-8 nor in CP949"),
    ),
    "utf16-without-mark.csv": (
        as_csv(ROW, encoding="utf-16-le"),
        Refused("neither in UTF-8 nor in CP949"),
    ),
}
FORMS = {
    "semicolons.csv": (as_csv(SAID, delimiter=";"), KOREAN),
    "tabs.csv": (as_csv(SAID, delimiter="\t"), KOREAN),
    "tabs-utf16-as-excel-saves-unicode-text.txt": (
        as_csv(SAID, delimiter="\t", encoding="utf-16"),
        KOREAN,
    ),
    "line-ends-of-unix.csv": (as_csv(SAID, end="\n"), KOREAN),
    "line-break-in-a-cell.csv": (
        with_cell(note="two\r\nlines"),
        Right({"note": "two\nlines"}),
    ),
    "separator-in-a-cell.csv": (with_cell(note="a, b; c\td"), Right({"note": "a, b; c\td"})),
    "quotation-marks.csv": (with_cell(note='said "so"'), Right({"note": 'said "so"'})),
    "two-separators.csv": (
        as_csv(ROW).replace(b"figure,program", b"figure;program"),
        Refused("different signs"),
    ),
    "open-quotation.csv": (as_csv(ROW) + b'"open', Refused("quotation marks", 3)),
    "blank-rows.csv": (
        text([[""] * 12, *table(ROW), [""] * 12, [*SECOND.values()]]).encode(),
        SEVEN._replace(rows=2),
    ),
    "blank-columns.csv": (
        text([[*cells, "", ""] for cells in table(ROW)]).encode(),
        SEVEN,
    ),
    "longer-row.csv": (as_csv(ROW)[:-2] + b",more\r\n", Refused("has 13 cells", 2)),
    "empty.csv": (b"", Refused("The submitted file is empty")),
    "header-alone.csv": (text([[*ROW]]).encode(), Refused("no row below", 1)),
}
HEADERS = {
    "korean-header.csv": (text(table(ROW, header=HANGUL)).encode(), SEVEN),
    "korean-header.xlsx": (as_xlsx(table(ROW, header=HANGUL)), SEVEN),
    "korean-header-decomposed.csv": (
        text(table(ROW, header=[unicodedata.normalize("NFD", one) for one in HANGUL])).encode(),
        SEVEN,
    ),
    "english-titles.csv": (text(table(ROW, header=ENGLISH)).encode(), SEVEN),
    "header-in-capitals.csv": (
        text(table(ROW, header=[name.upper() for name in ROW])).encode(),
        SEVEN,
    ),
    "repeated-header.csv": (
        text([[*cells, cells[4]] for cells in table(ROW)]).encode(),
        Refused("stands there twice", 1, "value"),
    ),
    "repeated-header-in-two-languages.csv": (
        text([[*ROW, "값"], [*ROW.values(), "7"]]).encode(),
        Refused("stands there twice", 1, "값"),
    ),
    "unknown-header.csv": (
        text([[*ROW, "trainees"], [*ROW.values(), "7"]]).encode(),
        Refused("not known", 1, "trainees"),
    ),
    "misspelt-header.csv": (
        text(table(ROW, header=["valeu" if name == "value" else name for name in ROW])).encode(),
        Refused("Is it “value”?", 1, "valeu"),
    ),
    "column-without-a-name.csv": (
        text([[*ROW, ""], [*ROW.values(), "7"]]).encode(),
        Refused("not known", 1, "M"),
    ),
    "no-key.csv": (text([["value"], ["7"]]).encode(), Refused("“figure” is missing", 1)),
    "title-above.csv": (
        text([["Visitors of 1999"], *table(ROW)]).encode(),
        Refused("delete", 1),
    ),
    "title-above.xlsx": (
        as_xlsx([["1999년 방문자", *[None] * 11], *table(ROW)]),
        Refused("delete", 1),
    ),
    "separator-said-in-the-first-line.csv": (
        b"sep=,\r\n" + as_csv(ROW, encoding="utf-8"),
        Refused("delete", 1),
    ),
}
