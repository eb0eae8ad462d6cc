"""A file while it is made: in a temporary file without a name, of so many bytes at most."""

import errno
import hashlib
import os
import tempfile

from django.conf import settings


class TooLarge(ValueError):
    """The table would not fit into the bytes that a file may have."""


class TableFile:
    """A table in a temporary file without a name: `file`, `size` in bytes, `etag`.

    It is written from its beginning to its end. As a context it is closed where something breaks,
    and else ready to be read.
    """

    def __init__(self, bytes_at_most=None):
        self.file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (closed with the response)
        self.bytes_at_most = settings.CSV_BYTES_AT_MOST if bytes_at_most is None else bytes_at_most
        self.size = 0
        self.hash = hashlib.blake2b(digest_size=16)

    def __enter__(self):
        return self

    def __exit__(self, kind, *error):
        if kind:
            self.file.close()
        else:
            self.file.seek(0)

    def write(self, data):
        """Add `data` and give its length. Raises TooLarge, OSError."""
        self.size += len(data)
        if self.size > self.bytes_at_most:
            raise TooLarge(f"more than {self.bytes_at_most:,} bytes")
        self.hash.update(data)
        if self.file.write(data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(data)

    def flush(self):
        """Nothing is held back; an archive asks for it."""

    @property
    def etag(self):
        return f'"{self.hash.hexdigest()}"'
