"""The pages about the portal: their numbers are the database's, what they promise is so."""

import re

import pytest

from keco_portal.about import KINDS
from keco_portal.models import COMMENT_AT_MOST
from participants.models import Figure, Measure
from participants.models.figure import FigureKind
from programs.models import Country, Program, Region, Source
from tests import pages
from tests.factories import (
    make_figure,
    make_measure,
    make_program,
    make_program_country,
    make_program_region,
)

pytestmark = pytest.mark.django_db

NUMBERS = "/about/numbers/"


def numbers(client):
    return pages.parsed(client.get(NUMBERS))


def row(page, words):
    """The cells after the head of the row that begins with `words`."""
    [found] = [tr for tr in page.cssselect("tr") if pages.text_of(tr[0]) == words]
    return [pages.text_of(cell) for cell in found[1:]]


def published():
    return [p for p in Program.objects.all() if p.publication == "published"]


def test_each_measure_stands_there_with_its_meaning_and_its_figures(client):
    page = numbers(client)
    for measure in Measure.objects.all():
        figures = [f for f in Figure.objects.filter(measure=measure) if f.is_public]
        meaning, number = row(page, f"{measure.name_en} {measure.unit}")
        assert measure.definition_en in meaning
        assert ("never added" in meaning) == (measure.part_of is not None)
        assert number == str(len(figures))


def test_a_measure_counts_what_is_public_only(client):
    measure = make_measure(slug="m", name_en="A measure", definition_en="What it is.")
    make_figure(measure=measure)
    make_figure(measure=measure, publication="draft")
    make_figure(measure=measure, program=make_program(publication="draft"))
    page = numbers(client)
    assert row(page, "A measure people") == ["What it is.", "1"]
    [link] = page.cssselect("a[href='/figures/?measure=m']")
    assert client.get(link.get("href")).context["paginator"].count == 1


def test_every_kind_of_figure_is_explained_and_counted(client):
    assert set(KINDS) == set(FigureKind)
    make_figure(kind="plan")
    make_figure(kind="plan", publication="withdrawn")
    page = numbers(client)
    for kind in FigureKind:
        public = [f for f in Figure.objects.filter(kind=kind) if f.is_public]
        assert row(page, str(kind.label))[1] == str(len(public))


def test_what_is_not_known_is_counted_as_it_is_now(client):
    def expected():
        programs = published()
        figures = [f for f in Figure.objects.all() if f.is_public]
        unplaced = [
            p for p in programs if not p.program_countries.all() and not p.program_regions.all()
        ]
        of_programs = {
            "Programs without a first year": [p for p in programs if p.start_year is None],
            "Programs whose state is not stated": [p for p in programs if p.state == "not-stated"],
            "Programs of which it is not stated how often they take place": [
                p for p in programs if p.recurrence == "not-stated"
            ],
            "Programs without a country and without a region": unplaced,
        }
        of_figures = {
            "Figures without a number": [
                f for f in figures if f.value is None and f.value_lower is None
            ],
            "Figures that are a range": [f for f in figures if f.value_lower is not None],
            "Figures that are about, at least or at most": [
                f for f in figures if f.qualifier != "exact"
            ],
            "Figures without a start of their period": [f for f in figures if not f.period_start],
        }
        return {
            words: [str(len(rows)), str(len(whole))]
            for table, whole in ((of_programs, programs), (of_figures, figures))
            for words, rows in table.items()
        }

    before = expected()
    make_program(start_year=2001, state="active", recurrence="annual")
    make_program(publication="draft")
    make_figure(value_status="not-stated")
    make_figure(value_lower=3, value_upper=4, period_start="2001", period_end="2002")
    make_figure(qualifier="about")
    make_figure(qualifier="about", publication="draft")
    after = expected()
    assert all(after[words] != before[words] for words in before)
    page = numbers(client)
    assert {words: row(page, words) for words in after} == after


def test_the_three_levels_of_where_are_counted_apart(client):
    named, region_only = make_program(), make_program()
    for program in (named, region_only):
        make_program_region(program=program, region=Region.objects.get(code="africa"))
    for iso3 in ("CHN", "JPN"):
        make_program_country(program=named, country=Country.objects.get(iso3=iso3))
    all_of_them = published()
    countries = [p for p in all_of_them if p.program_countries.all()]
    regions = [p for p in all_of_them if p.program_regions.all() and p not in countries]
    said = pages.text_of(numbers(client))
    assert f"{len(countries)} of {len(all_of_them)} programs name at least one." in said
    assert f"{len(regions)} of {len(all_of_them)} programs name a region and no country." in said
    nowhere = len(all_of_them) - len(countries) - len(regions)
    assert f"For {nowhere} of {len(all_of_them)} programs the source names neither" in said


def test_numbers_of_unnamed_countries_are_listed(client):
    items = [pages.text_of(one) for one in pages.section(numbers(client), WHERE)[-1]]
    assert [item.split(" · ")[0] for item in items] == ["71", "14", "3–4", "10"]


WHERE = "Where: three things that are kept apart"


def test_other_pages_can_link_to_each_term(client):
    page = numbers(client)
    ids = [one.get("id") for one in page.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    for anchor in (
        *FigureKind.values, "as-of", "exact", "range", "framework", "edition", "partner", "role",
        "term", "m49", "locator", "key", "missing", "adding", "corrections",
        "measure-training-participants",
    ):  # fmt: skip
        assert anchor in ids
    for link in page.cssselect(".contents a"):
        assert link.get("href").removeprefix("#") in ids


def test_no_number_is_typed_into_a_template(settings):
    """But for those of standards, of what the tests use, and of examples in words."""
    known = {"2.0", "2.1", "2.2", "1280", "320", "390", "44", "1", "5", "3166", "100", "2013", "2"}
    for file in (settings.BASE_DIR / "templates" / "about").glob("*.html"):
        text = re.sub(r"\{[%{](?!\s*translate).*?[%}]\}|<[^>]+>|0g", "", file.read_text())
        typed = set(re.findall(r"(?<![\w#-])\d+(?:\.\d+)?(?!\w)", text))
        assert typed <= known, file.name


def test_the_institutes_and_the_printed_contact_are_there(client):
    page = pages.text_of(pages.parsed(client.get("/about/")).cssselect("main")[0])
    assert "EHRD" in page
    assert Source.objects.get().contact in page
    assert "It is not an official website of the institutes" in page


def test_privacy_says_the_limits_that_the_code_has(client, monkeypatch):
    text = pages.text_of(pages.parsed(client.get("/about/privacy/")).cssselect("main")[0])
    assert f"at most {COMMENT_AT_MOST:,} characters" in text
    assert "After 2 years they are no longer shown" in text
    assert "takes 600 answers from everybody together and 20 from one network address" in text


@pytest.mark.parametrize("page", ["", "numbers/", "accessibility/", "privacy/"])
def test_the_foot_of_each_page_leads_there(client, page):
    footer = pages.parsed(client.get("/programs/")).cssselect("footer")[0]
    assert footer.cssselect(f"a[href='/about/{page}']")
    korean = pages.parsed(client.get("/ko/programs/")).cssselect("footer")[0]
    assert korean.cssselect(f"a[href='/ko/about/{page}']")
