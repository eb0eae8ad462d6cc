"""Queries of one moment see no change that was committed after the first of them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection

from keco_portal.open_data.one_moment import one_moment
from programs.models import Theme
from tests.factories import make_theme


def make_elsewhere():
    """A theme that another connection makes and commits."""
    try:
        make_theme()
    finally:
        connection.close()


@pytest.mark.usefixtures("committing")
def test_what_others_commit_meanwhile_is_not_seen():
    with one_moment():
        before = Theme.objects.count()
        with ThreadPoolExecutor(1) as others:
            others.submit(make_elsewhere).result()
        assert Theme.objects.count() == before
    assert Theme.objects.count() == before + 1


@pytest.mark.usefixtures("committing")
def test_nothing_is_written_in_it():
    with pytest.raises(DatabaseError), one_moment():
        make_theme()


@pytest.mark.django_db
def test_within_a_transaction_it_sees_what_that_sees():
    theme = make_theme()
    with one_moment():
        assert theme in Theme.objects.all()
