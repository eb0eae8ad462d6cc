"""The archive of the data as it is: made once for each change, whoever asks first."""

import hashlib
import json
import logging
import time
from contextlib import contextmanager
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection

from keco_portal.catalogue.making import described, make
from keco_portal.catalogue.models import Archive
from keco_portal.open_data.licence import licence
from keco_portal.open_data.one_moment import one_moment
from keco_portal.open_data.tables import TABLES
from keco_portal.open_data.version import current_version
from keco_portal.standards.datapackage import Contents, TableAsFile
from programs.export import TooLarge

logger = logging.getLogger(__name__)

ONE_AT_A_TIME = 0x4B45434F  # the key of PostgreSQL's advisory lock
FAILED = "catalogue-archive-failed"
FAILED_FOR = 60  # seconds until it is tried again
FIRST_WITHIN = 10  # seconds to wait for the very first archive, which another process makes


class NotMade(Exception):
    """There is no archive yet: it could not be made, or another process still makes the first."""


def current_archive():
    """The Archive of the data as it is; the one before it while, or because, there is none yet.

    Raises NotMade.
    """
    deadline = time.monotonic() + FIRST_WITHIN
    while True:
        archive = newest_or_made()
        if archive:
            return archive
        if cache.get(FAILED) or time.monotonic() > deadline:
            raise NotMade
        time.sleep(0.1)


def newest_or_made():
    """The newest Archive, made now if the data changed and nobody else makes it; perhaps None."""
    newest, version = Archive.objects.newest(), current_version()
    if is_current(newest, version) or cache.get(FAILED):
        return newest
    try:
        return made_now() or newest
    except (DatabaseError, TooLarge, OSError):
        logger.exception("The archive of the data could not be made; the one before it stays")
        cache.set(FAILED, True, FAILED_FOR)
        return newest


def made_now():
    """The Archive of this moment; None where another process is making it."""
    with turn() as is_ours:
        if not is_ours:
            return None
        with one_moment(read_only=False):
            newest, version = Archive.objects.newest(), current_version()
            if is_current(newest, version):
                return newest
            return make(state_of(version), is_complete=version.is_complete)


@contextmanager
def turn():
    """Whether it is our turn to make one: nobody else has it until this ends.

    It is taken before the transaction begins, which then sees what the one before has made.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        [is_ours] = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def is_current(archive, version):
    """Whether an archive is that of a Version of the data.

    What was made while others wrote may lack a change without a number of its own: it is made
    once more when they have ended.
    """
    return (
        archive is not None
        and archive.state == state_of(version)
        and (archive.is_complete or not version.is_complete)
    )


def state_of(version):
    """What an archive is made of, as a text: the data, and how the files are written."""
    return f"{version.state} {form(licence(), settings.PUBLIC_ADDRESS)}"


@lru_cache
def form(licence, address):
    """A digest of all that the files say of no row: columns, words, addresses, the licence."""
    nothing = dict.fromkeys(TABLES, TableAsFile(0, "", 0))
    files = described(Contents(files=nothing, version=""))
    said = json.dumps([[name, data.decode()] for name, data in files.items()])
    return hashlib.sha256(said.encode()).hexdigest()[:16]
