"""Files that would keep a reader busy or fill its memory, and what is said of each.

`HOSTILE` {what it is: (a function that makes its bytes, words of the refusal)}; `largest` is the
largest workbook that is read, to compare with; `read_alone` reads bytes in a process of its own.
"""

import io
import os
import re
import subprocess
import sys
import zipfile
from typing import NamedTuple

from tests.processes import uncounted
from tests.workbooks import GOOD, HEADER, inline, made, parts, row, workbook

MEGABYTE = 1024**2
# No target, but an end, so that a file without one fails instead of the whole run.
SECONDS_UNTIL_KILLED = 60
# Reads the file on its standard input; says the seconds and MB it took, and what came of it.
READER = f"""
import os, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS_UNTIL_KILLED}, {SECONDS_UNTIL_KILLED}))
import django
django.setup()
from keco_portal.bench.server import Server
from programs.sheets import Unreadable, sheet_of
from tests.workbooks import GOOD, made
sheet_of(made(GOOD))
data = sys.stdin.buffer.read()
used = lambda: resource.getrusage(resource.RUSAGE_SELF)
itself = Server(None, os.getpid())
itself.forget_peak()
memory, before = itself.memory(), used()
try:
    said = f"read: {{len(sheet_of(data))}} rows"
except Unreadable as refusal:
    said = f"refused: {{refusal}}"
after = used()
print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
print(memory and itself.peak_memory() - memory)
print(said)
"""


class Outcome(NamedTuple):
    """What came of a file: seconds of the processor, more MB of memory, and what was said of it.

    The memory is None where the system does not tell.
    """

    seconds: float
    megabytes: float | None
    said: str


def read_alone(data):
    """The Outcome of reading `data`. Raises CalledProcessError where the reader fails."""
    done = subprocess.run(
        [sys.executable, "-c", READER],
        input=data,
        env=uncounted(os.environ),  # which would take most of the time
        capture_output=True,
        check=True,
    )
    seconds, megabytes, said = done.stdout.decode().split("\n", 2)
    return Outcome(float(seconds), None if megabytes == "None" else float(megabytes), said)


def largest():
    """The bytes of a good workbook of 200,000 cells."""
    rows = (
        row(
            number,
            inline(f"A{number}", f"figure-{number}"),
            f'<c r="B{number}"><v>{number}</v></c>',
        )
        for number in range(2, 100_001)
    )
    return made(HEADER + "".join(rows))


def inflating(name, start, middle, end, size):
    """A workbook whose file `name` has `size` bytes once inflated, and hardly any before."""
    out = io.BytesIO()
    piece = (middle * (MEGABYTE // len(middle))).encode()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for other, text in parts(GOOD).items():
            if other != name:
                archive.writestr(other, text)
        with archive.open(name, "w", force_zip64=True) as file:
            file.write(start.encode())
            for _ in range(size // len(piece)):
                file.write(piece)
            file.write(end.encode())
    return out.getvalue()


def lying_about_sizes():
    """The shared texts inflate to 200 MB, and both directories say 100 bytes."""
    data = bytearray(inflating("xl/sharedStrings.xml", "<sst>", "<si/>", "</sst>", 200 * MEGABYTE))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo("xl/sharedStrings.xml")
        size = info.file_size.to_bytes(4, "little")
    return bytes(data).replace(size, (100).to_bytes(4, "little"))


def inside_one_another(depth):
    data = made(GOOD)
    for _ in range(depth):
        data = workbook(parts(GOOD) | {"xl/embeddings/more.xlsx": data})
    return data


SHEET, WORDS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"


def endless(cells, size):
    """A workbook whose sheet holds `cells` again and again, `size` bytes in all."""
    start, end = "<worksheet><sheetData>", "</sheetData></worksheet>"
    return inflating(SHEET, start, cells, end, size)


def many_sheets_of_one():
    """A workbook with a thousand sheets, each the same megabytes of blank rows."""
    files = parts("<row/>" * 350_000)
    before, sheet, behind = re.split("(<sheet [^>]*/>)", files["xl/workbook.xml"])
    return workbook(files | {"xl/workbook.xml": before + sheet * 1000 + behind})


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE sst [<!ENTITY l0 "ha">{LAUGHS}]><sst><si><t>&l9;</t></si></sst>'
EXTERNAL = '<!DOCTYPE sst SYSTEM "file:///etc/passwd"><sst><si><t>a</t></si></sst>'
HOSTILE = {
    "a cell in the farthest corner": (
        lambda: made(GOOD + row(1048576, '<c r="XFD1048576"><v>1</v></c>')), "too far away",
    ),
    "a cell beyond every sheet": (lambda: made(GOOD + '<c r="ZZZZ1"><v>1</v></c>'), "be opened"),
    "2 GB of shared texts": (
        lambda: inflating(WORDS, "<sst>", "<si><t>aaaa</t></si>", "</sst>", 2048 * MEGABYTE),
        "larger inside",
    ),
    "one cell of 2 GB": (
        lambda: inflating(SHEET, "<worksheet><c><v>", "a", "</v></c></worksheet>", 2048 * MEGABYTE),
        "larger inside",
    ),
    "a long cell": (lambda: made(HEADER + row(2, inline("A2", "a" * 40_000))), "more than 32,767"),
    "millions of cells": (
        lambda: endless("<c><v>1</v></c>", 40 * MEGABYTE),
        "larger inside",
    ),
    "cells without end in rows": (
        lambda: endless("<row><c><v>1</v></c></row>", 40 * MEGABYTE),
        "larger inside",
    ),
    "archives inside one another": (lambda: inside_one_another(5), "another archive inside"),
    "a billion laughs": (lambda: workbook(parts(GOOD) | {WORDS: LAUGHS}), "declares entities"),
    "an entity from outside": (
        lambda: workbook(parts(GOOD) | {WORDS: EXTERNAL}), "declares entities",
    ),
    "elements inside one another": (
        lambda: workbook(parts(GOOD) | {WORDS: "<a>" * 100_000 + "</a>" * 100_000}), "be opened",
    ),
    "sizes that are lies": (lying_about_sizes, "be opened"),
    "ten thousand files": (
        lambda: workbook(parts(GOOD) | {f"xl/{n}.xml": "" for n in range(10_000)}), "larger inside",
    ),
    "another document under the name": (
        lambda: workbook({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}),
        "no workbook without macros",
    ),
    "half a workbook": (lambda: made(GOOD)[:-200], "be opened"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old Excel"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 512, "no spreadsheet of rows"),
    "a web page": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "a web page"),
    "a CSV of many cells": (
        lambda: b"figure,value\n" + b"a,1\n" * 150_000, "more than 200,000 cells",
    ),
    "a CSV of many columns": (lambda: b"a," * 5_000_000, "columns"),
    "a CSV of one text": (lambda: b'figure\n"' + b"a" * (9 * MEGABYTE), "quotation marks"),
    "NULs": (lambda: b"\0" * (9 * MEGABYTE), "a cell has no end"),
    "blank cells without end": (
        lambda: endless('<row><c r="A1" s="1"/></row>', 40 * MEGABYTE), "larger inside",
    ),
    "formulas without end": (
        lambda: endless("<row><c><f/></c></row>", 40 * MEGABYTE), "larger inside",
    ),
    "pieces of one text without end": (
        lambda: endless(f"<row><c t='str'>{'<t>aaaaaaaa</t>' * 1000}</c></row>", 40 * MEGABYTE),
        "larger inside",
    ),
    "blank shared texts": (
        lambda: inflating(WORDS, "<sst>", "<si/>", "</sst>", 40 * MEGABYTE), "larger inside",
    ),
    "styles without end": (
        lambda: inflating(STYLES, "<s><cellXfs>", "<xf/>", "</cellXfs></s>", 40 * MEGABYTE),
        "larger inside",
    ),
    "formats without end": (
        lambda: inflating(STYLES, "<s>", '<numFmt numFmtId="9"/>', "</s>", 40 * MEGABYTE),
        "larger inside",
    ),
    "a format that a pattern runs after": (
        lambda: workbook(
            parts(HEADER + row(2, inline("A2", "a" * 40_000)))
            | {STYLES: f'<s><numFmt numFmtId="9" formatCode="{"[" * MEGABYTE}"/></s>'}
        ),
        "more than 32,767",
    ),
    "one long text in very many cells": (
        lambda: workbook(
            parts(HEADER + "<row><c t='s'><v>0</v></c></row>" * 150_000)
            | {WORDS: f"<sst><si><t>{' a' * 16 * MEGABYTE}</t></si></sst>"}
        ),
        "larger inside",
    ),
    "a text of usual length in very many cells": (
        lambda: workbook(
            parts(HEADER + "<row><c t='s'><v>0</v></c></row>" * 150_000)
            | {WORDS: f"<sst><si><t>{'a' * 30_000}</t></si></sst>"}
        ),
        "larger inside",
    ),
    "very many sheets out of one": (many_sheets_of_one, "be opened"),
    "a CSV of rows without end": (lambda: b"a\n" * (5 * MEGABYTE), "more than 200,000 cells"),
    "a CSV of blank rows without end": (
        lambda: b"a" + b",\n" * (5 * MEGABYTE), "more than 1,048,576 rows",
    ),
    "a CSV of blank columns without end": (
        lambda: b"a,b\n1" + b"," * (9 * MEGABYTE) + b"1", "The row has 9437185 cells",
    ),
    "a CSV of short rows below a wide header": (
        lambda: b"a," * 199 + b"a\n" + b"1\n" * 190_000, "more than 200,000 cells",
    ),
    "a CSV of signs of four bytes": (
        lambda: "\U0001f600\n".encode() * (2 * MEGABYTE), "more than 200,000 cells",
    ),
    "a CSV of quotation marks": (lambda: b'"' * (9 * MEGABYTE), "quotation marks"),
}  # fmt: skip
