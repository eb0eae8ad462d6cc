"""Snapshots as tests make and send them."""

import time
from unittest import mock

from institutes.visitors.tokens import make_token
from keco_portal.snapshots.forms import about
from keco_portal.snapshots.lists import filterset_of
from keco_portal.snapshots.making import prepared, stored
from keco_portal.snapshots.models import Snapshot

MAKE = "/data/snapshots/make/"


def make_snapshot(table="figures", query=""):
    """The rows of a list as they are now, stored and read again."""
    filterset = filterset_of(table, query)
    assert filterset.is_valid()
    return Snapshot.objects.get(pk=stored(prepared(table, filterset)).pk)


def pressed(table="figures", query="", age=60):
    """What a browser sends for the button of a list that was loaded `age` seconds ago."""
    with mock.patch("django.core.signing.time.time", return_value=time.time() - age):
        token = make_token(about(table, query))
    return {"table": table, "query": query, "token": token}
