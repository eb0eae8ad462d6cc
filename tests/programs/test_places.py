"""Files are made so many at once, over all connections; who comes next is asked to wait.

All of it happens in threads, which have connections of their own, and reads only.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from institutes.refusals import TooManyRequests
from keco_portal.open_data.version import Version
from participants.models import Figure
from programs.export import place, places
from programs.models import Program
from tests import pages

FILES = ["/figures.csv", "/participants.csv", "/programs.csv", "/figures.xlsx", "/programs.xlsx"]
FEW, ALL = Figure.objects.filter(key="slc-visitors-2000"), None
SECONDS = 60  # that one thread waits for another at most


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(places, "PATIENCE", 0)


@contextmanager
def others(number, rows=FEW):
    """Within it `number` other connections have a place each for a file of `rows`."""
    taken, done = Barrier(number + 1, timeout=SECONDS), Event()

    def hold():
        with place(rows):
            taken.wait()
            done.wait(SECONDS)

    with ThreadPoolExecutor(number) as pool:
        held = [pool.submit(hold) for _ in range(number)]
        try:
            taken.wait()
            yield
        finally:
            done.set()
    for one in held:
        one.result()


def in_a_thread(do):
    """What `do` gives, on a connection of its own."""

    def done():
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


def answer(address, **headers):
    response = Client().get(address, headers=headers)
    return response.status_code, pages.body(response).decode(errors="replace"), response.headers


def settled(monkeypatch, now=True):
    """Nothing that was changed is still to be seen; or something may be."""
    monkeypatch.setattr(Version, "is_complete", now)


@pytest.mark.django_db
@pytest.mark.usefixtures("impatient")
class TestAllPlacesTaken:
    @pytest.mark.parametrize("at_once", [1, 2])
    @pytest.mark.parametrize("file", FILES)
    def test_the_next_is_told_when_to_come_again(self, settings, file, at_once):
        settings.SMALL_FILES_AT_ONCE = at_once
        with others(at_once):
            status, said, headers = in_a_thread(lambda: answer(file))
        assert (status, headers["Retry-After"]) == (429, "10")
        assert headers["Content-Type"] == "text/plain; charset=utf-8"
        assert said.startswith("Too many at once. Other files are being made just now")
        assert in_a_thread(lambda: answer(file))[0] == 200

    def test_one_place_that_is_left_is_enough(self, settings):
        settings.SMALL_FILES_AT_ONCE = 3
        with others(2):
            assert in_a_thread(lambda: answer("/figures.csv"))[0] == 200

    @pytest.mark.parametrize("file", FILES)
    def test_what_is_not_made_needs_none(self, settings, monkeypatch, file):
        settings.SMALL_FILES_AT_ONCE = 1
        settled(monkeypatch)
        tag = in_a_thread(lambda: answer(file))[2]["ETag"]
        with others(1):
            assert in_a_thread(lambda: answer(file, if_none_match=tag))[:2] == (304, "")
            assert in_a_thread(lambda: Client().head(file)).status_code == 200
            status, said, _ = in_a_thread(lambda: answer(f"{file}?country=XX"))
            assert (status, "XX" in said) == (400, True)
            assert in_a_thread(lambda: answer(file))[0] == 429

    def test_a_small_file_is_made_beside_large_ones_and_a_large_one_beside_small_ones(
        self, settings, monkeypatch
    ):
        settings.LARGE_FILES_AT_ONCE = 1
        with others(1, ALL):
            assert in_a_thread(lambda: answer("/figures.csv"))[0] == 200
            monkeypatch.setattr(places, "ROWS_OF_A_SMALL_FILE", 5)
            assert in_a_thread(lambda: answer("/figures.csv"))[0] == 429
            assert in_a_thread(lambda: answer("/figures.csv?institute=slc"))[0] == 200
        settings.SMALL_FILES_AT_ONCE = 1
        with others(1):
            assert in_a_thread(lambda: answer("/figures.csv"))[0] == 200
            assert in_a_thread(lambda: answer("/figures.csv?institute=slc"))[0] == 429

    def test_of_many_at_once_as_many_are_made_as_there_are_places(self, settings, monkeypatch):
        settings.SMALL_FILES_AT_ONCE = 2
        made = Barrier(2, timeout=SECONDS)
        refused = Event()

        def slowly(table, queryset):
            made.wait()
            refused.wait(SECONDS)
            raise DatabaseError("It broke off.")

        monkeypatch.setattr("programs.files.csv_of", slowly)
        with ThreadPoolExecutor(5) as pool:
            asked = [pool.submit(in_a_thread, lambda: answer("/figures.csv")) for _ in range(5)]
            while sum(one.done() for one in asked) < 3:
                refused.wait(0.01)
            refused.set()
        assert sorted(one.result()[0] for one in asked) == [429, 429, 429, 503, 503]


@pytest.mark.django_db
@pytest.mark.usefixtures("impatient")
class TestGivenBack:
    @pytest.fixture(autouse=True)
    def _one(self, settings):
        settings.SMALL_FILES_AT_ONCE = 1

    def is_free(self):
        def take():
            with place(FEW):
                return True

        return in_a_thread(take)

    def test_after_what_broke_off(self):
        def broken():
            with place(FEW), connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")

        with pytest.raises(DatabaseError):
            in_a_thread(broken)
        assert self.is_free()

    def test_after_a_refusal_none_is_held(self):
        with others(1), pytest.raises(TooManyRequests):
            self.is_free()
        assert self.is_free()

    def test_by_a_connection_that_is_killed(self, monkeypatch):
        monkeypatch.setattr(places, "PATIENCE", SECONDS)

        def killed():
            with place(FEW):
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    [pid] = cursor.fetchone()
                in_a_thread(lambda: run(f"SELECT pg_terminate_backend({pid})"))
                return self.is_free()

        assert in_a_thread(killed)

    def test_at_the_end_of_the_transaction_that_it_was_taken_in(self):
        def take():
            with transaction.atomic():
                with place(FEW):
                    pass
                with pytest.raises(TooManyRequests):
                    self.is_free()
            return self.is_free()

        assert in_a_thread(take)

    def test_to_one_who_waits_a_moment(self, monkeypatch):
        waited = Event()

        def sleep(seconds):
            waited.set()
            time.sleep(seconds)

        clock = SimpleNamespace(monotonic=time.monotonic, sleep=sleep)
        monkeypatch.setattr(places, "time", clock)
        monkeypatch.setattr(places, "PATIENCE", SECONDS)
        with ThreadPoolExecutor(1) as pool:
            with others(1):
                waits = pool.submit(self.is_free)
                assert waited.wait(SECONDS)
            assert waits.result()


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_a_file_has_the_same_tag_while_nothing_changes_and_another_after(client, monkeypatch):
    settled(monkeypatch)
    tags = {address: tag_of(client, address) for address in (*FILES, "/figures.csv?year=2013")}
    assert len(set(tags.values())) == len(tags)
    assert {address: tag_of(client, address) for address in tags} == tags
    Program.objects.filter(slug="slc-landfill-visitors").update(name_en="Another name")
    assert not set(tags.values()) & {tag_of(client, address) for address in tags}


def tag_of(client, address):
    response = client.get(address)
    pages.body(response)
    return response["ETag"]


@pytest.mark.django_db
def test_the_tag_is_that_of_the_content_whoever_writes_meanwhile(client, monkeypatch):
    settled(monkeypatch, now=False)
    of_content = tag_of(client, "/figures.csv")
    Program.objects.filter(slug="slc-landfill-visitors").update(source_note="Not in the file")
    assert tag_of(client, "/figures.csv") == of_content
    settled(monkeypatch)
    assert tag_of(client, "/figures.csv") == of_content
    again = client.get("/figures.csv", headers={"if-none-match": of_content})
    assert (again.status_code, again["ETag"]) == (304, of_content)
