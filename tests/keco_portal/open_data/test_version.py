"""The age of the data: another version after every change that anybody could see."""

import datetime
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from keco_portal.open_data.version import ALONE, TRANSACTION_AT_MOST, Version, current_version
from keco_portal.postgres.throwaway import throwaway_cluster
from programs.models import FrameworkPartner, Program, RegionMatch, Source, Theme
from tests.factories import make_figure, make_program

pytestmark = pytest.mark.django_db


def test_the_version_stays_as_long_as_nothing_changes():
    assert current_version() == current_version()


def test_each_change_of_what_the_public_may_see_makes_another_version():
    program = make_program()
    changes = [
        lambda: make_figure(program=program, key="new"),
        lambda: Program.objects.filter(pk=program.pk).update(name_en="Other"),
        lambda: program.figures.filter(key="new").update(value=8),
        lambda: program.figures.filter(key="new").delete(),
        lambda: program.themes.add(Theme.objects.first()),
        lambda: program.themes.clear(),
        lambda: Source.objects.update(title="Other"),
        lambda: RegionMatch.objects.first().delete(),
        lambda: FrameworkPartner.objects.first().delete(),
    ]
    seen = [current_version().state]
    for change in changes:
        change()
        seen.append(current_version().state)
    assert len(set(seen)) == len(seen)


def test_plain_sql_is_a_change_too():
    before = current_version()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE programs_program SET name_en = 'Other' WHERE slug LIKE 'keco%'")
    after = current_version()
    assert after.state != before.state
    assert after.changed_at > before.changed_at


def test_it_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        current_version()


@pytest.mark.parametrize(("minutes", "settled"), [(0, False), (9, False), (11, True)])
def test_it_is_settled_once_every_transaction_of_its_time_has_ended(minutes, settled):
    changed_at = timezone.now() - datetime.timedelta(minutes=minutes)
    assert Version("1", changed_at).is_settled is settled
    assert datetime.timedelta(minutes=9) < TRANSACTION_AT_MOST < datetime.timedelta(minutes=11)


@pytest.mark.parametrize(("seconds", "complete", "settled"), [(0, True, False), (3, True, True)])
def test_what_nobody_else_was_writing_is_complete_at_once_and_settled_with_the_next_second(
    seconds, complete, settled
):
    changed_at = timezone.now() - datetime.timedelta(seconds=seconds)
    version = Version("1", changed_at, is_alone=True)
    assert (version.is_complete, version.is_settled) == (complete, settled)


def test_a_transaction_that_writes_and_has_not_ended_leaves_the_version_incomplete(committing):
    with another_connection() as cursor:
        cursor.execute("UPDATE programs_program SET name_en = 'Other' WHERE slug LIKE 'keco%'")
        assert not current_version().is_alone
        assert not current_version().is_complete


def test_who_writes_is_alone_until_another_connection_writes():
    with throwaway_cluster() as cluster:
        one = psycopg.connect(cluster.url(), autocommit=True)
        with one, psycopg.connect(cluster.url()) as other:
            found = [is_alone(one)]
            other.execute("CREATE TABLE something (id int)")
            found.append(is_alone(one))
            other.commit()
            found.append(is_alone(one))
    assert found == [True, False, True]


def is_alone(connection):
    return connection.execute(f"SELECT {ALONE}").fetchone()[0]


@contextmanager
def another_connection():
    """A cursor of another connection, in a transaction that is taken back in the end."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            other.set_autocommit(False)
            yield cursor
    finally:
        other.rollback()
        other.close()


def test_data_that_never_changed_is_settled():
    assert Version("0", None).is_settled
