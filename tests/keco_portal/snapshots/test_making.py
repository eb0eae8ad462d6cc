"""One click makes a snapshot of exactly what a list shows; the same rows are one snapshot."""

import hashlib

import pytest
from django.db import DatabaseError

from institutes.visitors.floods import Clients
from keco_portal.snapshots import floods
from keco_portal.snapshots.models import Snapshot, SnapshotCsv
from programs.models import Program
from tests import pages
from tests.factories import make_figure
from tests.snapshots import MAKE, make_snapshot, pressed

pytestmark = pytest.mark.django_db

LISTS = ["programs", "figures", "participants"]


@pytest.fixture(autouse=True)
def _no_client_was_counted(monkeypatch):
    monkeypatch.setattr(floods, "clients", Clients())


def said(response):
    return [pages.text_of(one) for one in pages.parsed(response).cssselect("main .error")]


def the_button(response):
    """What a browser sends for the button of a list."""
    [form] = pages.parsed(response).cssselect(f'form[action$="{MAKE}"]')
    return form.get("action"), {
        one.get("name"): one.get("value") for one in form.cssselect("input")
    }


@pytest.mark.parametrize("query", ["", "institute=ehrd"])
@pytest.mark.parametrize("table", LISTS)
@pytest.mark.parametrize("start", ["", "/ko"])
def test_a_click_on_a_list_keeps_the_rows_of_its_csv(client, start, table, query):
    action, sent = the_button(client.get(f"{start}/{table}/?{query}&utm_source=letter"))
    answer = client.post(action, sent)
    assert answer.status_code == 302
    snapshot = Snapshot.objects.get()
    assert answer["Location"] == f"{start}/data/snapshots/{snapshot.key}/"
    live = pages.body(client.get(f"/{table}.csv?{query}"))
    kept = client.get(f"/data/snapshots/{snapshot.key}.csv")
    assert kept.content == live
    assert snapshot.csv.sha256 == hashlib.sha256(live).hexdigest()
    assert (snapshot.table, snapshot.query, snapshot.csv.size) == (table, query, len(live))
    assert snapshot.row_count == client.get(f"/{table}/?{query}").context["paginator"].count


def test_the_same_rows_under_the_same_filter_are_one_snapshot_whatever_its_order(client):
    queries = ["country=CHN&country=IDN&year=2014", "year=2014&country=IDN&country=CHN"]
    queries += ["country=CHN&country=IDN&year=2014&country=CHN&sort=name"]
    to = {client.post(MAKE, pressed("programs", query))["Location"] for query in queries}
    assert len(to) == 1
    assert Snapshot.objects.get().query == "country=CHN&country=IDN&year=2014"


def test_other_rows_are_another_snapshot_and_the_bytes_of_the_same_rows_are_stored_once(client):
    first = make_snapshot("figures", "institute=slc")
    same = make_snapshot("figures", "institute=slc&source=me-affiliated-organizations-2017")
    assert first.key != same.key
    assert first.csv_id == same.csv_id
    make_figure(program=first_program("slc"), key="one-more")
    assert make_snapshot("figures", "institute=slc").key != first.key
    assert (Snapshot.objects.count(), SnapshotCsv.objects.count()) == (3, 2)


def first_program(institute):
    return Program.objects.published().filter(institute__code=institute).by_name().first()


def test_the_filter_is_kept_in_words_of_both_languages_and_the_sources_as_they_were_called(client):
    snapshot = make_snapshot("programs", "country=CHN&kind=forum&year=2014")
    assert snapshot.chosen == {
        "en": [["Country", "China"], ["Kind", "forum"], ["Year", "2014"]],
        "ko": [["국가", "중국"], ["유형", "포럼"], ["연도", "2014"]],
    }
    [source] = snapshot.sources
    assert source["slug"] == "me-affiliated-organizations-2017"
    assert set(source) == {"slug", "title", "title_ko", "publisher", "url", "modified"}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("country=XX", "Country: "),
        ("year=1", "Year: "),
        ("nobody=1", "Unknown parameter: nobody."),
        ("country=CHN&series=no%00thing", ""),
        ("&".join(f"measure=x{i}" for i in range(21)), "Measure: "),
    ],
)
def test_a_filter_that_cannot_be_read_is_refused_in_words(client, query, words):
    answer = client.post(MAKE, pressed("figures", query))
    assert answer.status_code == 400
    assert any(one.startswith(words) for one in said(answer)), said(answer)
    assert not Snapshot.objects.exists()


def test_a_filter_too_long_to_be_kept_is_refused(client):
    query = "&".join(f"q={'%EA%B0%80' * 40}{i}" for i in range(10))
    answer = client.post(MAKE, pressed("programs", query))
    assert said(answer) == ["So long a filter cannot be kept; choose less."]


@pytest.mark.parametrize("table", ["", "countries", "figures\0", "admin"])
def test_there_is_no_snapshot_of_another_table(client, table):
    assert client.post(MAKE, pressed(table)).status_code == 400
    assert not Snapshot.objects.exists()


def test_where_no_row_fits_there_is_nothing_to_cite(client):
    answer = client.post(MAKE, pressed("programs", "kind=visits&year=1990"))
    assert (answer.status_code, said(answer)) == (400, ["No row fits all of this."])
    page = client.get("/programs/?kind=visits&year=1990")
    assert not pages.parsed(page).cssselect(f'form[action$="{MAKE}"]')


def test_reading_makes_nothing(client):
    for address in (*pages.LISTS, MAKE):
        client.get(address)
        client.head(address)
    assert client.get(MAKE).status_code == 405
    assert not Snapshot.objects.exists()


def test_an_embedded_list_has_no_button(client):
    page = pages.parsed(client.get("/figures/?embed=1"))
    assert not page.cssselect("form[method=post]")


def test_a_form_of_yesterday_is_offered_anew_and_one_of_this_second_is_taken(client):
    answer = client.post(MAKE, pressed(age=25 * 3600))
    assert answer.status_code == 400
    assert said(answer) == ["This page was open for more than a day. Please send it again."]
    action, again = the_button(answer)
    assert client.post(action, again).status_code == 302


@pytest.mark.parametrize(
    "given",
    [
        {"token": "forged"},
        {"token": pressed("figures", "country=CHN")["token"]},
        {"token": ""},
        {"homepage": "https://spam.example/"},
    ],
)
def test_a_form_that_is_not_of_this_list_makes_nothing(client, given):
    answer = client.post(MAKE, pressed("figures", "") | given)
    assert answer.status_code == 400
    assert not Snapshot.objects.exists()


def test_a_page_of_another_site_makes_nothing(client):
    answer = client.post(MAKE, pressed(), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not Snapshot.objects.exists()


def test_one_client_makes_so_many_an_hour(client, monkeypatch):
    monkeypatch.setattr(floods, "OF_A_CLIENT", 2)
    assert [client.post(MAKE, pressed()).status_code for _ in range(3)] == [302, 302, 429]
    refused = client.post(MAKE, pressed())
    assert 0 < int(refused["Retry-After"]) <= 3600


@pytest.mark.parametrize(("bound", "most"), [("OF_ALL", 1), ("BYTES_OF_ALL", 10)])
def test_all_together_make_so_many_new_ones_an_hour(client, monkeypatch, bound, most):
    monkeypatch.setattr(floods, bound, most)
    assert client.post(MAKE, pressed("figures")).status_code == 302
    refused = client.post(MAKE, pressed("programs"))
    assert refused.status_code == 429
    assert refused["Retry-After"]
    # What is there already takes no room.
    assert client.post(MAKE, pressed("figures")).status_code == 302
    assert Snapshot.objects.count() == 1


def test_when_the_room_for_all_is_used_up_that_is_said_and_nothing_is_thrown_away(client, settings):
    kept = make_snapshot("figures")
    settings.SNAPSHOT_BYTES_AT_MOST = kept.csv.size
    refused = client.post(MAKE, pressed("programs"))
    assert refused.status_code == 503
    assert said(refused) == ["There is no room for more snapshots. Those that are there stay."]
    assert Snapshot.objects.get() == kept


def test_more_rows_than_one_snapshot_holds_are_refused(client, monkeypatch):
    monkeypatch.setattr("keco_portal.snapshots.lists.BYTES_AT_MOST", 5000)
    refused = client.post(MAKE, pressed("figures"))
    assert refused.status_code == 400
    assert "20 MB of CSV" in said(refused)[0]
    assert client.post(MAKE, pressed("figures", "institute=slc")).status_code == 302


@pytest.mark.parametrize("fault", [DatabaseError, OSError])
def test_where_the_file_breaks_off_nothing_is_kept(client, monkeypatch, fault):
    def broken(*args):
        raise fault

    monkeypatch.setattr("keco_portal.snapshots.making.csv_bytes", broken)
    refused = client.post(MAKE, pressed())
    assert refused.status_code == 503
    assert said(refused) == ["It could not be made just now. Please try again."]
    assert not Snapshot.objects.exists()


def test_nothing_about_the_person_has_a_column():
    assert {field.name for field in Snapshot._meta.get_fields()} == {
        *("id", "key", "table", "query", "csv", "row_count", "chosen", "sources", "made_at"),
    }
