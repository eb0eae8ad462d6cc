"""Citations as reference managers read them, whatever the title holds."""

import datetime
import json
import re
from pathlib import Path

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from bibtexparser.latexenc import latex_to_unicode
from citeproc import Citation as Cite
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from keco_portal.standards.citation import Citation, as_bibtex, as_csl_json, as_ris, as_text
from tests.examples import examples

STYLE = Path(__file__).parent / "author_date.csl"
TITLES = [
    "Figures: China, 2014",
    "수치: 중국, 2014년",
    "Programs: R&D at 100 % of #1_a $ ~ ^",
    "Programs: {unbalanced",
    "Programs: }{ \\textbf{bold} \\",
    'Programs: "quoted" @misc{x, title = {no}}',
    "Programs: two\r\nER  - \r\nTY  - BOOK",
]


def cited(title="Figures: China, 2014", **given):
    said = {
        "key": "figures-2026-11-28-abcdefghijkl",
        "title": title,
        "publisher": "Environmental Cooperation Portal",
        "address": "https://portal.example.org/data/snapshots/abcdefghijkl/",
        "made_on": datetime.date(2026, 11, 28),
        "version": "sha256-0123456789ab",
        "language": "en",
        "notes": ("SHA-256 of the CSV: 0123.", "Licence: CC BY 4.0, https://example.org/by/4.0/."),
    }
    return Citation(**said | given)


def folded(text):
    return " ".join(text.split())


def read_as_bibtex(text):
    """The only entry, with its LaTeX as the signs that it prints."""
    [entry] = bibtexparser.loads(text, BibTexParser(common_strings=True)).entries
    return {name: printed(value) for name, value in entry.items()}


def printed(latex):
    signs = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
    signs |= {"textasciitilde": "~", "textasciicircum": "^"}
    told = re.compile(r"\{\\(\w+)\}|\\([&%$#_])|([{}])")
    return told.sub(lambda at: signs.get(at[1], "") + (at[2] or ""), latex)


def balanced(text):
    """Whether BibTeX, which counts braces behind a backslash too, finds the end of each."""
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


@pytest.mark.conformance
@pytest.mark.parametrize("title", TITLES)
def test_bibtexparser_reads_the_bibtex(conformance, title):
    with conformance.reading("bibtex", "bibtexparser", of="bibtexparser", entries=1):
        text = as_bibtex(cited(title))
        assert balanced(text)
        entry = read_as_bibtex(text)
        assert (entry["ENTRYTYPE"], entry["ID"]) == ("misc", "figures-2026-11-28-abcdefghijkl")
        assert entry["title"] == folded(title)
        assert (entry["year"], entry["month"]) == ("2026", "November")
        assert entry["publisher"] == entry["author"] == "Environmental Cooperation Portal"
        assert entry["url"] == "https://portal.example.org/data/snapshots/abcdefghijkl/"
        assert entry["version"] == "sha256-0123456789ab"
        assert entry["note"].endswith("Licence: CC BY 4.0, https://example.org/by/4.0/.")


def test_the_signs_of_a_title_are_those_that_bibtexparser_itself_knows():
    text = as_bibtex(cited("R&D 100 % #1 a_b"))
    [entry] = bibtexparser.loads(text, BibTexParser(common_strings=True)).entries
    assert latex_to_unicode(entry["title"]).replace("\\", "") == "R&D 100 % #1 a_b"


@pytest.mark.conformance
@pytest.mark.parametrize("title", TITLES)
def test_rispy_reads_the_ris(conformance, title):
    with conformance.reading("ris", "rispy", of="rispy", entries=1):
        text = as_ris(cited(title))
        assert text.count("\r\n") == text.count("\n")
        [record] = rispy.loads(text)
        assert record["type_of_reference"] == "DATA"
        assert record["title"] == folded(title)
        assert record["authors"] == ["Environmental Cooperation Portal,"]
        assert (record["year"], record["date"]) == ("2026", "2026/11/28")
        assert record["publisher"] == "Environmental Cooperation Portal"
        assert record["urls"] == ["https://portal.example.org/data/snapshots/abcdefghijkl/"]
        assert record["edition"] == "sha256-0123456789ab"
        assert record["notes"] == [cited().note]


@pytest.mark.conformance
@pytest.mark.parametrize("title", TITLES)
def test_citeproc_renders_the_csl_json(conformance, title):
    with conformance.reading("csl", "citeproc-py", of="citeproc-py", entries=1):
        [item] = json.loads(as_csl_json(cited(title)))
        source = CiteProcJSON([item])
        style = CitationStylesStyle(str(STYLE), validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Cite([CitationItem(item["id"])]))
        [rendered] = map(str, bibliography.bibliography())
        for part in ("Environmental Cooperation Portal", "2026", folded(title), item["URL"]):
            assert part in rendered
        assert item["issued"] == {"date-parts": [[2026, 11, 28]]}
        assert item["type"] == "dataset"


def test_without_a_licence_no_format_speaks_of_one():
    without = cited(notes=("SHA-256 of the CSV: 0123.",))
    for write in (as_text, as_bibtex, as_ris, as_csl_json):
        assert "icence" not in write(without)


def test_the_sentence_is_in_the_language_of_the_page():
    assert as_text(cited()) == (
        "Environmental Cooperation Portal (2026). Figures: China, 2014 [data set]. Version "
        "sha256-0123456789ab, 28 November 2026. "
        "https://portal.example.org/data/snapshots/abcdefghijkl/"
    )
    with override("ko"):
        assert "2026년 11월 28일" in as_text(cited())


@examples(200)
@given(st.text(max_size=60))
def test_no_title_breaks_a_citation(title):
    wanted = folded(title)
    one = cited(title)
    assert balanced(as_bibtex(one))
    assert len(as_ris(one).splitlines()) == len(as_ris(cited("x")).splitlines())
    assert json.loads(as_csl_json(one))[0]["title"] == wanted
