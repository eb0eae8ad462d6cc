"""Two who cite the same rows at the same moment get the same snapshot."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from institutes.visitors.floods import Clients
from keco_portal.snapshots import floods, views
from keco_portal.snapshots.models import Snapshot, SnapshotCsv
from tests.snapshots import MAKE, pressed

AT_ONCE = 4


@pytest.mark.usefixtures("committing")
def test_of_several_at_once_one_is_stored_and_all_are_led_to_it(monkeypatch):
    monkeypatch.setattr(floods, "clients", Clients())
    looked = Barrier(AT_ONCE)

    def nothing_there(snapshot):
        """All have looked before any has stored."""
        looked.wait(timeout=60)

    monkeypatch.setattr(views, "the_same_as", nothing_there)

    def press(sent):
        try:
            return Client().post(MAKE, sent)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        to = set(threads.map(press, [pressed("figures", "institute=slc")] * AT_ONCE))
    assert to == {Snapshot.objects.get().get_absolute_url()}
    assert SnapshotCsv.objects.count() == 1
