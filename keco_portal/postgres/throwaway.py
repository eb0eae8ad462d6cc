"""Throw-away clusters: for tests and measurements, several at once, each in a folder of its own."""

import os
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from keco_portal.postgres.cluster import Cluster
from keco_portal.start.data_folder import CannotStart
from keco_portal.start.stopping import stop_signals


@contextmanager
def throwaway_cluster(durable=False):
    """A cluster for tests and measurements, gone afterwards.

    It is quick; one that is `durable` may be killed before that, and starts again.
    """
    clear_dead_throwaways()
    folder = Path(tempfile.mkdtemp(prefix="portal-throwaway-"))
    folder.chmod(0o711)  # the server's account comes through
    try:
        with Cluster(folder, durable).running() as cluster:
            yield cluster
    finally:
        with stop_signals.held():
            shutil.rmtree(folder, ignore_errors=True)


def clear_dead_throwaways() -> None:
    """Remove the throw-away clusters of runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob("portal-throwaway-*"):
        cluster = Cluster(folder)
        with suppress(OSError, CannotStart):
            # A younger one may be about to take its lock.
            if folder.stat().st_uid == os.geteuid() and folder.stat().st_mtime < time.time() - 60:
                cluster.take()
                shutil.rmtree(folder)
        cluster.stop()
