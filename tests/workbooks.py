"""Workbooks made by hand, part by part, as no program would save them."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    "</Types>"
)


def parts(cells="", words="", merged="", styles="", properties="", name="figures", state="visible"):
    """The files of a workbook with one sheet: `cells` are its rows as XML, `words` its texts."""
    return {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr {properties}/>'
            f'<sheets><sheet name="{name}" sheetId="1" state="{state}" r:id="rId1"/></sheets>'
            "</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            'relationships"><Relationship Id="rId1" Type="worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/styles.xml": (
            f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
            f"{styles}</cellXfs></styleSheet>"
        ),
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{words}</sst>',
        "xl/worksheets/sheet1.xml": (
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{merged}</worksheet>'
        ),
    }


def workbook(files):
    """An archive of `files` {name: text or bytes}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def made(*args, **kwargs):
    return workbook(parts(*args, **kwargs))


def inline(address, text):
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


HEADER = row(1, inline("A1", "figure"), inline("B1", "value"))
GOOD = HEADER + row(2, inline("A2", "a"), '<c r="B2"><v>7</v></c>')
