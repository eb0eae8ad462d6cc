"""Files kept in the memory of the process until the data changes.

A file is made of thousands of small elements, and harvesters ask for the same one again and again.
"""

import io
from typing import NamedTuple

from institutes.remembered import Remembered

FILES_AT_MOST, BYTES_AT_MOST = 8, 4 << 20

files = Remembered(FILES_AT_MOST)


class KeptFile(NamedTuple):
    """What a TableFile is to those who send it: `file`, `size` in bytes, `etag`."""

    file: io.BytesIO
    size: int
    etag: str


def kept_or_made(key, version, make):
    """The file of `key` as of `version`, from memory where it is kept; else that of `make()`.

    Kept are small files of a settled version: before that, what this one saw may lack a change
    that has the same number (`Version.is_settled`).
    """
    key = (version.state, key)
    if data := files.get(key):
        content, etag = data
        return KeptFile(io.BytesIO(content), len(content), etag)
    made = make()
    if version.is_settled and made.size <= BYTES_AT_MOST:
        content = made.file.read()
        made.file.seek(0)
        files.keep(key, (content, made.etag))
    return made
