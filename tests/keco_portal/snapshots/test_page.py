"""The page of a snapshot: rows as they were, what has moved on, citation, files."""

import csv
import hashlib
import io

import openpyxl
import pandas
import pytest

from keco_portal.snapshots import views, workbook
from keco_portal.snapshots.lists import filterset_of
from keco_portal.snapshots.making import prepared, stored
from keco_portal.snapshots.models import SnapshotCsv
from participants.models import Figure
from participants.resources import FigureTable
from programs.export import TooLarge
from programs.models import Program
from tests import pages
from tests.factories import make_figure, make_program
from tests.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

LISTS = ["programs", "figures", "participants"]


def page_of(client, snapshot, start=""):
    return pages.parsed(client.get(f"{start}{snapshot.get_absolute_url()}"))


def since(page):
    [said] = page.cssselect(".moved-on")
    return pages.text_of(said)


def rows_of(client, snapshot):
    data = client.get(f"/data/snapshots/{snapshot.key}.csv").content
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("table", LISTS)
def test_the_page_has_the_rows_of_the_csv(client, table):
    snapshot = make_snapshot(table)
    wanted = [list(row.values()) for row in rows_of(client, snapshot)]
    shown = [
        [pages.text_of(cell) for cell in row.cssselect("th, td")]
        for row in page_of(client, snapshot).cssselect(".stored tbody tr")
    ]
    folded = [[" ".join(cell.removeprefix("'").split()) for cell in row] for row in wanted[:50]]
    assert shown == folded


def test_what_anybody_typed_is_not_for_search_engines(client):
    robots = "meta[name=robots][content=noindex]"
    assert page_of(client, make_snapshot("programs", "q=forum")).cssselect(robots)
    assert not page_of(client, make_snapshot("programs", "institute=slc")).cssselect(robots)


def test_a_long_table_is_cut_and_says_where_the_rest_is(client):
    for i in range(60):
        make_program(slug=f"many-{i:02}", kind="visits")
    snapshot = make_snapshot("programs", "kind=visits")
    page = page_of(client, snapshot)
    assert len(page.cssselect(".stored tbody tr")) == 50
    assert "These are the first 50. The CSV has every row." in pages.text_of(page)
    assert len(rows_of(client, snapshot)) > 60


def test_the_page_says_what_was_chosen_when_from_what_and_by_which_checksum(client):
    snapshot = make_snapshot("programs", "country=CHN&year=2014")
    page = page_of(client, snapshot)
    glance = pages.text_of(page.cssselect("aside .box")[0])
    assert pages.text_of(page.cssselect("h1")[0]) == "Programs: China, 2014"
    assert "Country: China" in glance
    assert snapshot.csv.sha256 in glance
    assert "None is set for the data." in glance
    assert page.cssselect("aside a[href='/programs/?country=CHN&year=2014']")
    [source] = page.cssselect("aside a[href='/sources/me-affiliated-organizations-2017/']")
    assert (
        pages.text_of(source) == "International cooperation of affiliated organizations (web page)"
    )
    korean = page_of(client, snapshot, "/ko")
    assert pages.text_of(korean.cssselect("h1")[0]).endswith(": 중국, 2014")
    assert korean.cssselect("aside a[href='/ko/programs/?country=CHN&year=2014']")


def test_as_long_as_nothing_moved_the_page_says_so(client):
    assert "no row is new, gone or changed" in since(page_of(client, make_snapshot()))


def test_what_is_new_gone_and_changed_since_is_counted_and_marked(client):
    program = Program.objects.get(slug="ehrd-tripartite-training")
    kept = make_figure(program=program, key="kept-figure")
    changed = make_figure(program=program, key="changed-figure", period_start="1990")
    gone = make_figure(program=program, key="gone-figure", period_start="1991")
    snapshot = make_snapshot("figures", "institute=ehrd")
    before = client.get(f"/data/snapshots/{snapshot.key}.csv").content
    make_figure(program=program, key="new-figure-1", period_start="1992")
    make_figure(program=program, key="new-figure-2", period_start="1993")
    Figure.objects.filter(pk=changed.pk).update(value=4711)
    Figure.objects.filter(pk=gone.pk).update(publication="withdrawn")
    kept.save()  # a later changed_at, and nothing else
    page = page_of(client, snapshot)
    said = since(page)
    assert "2 rows are new there." in said
    assert "1 row of this snapshot is no longer in it" in said
    assert "1 row was changed." in said
    assert "Otherwise nothing has changed." in said
    marked = {
        pages.text_of(row.cssselect("code")[0]): pages.text_of(row.cssselect(".since")[0])
        for row in page.cssselect(".stored tbody tr")
        if row.cssselect(".since")
    }
    assert marked == {"gone-figure": "no longer here", "changed-figure": "changed since"}
    assert {one.get("href") for one in page.cssselect(".since")} == {"/changes/"}
    named = [pages.text_of(one) for one in page.cssselect(".moved-on li:has(code)")]
    assert named == ["changed-figure changed since", "gone-figure no longer here"]
    [mark, *_] = page_of(client, snapshot, "/ko").cssselect(".since")
    assert (mark.get("lang"), mark.get("href")) == ("ko", "/ko/changes/")
    assert client.get(f"/data/snapshots/{snapshot.key}.csv").content == before


def test_a_filter_that_the_live_list_no_longer_reads_is_said(client):
    make_figure(program=make_program(slug="passing"), key="passing-figure")
    snapshot = make_snapshot("figures", "program=passing")
    Program.objects.filter(slug="passing").update(publication="withdrawn")
    page = page_of(client, snapshot)
    assert "the list of today cannot be compared" in since(page)
    assert "passing-figure" in pages.text_of(page.cssselect(".stored")[0])


@pytest.mark.parametrize("table", LISTS)
def test_the_workbook_holds_the_stored_rows(client, table):
    snapshot = make_snapshot(table)
    data = pages.body(client.get(f"/data/snapshots/{snapshot.key}.xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    header, *rows = book[table].values
    found = [["" if cell is None else str(cell) for cell in row] for row in rows]
    wanted = rows_of(client, snapshot)
    assert [dict(zip(header, row, strict=True)) for row in found] == wanted
    live = openpyxl.load_workbook(io.BytesIO(pages.body(client.get(f"/{table}.xlsx"))))
    assert list(live[table].values) == [header, *rows]


def test_pandas_reads_the_csv(client):
    snapshot = make_snapshot("figures")
    data = client.get(f"/data/snapshots/{snapshot.key}.csv").content
    frame = pandas.read_csv(io.BytesIO(data))
    assert len(frame) == snapshot.row_count
    assert frame["value"].sum() == sum(
        Figure.objects.published().exclude(value=None).values_list("value", flat=True)
    )


FOR_EVER = "public, max-age=31536000, immutable"


@pytest.mark.parametrize(("ending", "kept"), [("csv", FOR_EVER), ("xlsx", "no-cache")])
def test_a_file_is_not_sent_again_and_says_how_long_it_stays(client, monkeypatch, ending, kept):
    address = f"/data/snapshots/{make_snapshot().key}.{ending}"
    answer = client.get(address)
    assert answer["Cache-Control"] == kept
    data = pages.body(answer)
    assert int(answer["Content-Length"]) == len(data)
    monkeypatch.setattr(views, "workbook_of", None)
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, pages.body(again)) == (304, b"")
    assert again["Cache-Control"] == answer["Cache-Control"]
    head = client.head(address)
    assert (head.status_code, head["ETag"], pages.body(head)) == (200, answer["ETag"], b"")
    if ending == "csv":
        assert answer["ETag"] == f'"{hashlib.sha256(data).hexdigest()}"'


def test_a_workbook_is_another_one_where_a_column_is_called_otherwise(client, monkeypatch):
    address = f"/data/snapshots/{make_snapshot().key}.xlsx"
    before = client.head(address)["ETag"]
    titles = FigureTable.titles()
    monkeypatch.setattr(FigureTable, "titles", lambda: titles | {"value": "Number"})
    assert client.head(address)["ETag"] != before


@pytest.mark.parametrize("fault", [TooLarge, OSError])
def test_a_workbook_that_cannot_be_made_just_now_is_a_503(client, monkeypatch, fault):
    def broken(*args):
        raise fault

    monkeypatch.setattr(workbook, "xlsx_of_blocks", broken)
    answer = client.get(f"/data/snapshots/{make_snapshot().key}.xlsx")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "could not be made just now" in answer.text


def test_a_snapshot_with_a_column_that_is_no_more_has_its_page_and_its_workbook(client):
    snapshot = prepared("figures", filterset_of("figures", ""))
    data = snapshot.csv.data.replace(b",source_locator,", b",place_in_source,", 1)
    snapshot.csv = SnapshotCsv(data=data)
    key = stored(snapshot).key
    assert client.get(f"/data/snapshots/{key}/").status_code == 200
    data = pages.body(client.get(f"/data/snapshots/{key}.xlsx"))
    rows, about = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    assert "place_in_source" in [cell.value for cell in rows[1]]
    said = {row[0]: row[1:] for row in about.iter_rows(values_only=True)}
    assert said["place_in_source"] == ("place_in_source", "place_in_source", "")


@pytest.mark.parametrize("key", ["aaaaaaaaaaaa", "1", "AAAAAAAAAAAA", "a" * 13, "aaaaaa%00aaaaa"])
def test_of_an_unknown_key_nothing_is_here(client, key):
    make_snapshot()
    for address in (f"{key}/", f"{key}.csv", f"{key}.xlsx", f"{key}/citation.bib"):
        assert client.get(f"/data/snapshots/{address}").status_code == 404, address


def test_the_list_has_the_newest_first_and_none_of_what_somebody_typed(client):
    first, second = make_snapshot("figures"), make_snapshot("programs", "country=CHN")
    typed = make_snapshot("programs", "q=environment")
    links = [
        a.get("href") for a in pages.parsed(client.get("/data/snapshots/")).cssselect("main a")
    ]
    shown = [one for one in links if "/data/snapshots/" in one]
    assert shown == [second.get_absolute_url(), first.get_absolute_url()]
    assert client.get(typed.get_absolute_url()).status_code == 200


def test_a_page_keeps_its_query_budget(client, django_assert_max_num_queries):
    snapshot = make_snapshot("figures", "country=CHN")
    with django_assert_max_num_queries(10):
        client.get(snapshot.get_absolute_url())
