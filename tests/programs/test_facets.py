"""The number beside a choice is the number of rows that choosing it gives; nothing else counts."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from programs.facets import SHOWN_AT_ONCE, Facets
from programs.filters import ProgramFilter
from programs.models import Program, Region, RegionMatch
from tests import pages
from tests.adversaries import make_adverse_programs
from tests.factories import make_edition, make_framework, make_program, make_theme
from tests.naive_programs import Programs

pytestmark = pytest.mark.django_db

FACETS = ["institute", "country", "region", "framework", "theme", "kind", "state", "year"]
# What else is chosen: nothing, much, little, several of one, what no facet offers.
QUERIES = [
    *("", "q=forum", "country=CHN", "country=CHN&country=KOR&state=active", "year=1999"),
    *("region=m49:990&kind=project", "region=term:africa", "theme=about-a&framework=under-b"),
    *("institute=made-up&year=1999", "source=another-source", "country=XXA&region_includes=XXA"),
    *("year=1999&year=2031&state=ended", "partner=craes&year=2013", "country=FRA"),
    *("sort=newest&kind=visits", "q=환경&q=forum&region_roughly=CHN", "region=m49:001"),
]


@pytest.fixture(autouse=True)
def adversaries():
    make_adverse_programs()


def filtered(query):
    return ProgramFilter(QueryDict(query), queryset=Program.objects.published())


def numbers(query):
    """{facet: {value: the count that the form shows}}"""
    return {
        facet.name: {choice.value: choice.count for choice in facet.choices}
        for facet in Facets(filtered(query))
    }


def facet_of(query, name):
    return next(facet for facet in Facets(filtered(query)) if facet.name == name)


def with_only(query, name, value):
    """The query with `value` alone chosen in the parameter `name`."""
    data = QueryDict(query, mutable=True)
    data.setlist(name, [value])
    return data


@pytest.mark.parametrize("query", QUERIES)
def test_the_count_of_a_choice_is_the_length_of_the_list_that_it_gives(query):
    shown = numbers(query)
    assert list(shown) == FACETS
    for name, values in shown.items():
        for value, count in values.items():
            alone = with_only(query, name, value)
            found = ProgramFilter(alone, queryset=Program.objects.published()).qs
            assert count == len(set(found)) == found.count(), (name, value)


@pytest.mark.parametrize("query", QUERIES)
def test_the_counts_are_those_of_the_second_computation(query):
    naive = Programs()
    every = {
        "institute": {program.institute.code for program in naive.programs},
        "country": set(naive.countries),
        "region": set(naive.regions),
        "framework": {slug for _, slug in naive.under},
        "theme": {slug for _, slug in naive.about},
        "kind": {program.kind for program in naive.programs},
        "state": {program.state for program in naive.programs},
    }
    chosen = {name: list(of) for name, of in QueryDict(query).lists() if name != "sort"}
    for name, values in numbers(query).items():
        for value in every.get(name, values):
            expected = len(naive.slugs(chosen | {name: [value]}))
            if value in values:
                assert values[value] == expected, (name, value)
            elif name != "region":
                assert expected == 0, (name, value)


def test_every_year_that_a_source_names_is_offered_and_no_year_after():
    years = numbers("")["year"]
    assert list(years) == [str(year) for year in range(1990, 2032)]
    assert next(iter(numbers("institute=nibr")["year"])) == "2007"


def test_a_year_after_the_last_may_be_chosen_and_is_counted():
    assert numbers("year=2099")["year"]["2099"] == len(Programs().slugs({"year": ["2099"]})) > 1


def test_an_edition_in_a_year_of_its_program_counts_once():
    program = make_program(start_year=2080, end_year=2082)
    for title in ("one", "other"):
        make_edition(program=program, year=2081, title=title)
    make_edition(program=program, year=2090)
    before = numbers("")["year"]
    assert before["2081"] == before["2080"] == before["2090"] == before["2083"] + 1


def test_of_a_term_and_the_region_of_the_same_extent_the_term_is_offered():
    shown = numbers("")["region"]
    exact = RegionMatch.objects.filter(match="exact", term__key__in=shown)
    assert exact.count() >= 3
    assert not {match.region.key for match in exact} & set(shown)
    assert "m49:001" not in shown
    assert {"m49:002", "term:africa"} <= set(numbers("region=m49:002")["region"])


def test_what_is_chosen_is_offered_though_nothing_is_left_of_it():
    shown = numbers("country=FRA&kind=forum&theme=about-a")
    assert shown["country"]["FRA"] == 0
    assert shown["kind"]["forum"] == 0
    assert 0 not in {count for name in ("institute", "state") for count in shown[name].values()}


def test_what_cannot_be_read_counts_as_not_chosen():
    for broken in ("country=QQQ", "year=x", "state=gone", "sort=best", "q=" + "x" * 201):
        shown, expected = numbers(f"kind=forum&{broken}"), numbers("kind=forum")
        shown["year"].pop("x", None)
        assert shown == expected, broken


def test_drafts_are_not_counted():
    theme = make_theme()
    make_program(themes=[theme], publication="draft")
    make_program(themes=[theme], publication="withdrawn")
    assert theme.slug not in numbers("")["theme"]


def test_all_is_counted_in_one_statement():
    for query in ("", "country=CHN&kind=forum&year=2014&q=water"):
        one = filtered(query)
        one.readable  # noqa: B018 (asks which keys there are)
        with CaptureQueriesContext(connection) as asked:
            counts = one.counts
        grouped = [query for query in asked if "GROUPING SETS" in query["sql"]]
        assert len(grouped) == 1
        assert counts.total == one.qs.count()


def test_the_frequent_come_first_and_the_many_stand_behind_more():
    for i in range(SHOWN_AT_ONCE + 5):
        make_program(frameworks=[make_framework(slug=f"behind-{i:02}")])
    [facet] = [
        facet for facet in Facets(filtered("framework=behind-12")) if facet.name == "framework"
    ]
    counts = [choice.count for choice in facet.choices]
    assert counts == sorted(counts, reverse=True)
    assert len(facet.first) == SHOWN_AT_ONCE
    assert facet.first + facet.rest == facet.choices
    assert facet.rest_is_chosen


def test_the_form_is_in_the_language_of_the_page(client):
    """Names and their order: filters are made once, in English, pages in two languages."""
    client.get("/programs/")
    page = pages.parsed(client.get("/ko/programs/"))
    labels = [
        pages.text_of(label)
        for label in page.cssselect("#facet-country .choices label span:not(.number)")
    ]
    assert "중국" in labels
    assert "China" not in labels
    with translation.override("ko"):
        assert facet_of("", "state").choices[0].label == "계획"


def test_numbers_are_grouped_as_the_language_writes_them(client, monkeypatch):
    from programs.counting import Counts

    monkeypatch.setattr(Counts, "year", lambda counts, name, year: 12345)
    page = pages.parsed(client.get("/programs/"))
    assert page.cssselect("#facet-year .number")[0].text == "12,345"


def test_a_table_too_large_to_count_offers_its_choices_without_numbers(client, monkeypatch):
    monkeypatch.setattr("programs.counting.ROWS_AT_MOST", -2)
    page = pages.parsed(client.get("/programs/?country=CHN&year=2014"))
    assert not page.cssselect(".choices .number")
    assert len(page.cssselect("#facet-country input")) > 200
    assert [box.get("value") for box in page.cssselect("#facet-year input[checked]")] == ["2014"]
    found = len(Programs().slugs({"country": ["CHN"], "year": ["2014"]}))
    assert pages.text_of(page.cssselect("#found")[0]) == f"{found} programs"


def test_regions_lie_in_those_that_their_programs_count_under():
    pks = dict(Region.objects.values_list("key", "pk"))
    around = Region.objects.around_each()
    holding = ["m49:035", "term:southeast-asia", "m49:142", "m49:001"]
    assert {pks[key] for key in holding} <= set(around[pks["m49:035"]])
    for key in ("m49:142", "term:africa", "term:asia-pacific"):
        inside = Region.objects.within([Region.objects.get(key=key)])
        assert {pk for pk, outer in around.items() if pks[key] in outer} == {r.pk for r in inside}
