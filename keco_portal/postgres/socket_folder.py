"""The folder of a cluster's socket: private, new for each start, and short.

The path of a socket holds 107 bytes, and a data folder may be deeper than that; so the socket is
in a temporary folder, and a link in the data folder tells every process where.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from keco_portal.postgres.account import ServerAccount

LONGEST_BASE = 70  # bytes; leaves room for the folder's and the socket's name


def make_socket_folder(link: Path, account: ServerAccount) -> Path:
    """A new folder that only `account` can open; `link` points to it. Raises OSError."""
    base = tempfile.gettempdir()
    if len(os.fsencode(base)) > LONGEST_BASE:
        base = "/tmp"  # noqa: S108  (what mkdtemp makes there is private)
    folder = Path(tempfile.mkdtemp(prefix="portal-", dir=base))
    account.give(folder)
    link.unlink(missing_ok=True)
    link.symlink_to(folder)
    return folder


def socket_folder(link: Path) -> Path:
    """The folder that `link` points to; before the first start, one that does not exist."""
    try:
        return Path(os.readlink(link))
    except OSError:
        return link


def remove_socket_folder(link: Path, cluster: Path) -> None:
    """Remove the folder, which no server uses any more, unless it is not `cluster`'s own.

    A copied data folder still points to the socket of the one it was copied from.
    """
    folder = socket_folder(link)
    with suppress(OSError, IndexError):
        locks = list(folder.glob(".s.PGSQL.*.lock"))
        if all(lock.read_text().splitlines()[1] == str(cluster) for lock in locks):
            shutil.rmtree(folder)
