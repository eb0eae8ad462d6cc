"""Charts on pages: their numbers are those of the files beside them, and drafts are in neither."""

import io

import pandas
import pytest

from participants.models import Figure, Measure
from programs.models import Country
from tests import pages
from tests.factories import make_figure, make_program

pytestmark = pytest.mark.django_db

KNOWN = {2004: 1100, 2005: 0, 2006: 250, 2009: 40}


@pytest.fixture
def program():
    """A program with a series of four years, beside it much that is not of the series."""
    program = make_program(slug="charted")
    measure = Measure.objects.get(slug="training-participants")
    of_it = {"program": program, "measure": measure, "kind": "annual"}

    def in_year(year, **given):
        return make_figure(period_start=str(year), period_end=str(year), **of_it | given)

    for year, value in KNOWN.items():
        in_year(year, value=value, key=f"charted-{year}")
    in_year(2007, value_status="not-stated", key="charted-2007")
    in_year(2008, value=987654, publication="draft")
    in_year(2010, value=987654, publication="withdrawn")
    in_year(2004, value=77, sex="F")
    in_year(2005, value=77, country=Country.objects.get(iso3="IDN"))
    in_year(2011, value=77, kind="plan")
    return program


CHARTS = ["/programs/charted/", "/figures/charted-2004/", "/participants/?program=charted"]


@pytest.mark.parametrize("address", CHARTS)
def test_a_chart_has_the_numbers_of_its_table_and_of_its_files(client, program, address):
    [chart] = pages.parsed(client.get(address)).cssselect("figure.series")
    drawn = [len(chart.cssselect(name)) for name in ("circle", "line.stroke")]
    assert drawn == [4, 2], "2007 and 2008 are a gap, so only 2004 to 2006 are joined"
    table = [
        (
            row.cssselect("th time")[0].get("datetime"),
            row.cssselect("td.number data")[0].get("value"),
        )
        for row in chart.cssselect("tbody tr")
    ]
    known = sorted([*((str(year), str(value)) for year, value in KNOWN.items()), ("2007", "")])
    assert table == known
    as_csv, as_xlsx = (link.get("href") for link in chart.cssselect("a.download"))
    for link, read in ((as_csv, pandas.read_csv), (as_xlsx, pandas.read_excel)):
        file = io.BytesIO(pages.body(client.get(link)))
        rows = read(file, dtype=str, keep_default_na=False)
        assert [*zip(rows["period_start"], rows["value"], strict=True)] == known


@pytest.mark.parametrize("address", CHARTS)
def test_drafts_are_in_no_chart(client, program, address):
    page = client.get(address)
    assert "987654" not in page.text
    assert "987,654" not in page.text


def test_two_known_years_are_bars_of_their_length_on_every_page(client):
    for address in ("/programs/slc-landfill-visitors/", "/participants/?institute=slc"):
        page = pages.parsed(client.get(address))
        assert not page.cssselect("figure.series")
        lengths = {
            row.cssselect("data")[0].get("value"): row.cssselect(".bar rect")[0].get("width")
            for row in page.cssselect(".figures tbody tr")
        }
        assert lengths == {"124": "3.7%", "3340": "100.0%"}


def test_no_line_and_no_bar_of_the_seed_but_those_of_the_visitors(client):
    for figure in Figure.objects.exclude(program__slug="slc-landfill-visitors"):
        page = pages.parsed(client.get(figure.get_absolute_url()))
        assert not page.cssselect(".bar, figure.series"), figure


def test_a_list_that_leaves_years_out_draws_no_series(client, program):
    page = client.get("/participants/?program=charted&year=2004&year=2005&year=2006")
    assert not pages.parsed(page).cssselect("figure.series")


def test_a_series_that_a_page_of_a_list_cuts_is_not_drawn(client, program, monkeypatch):
    monkeypatch.setattr("participants.views.ParticipantList.paginate_by", 4)
    page = client.get("/participants/?program=charted")
    assert not pages.parsed(page).cssselect("figure.series")


def test_what_is_not_known_is_a_word_without_a_bar(client, program):
    page = pages.parsed(client.get("/programs/charted/"))
    [row, *_] = page.xpath("//tr[.//a[@href='/figures/charted-2007/']]")
    assert pages.text_of(row.cssselect(".number")[0]) == "not stated"
    assert not row.cssselect(".bar")


def test_the_figure_that_the_page_is_about_is_marked_among_its_siblings(client):
    page = pages.parsed(client.get("/figures/slc-visitors-2013/"))
    [current] = page.cssselect("main [aria-current=page]")
    assert current.get("href") == "/figures/slc-visitors-2013/"


def test_a_figure_says_how_to_cite_it(client, settings):
    settings.PUBLIC_ADDRESS = "https://portal.example"
    page = pages.parsed(client.get("/figures/ehrd-participants-2005-2013/?from=a-letter"))
    said = pages.text_of(page.cssselect(".cite")[0])
    assert said.startswith(
        "EHRD, Training participants: 1,183 people (2005–2013, cumulative). Source: "
    )
    assert said.endswith(" https://portal.example/figures/ehrd-participants-2005-2013/")
