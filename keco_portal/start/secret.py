"""A secret of this copy of the portal: made once, kept in a file that only its owner can read."""

import os
import secrets
import tempfile
from pathlib import Path


def keep_secret(path: Path, value: str | None = None) -> str:
    """The secret in the file `path`; where there is none yet, `value` or a random one is kept.

    Raises OSError. The file appears whole or not at all.
    """
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        value = value or secrets.token_hex(32)
    descriptor, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # mode 0600
    try:
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(value + "\n")
            file.flush()
            os.fsync(descriptor)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
    return value
