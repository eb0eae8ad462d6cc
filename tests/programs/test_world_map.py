"""The map on its pages: links with the table's numbers, circles, the inset, the small maps."""

import gzip
import re

import pytest
from django.conf import settings

from programs.models import Country, Program, ProgramCountry, Region
from programs.world_map.locator import locator
from programs.world_map.world import WorldMap
from tests import pages
from tests.factories import make_program, make_program_region

pytestmark = pytest.mark.django_db

CSS = settings.BASE_DIR / "static/css"


def country(iso3):
    return Country.objects.get(iso3=iso3)


def shown(client, address="/countries/"):
    return pages.parsed(client.get(address))


def links_of_the_map(page):
    """ISO code to accessible name of every link of the large map."""
    return {
        link.get("href").strip("/").split("/")[-1]: link.get("aria-label")
        for link in page.cssselect(".whole a")
    }


def counted_naively():
    """ISO code to the number of published programs that name the country, row by row."""
    programs = {}
    for row in ProgramCountry.objects.select_related("program", "country"):
        if row.program.publication == "published":
            programs.setdefault(row.country.iso3, set()).add(row.program_id)
    return {iso3: len(found) for iso3, found in programs.items()}


@pytest.mark.parametrize("address", ["/", "/countries/"])
def test_the_numbers_of_the_map_are_those_of_the_table_and_of_a_naive_count(client, address):
    china = country("CHN")
    make_program(countries=[china, country("MNG")])
    both = make_program(countries=[china])
    ProgramCountry.objects.create(program=both, country=china, role="host")
    page = shown(client, address)
    on_map = {
        iso3: int(re.search(r": (\d+) programs?$", label)[1])
        for iso3, label in links_of_the_map(page).items()
    }
    in_table = {
        row.cssselect("a")[0].get("href").strip("/").split("/")[-1]: int(
            row.cssselect("td")[0].text
        )
        for row in page.cssselect(".counts tbody tr")
    }
    assert on_map == in_table == counted_naively()
    assert on_map["MNG"] == 1


def test_a_link_says_the_country_and_its_number_in_words(client):
    labels = links_of_the_map(shown(client))
    assert labels["IDN"] == "Indonesia: 1 program"
    assert re.fullmatch(r"China: \d+ programs", labels["CHN"])


def test_korean_pages_call_countries_as_koreans_do_and_sort_them_so(client):
    page = shown(client, "/ko/countries/")
    names = [row.text_content() for row in page.cssselect(".counts tbody a")]
    assert names == ["대한민국", "러시아", "인도네시아", "일본", "중국", "호주"]
    [korea] = page.cssselect(".whole a[href='/ko/countries/KOR/']")
    assert korea.get("aria-label").startswith("대한민국")


def test_drafts_are_not_on_the_map(client):
    make_program(countries=[country("FRA")], publication="draft")
    assert "FRA" not in links_of_the_map(shown(client))
    make_program(countries=[country("FRA")])
    assert "FRA" in links_of_the_map(shown(client))


def test_a_small_state_is_a_circle_and_a_large_one_a_shape(client):
    make_program(countries=[country("SGP"), country("TUV")])
    page = shown(client)
    shapes = {one.get("id"): one.tag for one in page.cssselect(".whole .named")}
    assert shapes["at-SGP"] == shapes["at-TUV"] == "circle"
    assert shapes["at-KOR"] == shapes["at-CHN"] == "path"


def test_a_country_that_the_atlas_lacks_is_in_the_table_and_said(client):
    make_program(countries=[country("GIB")])
    page = shown(client)
    assert "GIB" not in links_of_the_map(page)
    assert page.cssselect(".counts a[href='/countries/GIB/']")
    assert "Not on the map, which lacks their shapes: Gibraltar" in pages.text_of(page)
    assert "Not on the map" not in pages.text_of(shown(client, "/participants/"))


def test_every_country_of_the_world_can_be_drawn_at_once(client):
    make_program(countries=Country.objects.all())
    page = shown(client)
    assert len(page.cssselect(".whole a")) + 4 == len(page.cssselect(".counts tbody tr")) == 249


def test_the_inset_shows_the_same_shapes_and_is_no_second_stop(client):
    page = shown(client)
    [inset] = page.cssselect(".inset svg")
    assert inset.get("aria-hidden") == "true"
    assert all(link.get("tabindex") == "-1" for link in inset.cssselect("a"))
    ids = {f"#{one.get('id')}" for one in page.cssselect(".whole [id]")}
    assert {use.get("href") for use in inset.cssselect("use")} == ids
    assert not inset.cssselect("path, circle")


def test_regions_are_listed_beside_the_map_and_not_painted(client):
    before = len(shown(client).cssselect(".named"))
    region = Region.objects.get_by_natural_key("m49", "150")
    make_program_region(program=make_program(), region=region)
    page = shown(client)
    assert page.cssselect(".regions a[href='/regions/m49:150/']")
    assert len(page.cssselect(".named")) == before


@pytest.mark.parametrize("address", ["/", "/countries/", "/countries/KOR/"])
def test_a_line_says_that_boundaries_imply_no_endorsement(client, address):
    [caption] = shown(client, address).cssselect("figcaption")
    assert "endorsement" in pages.text_of(caption)


def test_the_map_has_no_names_drawn_in_it_and_no_styles_of_its_own(client):
    page = shown(client)
    assert not page.cssselect("svg text, [style]")


def test_the_map_asks_the_database_nothing(django_assert_num_queries):
    countries = Country.objects.named_by(Program.objects.published()).with_program_count()
    with django_assert_num_queries(1):
        assert len(WorldMap(countries.by_name()).marks) == 6


def test_the_page_with_the_map_is_light(client):
    assert len(gzip.compress(client.get("/countries/").content, 6)) < 30_000


def test_a_country_page_has_a_small_map_with_words_for_it(client):
    [picture] = shown(client, "/countries/KOR/").cssselect(".locator svg")
    assert picture.get("role") == "img"
    assert (
        picture.get("aria-label") == "Map: Republic of Korea and its neighbourhood, in Eastern Asia"
    )
    assert [one.get("class") for one in picture.cssselect("path")] == ["land", "named"]
    assert not picture.cssselect("circle")


def test_a_country_without_a_place_has_no_small_map(client):
    assert not shown(client, "/countries/GIB/").cssselect(".locator")


@pytest.mark.parametrize("iso3", ["SGP", "NRU", "VAT", "TUV"])
def test_a_very_small_country_has_a_circle_on_its_map(iso3):
    x, y = locator(iso3).circle
    assert 0 < x < 480
    assert 0 < y < 360


@pytest.mark.parametrize("iso3", ["KOR", "RUS", "USA", "NZL", "FJI", "GRL", "CHL", "KIR", "MDV"])
def test_a_small_map_shows_the_country_some_land_and_stays_cheap(iso3):
    drawn = locator(iso3)
    assert drawn.here or drawn.circle
    assert drawn.land
    assert len(gzip.compress((drawn.land + drawn.here).encode(), 6)) < 6_000


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_named_countries_stand_out_from_empty_land_and_land_from_the_sea(scheme):
    text = "".join((CSS / name).read_text() for name in ("portal.css", "map.css"))
    colours = {
        name: pair[scheme]
        for name, *pair in re.findall(r"(--[\w-]+): light-dark\((#\w{6}), (#\w{6})\)", text)
    }
    # The last one of this name is that of a country under the pointer.
    named = [colours["--green"], colours["--ink"], colours["--named"]]
    for colour in named:
        assert contrast(colour, colours["--empty"]) >= 3
        assert contrast(colour, colours["--sea"]) >= 3
    assert contrast(colours["--empty"], colours["--sea"]) > 1.3
