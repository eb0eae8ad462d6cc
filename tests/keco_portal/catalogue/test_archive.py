"""The archive is made once for each change, by one of many, and is whole or not there."""

import datetime
import hashlib

import pytest
from django.core.cache import cache
from django.db import DatabaseError

from keco_portal.catalogue import archive as archives
from keco_portal.catalogue import making
from keco_portal.catalogue.models import ARCHIVES_KEPT, Archive, Piece
from keco_portal.open_data.version import Version
from participants.models import Figure
from programs.models import Country, Framework, Program
from tests import pages
from tests.factories import make_figure, make_program
from tests.keco_portal.catalogue.opened import ZIP, Opened

pytestmark = pytest.mark.django_db


def test_it_is_made_once_however_often_it_is_asked_for(client, made):
    first = Opened(client).data
    for address in (ZIP, "/data/", "/data/figures.csv", "/data/datapackage.json"):
        pages.body(client.get(address))
    assert Opened(client).data == first
    assert len(made) == 1


def test_it_is_made_anew_when_something_public_changes(client, made):
    before = Opened(client)
    Figure.objects.filter(key="slc-visitors-2000").update(value=4321)
    after = Opened(client)
    assert len(made) == 2
    assert after.response["ETag"] != before.response["ETag"]
    [row] = [row for row in after.rows("figures") if row["figure"] == "slc-visitors-2000"]
    assert row["value"] == "4321"
    assert after.json("datapackage.json")["version"] != before.json("datapackage.json")["version"]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Country.objects.filter(iso3="CHN").update(name_ko="바뀐 이름"),
        lambda: Program.objects.get(slug="keco-seoul-initiative-pilot-projects").themes.clear(),
        lambda: Framework.objects.filter(slug="eanet").update(acronym="EANET2"),
        lambda: Figure.objects.filter(key="slc-visitors-2000").delete(),
    ],
)
def test_a_change_in_any_table_is_in_the_next_one(client, change):
    before = Opened(client).data
    change()
    assert Opened(client).data != before


def test_a_change_of_a_draft_leaves_the_archive_as_it_is(client):
    before = Opened(client).data
    kept = Archive.objects.newest()
    draft = make_program(slug="a-draft", publication="draft")
    make_figure(program=draft, key="a-figure-of-a-draft")
    assert Opened(client).data == before
    assert Archive.objects.newest().made_at == kept.made_at
    assert Archive.objects.newest().state != kept.state


def test_the_same_data_are_the_same_bytes_on_any_server(client):
    first = Opened(client).data
    Archive.objects.all().delete()
    assert Opened(client).data == first


def test_what_the_files_say_of_no_row_is_a_reason_too(client, settings, made):
    before = Opened(client)
    assert "licenses" not in before.json("datapackage.json")
    settings.DATA_LICENCE = "https://example.org/licence"
    after = Opened(client)
    assert len(made) == 2
    assert after.json("datapackage.json")["licenses"][0]["path"] == "https://example.org/licence"


def test_what_was_made_while_others_wrote_is_looked_at_again_after_them(client, made, monkeypatch):
    """What they write may come without a number of its own."""
    Figure.objects.filter(key="slc-visitors-2000").update(value=4321)
    monkeypatch.setattr(Version, "is_complete", False)
    Opened(client)
    Opened(client)
    assert len(made) == 1
    assert not Archive.objects.newest().is_complete
    monkeypatch.setattr(Version, "is_complete", True)
    Opened(client)
    Opened(client)
    assert len(made) == 2
    assert Archive.objects.newest().is_complete


def test_only_the_newest_and_the_one_before_are_kept(client):
    for value in range(4):
        Figure.objects.filter(key="slc-visitors-2000").update(value=value)
        Opened(client)
    assert Archive.objects.count() == ARCHIVES_KEPT
    assert set(Piece.objects.values_list("archive", flat=True)) == set(
        Archive.objects.values_list("pk", flat=True)
    )


def test_a_failure_leaves_the_one_before_and_is_in_the_log(client, monkeypatch, caplog):
    before = Opened(client).data
    Figure.objects.filter(key="slc-visitors-2000").update(value=4321)

    def broken(file):
        file.write(b"half of it")
        raise DatabaseError("the disk of the database is full")

    monkeypatch.setattr(making, "write", broken)
    assert Opened(client).data == before
    assert "could not be made; the one before it stays" in caplog.text
    assert "the disk of the database is full" in caplog.text
    monkeypatch.undo()
    assert Opened(client).data == before, "it is not tried again at once"
    cache.delete(archives.FAILED)
    assert Opened(client).data != before


def test_without_any_archive_a_failure_is_a_503_and_the_page_stays(client, settings):
    settings.CSV_BYTES_AT_MOST = 500
    for address in (ZIP, f"{ZIP}.sha256", "/data/figures.csv", "/data/datapackage.json"):
        answer = client.get(address)
        assert (answer.status_code, answer["Retry-After"]) == (503, "60"), address
        assert "could not be made just now" in answer.text
    assert "The archive is being made." in client.get("/data/").text


def test_a_piece_of_a_large_archive_follows_the_other(client, monkeypatch):
    whole = Opened(client).data
    Archive.objects.all().delete()
    monkeypatch.setattr("keco_portal.catalogue.pieces.PIECE", 1000)
    assert Opened(client).data == whole
    assert Piece.objects.count() == -(-len(whole) // 1000)
    for name in ("figures.csv", "datapackage.json"):
        assert pages.body(client.get(f"/data/{name}")) == Opened(client).read(name)


def test_what_is_kept_no_longer_is_a_503_and_no_half_file(client, monkeypatch):
    Opened(client)
    Piece.objects.all().delete()
    answer = client.get(ZIP)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_its_page_says_the_days_of_utc(client):
    Opened(client)
    late = datetime.datetime(2026, 11, 28, 20, tzinfo=datetime.UTC)
    Archive.objects.update(made_at=late, changed_at=late)
    text = client.get("/data/").text
    assert "Made on 28 November 2026;" in text
    assert "last changed on 28 November 2026." in text


def test_its_checksum_is_that_of_its_bytes(client):
    opened = Opened(client)
    digest = hashlib.sha256(opened.data).hexdigest()
    said = f"{digest}  environmental-cooperation-data.zip\n"
    assert client.get(f"{ZIP}.sha256").text == said
    assert opened.response["ETag"] == f'"{digest}"'
    assert digest in client.get("/data/").text
