"""Workbooks: what their cells mean, which of their sheets is read, and what is refused."""

from datetime import date

import pytest

from programs.sheets import Unreadable, sheet_of
from tests.workbooks import GOOD, HEADER, inline, made, parts, row, workbook


def cell(inner, attributes="", **of_the_workbook):
    """What the cell B2 with `inner` is read as."""
    line = row(2, inline("A2", "a"), f'<c r="B2" {attributes}>{inner}</c>')
    return sheet_of(made(HEADER + line, **of_the_workbook))[0][1]


def test_numbers_texts_and_truths_are_what_they_are():
    assert cell("<v>7</v>") == 7
    assert cell("<v>1.5</v>") == 1.5
    assert cell("<v>1E3</v>") == 1000.0
    assert cell("<v>1</v>", 't="b"') is True
    assert cell("<v>일곱</v>", 't="str"') == "일곱"
    assert cell("<is><t> a </t></is>", 't="inlineStr"') == " a "
    assert cell("<is><t>_x0041__x005F_x0041_</t></is>", 't="inlineStr"') == "A_x0041_"


def test_shared_texts_are_read_without_their_dress_and_readings():
    words = "<si><t>no</t></si><si><r><t>한</t></r><r><t>국</t></r><rPh><t>reading</t></rPh></si>"
    assert cell("<v>1</v>", 't="s"', words=words) == "한국"


def test_dates_are_told_by_their_format_alone():
    assert cell("<v>41852</v>", 's="1"').date() == date(2014, 8, 1)
    assert cell("<v>40390</v>", 's="1"', properties='date1904="1"').date() == date(2014, 8, 1)
    assert cell("<v>41852</v>", 's="0"') == 41852


def test_a_formula_gives_its_result_and_without_one_is_refused():
    assert cell("<f>3+4</f><v>7</v>") == 7
    with pytest.raises(Unreadable, match="Sheet “figures”, row 2, column “B”: The formula has no"):
        cell("<f>3+4</f>")


@pytest.mark.parametrize(
    ("inner", "attributes", "words"),
    [
        ("<v>#REF!</v>", 't="e"', "row 2, column “B”: The cell shows an error"),
        ("<v>999999999</v>", 's="1"', "No such date"),
        ("<v>many</v>", "", "cannot be opened"),
        ("<v>7</v>", 't="s"', "cannot be opened"),
    ],
)
def test_a_cell_that_means_nothing_is_refused(inner, attributes, words):
    with pytest.raises(Unreadable, match=words):
        cell(inner, attributes)


def test_merged_cells_are_named():
    merged = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>'
    with pytest.raises(Unreadable, match="cells A2:A3 are merged") as refused:
        sheet_of(made(GOOD, merged=merged))
    assert len(refused.value.complaints) == 2
    assert refused.value.complaints[0].sheet == "figures"


def test_half_a_character_is_no_text():
    data = made(HEADER + row(2, inline("A2", "a_xD83D_")))
    with pytest.raises(Unreadable, match=r"row 2, column “figure”.*no text \(U\+D83D\)"):
        sheet_of(data)


def test_cells_without_an_address_follow_one_another():
    data = made("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    sheet = sheet_of(data)
    assert (sheet.headers, [list(one) for one in sheet]) == (["1", "2"], [[3, None]])


def test_the_header_may_stand_lower_and_further_right():
    line = row(4, inline("C4", "figure"), inline("D4", "value"))
    sheet = sheet_of(made(line + row(6, inline("C6", "a"), '<c r="D6"><v>7</v></c>')))
    assert (sheet.headers, sheet.numbers, sheet.header_number) == (["figure", "value"], [6], 4)
    assert sheet.places == ["C", "D"]


def several(**sheets):
    """A workbook with a sheet of a header and a row for each name; or none, where it is ""."""
    files = parts(GOOD)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    old, rest = files["xl/workbook.xml"].split("<sheets>")
    files["xl/workbook.xml"] = f"{old}<sheets>{listed}</sheets>{rest.partition('</sheets>')[2]}"
    head = files["xl/_rels/workbook.xml.rels"].partition("<Relationship ")[0]
    files["xl/_rels/workbook.xml.rels"] = f"{head}{relations}</Relationships>"
    for number, cells in enumerate(sheets.values(), 1):
        files[f"xl/worksheets/sheet{number}.xml"] = parts(cells)["xl/worksheets/sheet1.xml"]
    return workbook(files)


def test_the_only_sheet_with_rows_is_read():
    assert sheet_of(several(Sheet1="", 실적=GOOD)).name == "실적"


def test_of_several_sheets_the_one_called_as_a_table_is_read():
    assert sheet_of(several(About=HEADER, figures=GOOD)).name == "figures"


def test_rows_in_several_sheets_are_refused_by_name():
    with pytest.raises(Unreadable, match="several sheets: “2013”, “2014”"):
        sheet_of(several(**{"2013": GOOD, "2014": GOOD}))
