"""Of many who ask for an archive at the same moment one makes it, of one moment of the data."""

import threading

import pytest
from django.db import connection, connections

from keco_portal.catalogue import archive as archives
from keco_portal.catalogue import making
from keco_portal.catalogue.archive import NotMade, current_archive
from keco_portal.catalogue.models import Archive
from keco_portal.open_data.one_moment import one_moment
from keco_portal.open_data.tables import TABLES
from keco_portal.open_data.version import current_version
from participants.models import Figure
from programs.models import Program
from tests.factories import make_figure, make_program
from tests.keco_portal.catalogue.opened import Opened

pytestmark = pytest.mark.django_db


def all_of(work, number):
    """Do `work` in so many threads at once; what each gave."""
    found, start = [None] * number, threading.Barrier(number)

    def run(place):
        try:
            start.wait()
            found[place] = work()
        except Exception as error:
            found[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[place]) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


@pytest.mark.usefixtures("committing")
def test_of_many_who_ask_for_the_first_one_makes_it_and_all_get_it(made):
    shas = all_of(lambda: current_archive().sha256, 4)
    assert len({*shas}) == 1, shas
    assert len(made) == 1
    assert Archive.objects.count() == 1


@pytest.mark.usefixtures("committing")
def test_what_another_made_until_our_turn_came_is_not_made_once_more():
    def made_elsewhere():
        with one_moment(read_only=False):
            version = current_version()
            making.make(archives.state_of(version), is_complete=version.is_complete)
        connections.close_all()

    def lock_after_it(execute, sql, *args):
        answer = execute(sql, *args)
        if "pg_try_advisory" in sql:
            other = threading.Thread(target=made_elsewhere)
            other.start()
            other.join(60)
        return answer

    with connection.execute_wrapper(lock_after_it):
        assert archives.made_now() == Archive.objects.get()


@pytest.mark.usefixtures("committing")
def test_others_get_the_one_before_while_the_next_is_made(client, monkeypatch):
    before = current_archive().sha256
    Figure.objects.filter(key="slc-visitors-2000").update(value=4321)
    begun, go_on = threading.Event(), threading.Event()

    def slowly(file):
        begun.set()
        assert go_on.wait(60)
        return write(file)

    write = making.write
    monkeypatch.setattr(making, "write", slowly)
    found = []

    def ask():
        found.append(current_archive().sha256)
        connections.close_all()

    maker = threading.Thread(target=ask)
    maker.start()
    assert begun.wait(60)
    assert current_archive().sha256 == before
    assert Opened(client).response["ETag"] == f'"{before}"'
    assert maker.is_alive()  # nobody waited for it
    go_on.set()
    maker.join(60)
    assert found != [before]
    assert current_archive().sha256 == found[0]


@pytest.mark.usefixtures("committing")
def test_all_tables_are_of_one_moment(monkeypatch):
    """A program and its figure that come while it is made are both in it, or neither is."""
    names, csv_of_rows = list(TABLES), making.csv_of_rows

    def change():
        make_figure(program=make_program(slug="came-meanwhile"), key="came-meanwhile-1")
        connections.close_all()

    def one_table(columns, rows):
        if rows.model is Figure and connection.connection:
            other = threading.Thread(target=change)
            other.start()
            other.join(60)
        return csv_of_rows(columns, rows)

    assert names.index("programs") < names.index("figures")
    monkeypatch.setattr(making, "csv_of_rows", one_table)
    files = current_archive().files
    assert Program.objects.filter(slug="came-meanwhile").exists()
    assert files["figures.csv"]["rows"] == Figure.objects.published().count() - 1
    assert files["programs.csv"]["rows"] == Program.objects.published().count() - 1


def test_nobody_waits_for_ever_for_the_first(monkeypatch):
    monkeypatch.setattr(archives, "made_now", lambda: None)
    monkeypatch.setattr(archives, "FIRST_WITHIN", 0.2)
    with pytest.raises(NotMade):
        current_archive()
