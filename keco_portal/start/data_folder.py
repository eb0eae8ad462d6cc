"""The data folder (PORTAL_DATA): what can be wrong with it, said in one sentence."""

import errno
import shutil
from contextlib import contextmanager
from pathlib import Path


class CannotStart(Exception):
    """Why something cannot start and what helps, in one sentence."""


def full(folder: Path) -> CannotStart:
    return CannotStart(
        f"The disk of {folder} is full: free some space there, or choose another folder with "
        "PORTAL_DATA."
    )


@contextmanager
def explained(folder: Path):
    """Turns what the system refuses in `folder` (OSError) into CannotStart."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise full(folder) from error
        what = error.strerror or str(error)
        if isinstance(error, FileExistsError | NotADirectoryError):
            what = "not a folder"
        where = f": {error.filename}" if error.filename else ""
        raise CannotStart(
            f"The data folder {folder} cannot be used ({what}{where}): mend that, or choose "
            "another folder with PORTAL_DATA."
        ) from error


def require_space(folder: Path, megabytes: int) -> None:
    """Refuse to begin what the disk cannot hold."""
    if shutil.disk_usage(folder).free < megabytes * 1_000_000:
        raise full(folder)
