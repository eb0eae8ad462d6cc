"""Who is asked, and what a group of addresses answers them: the words of the table.

The table is in `public` (all that is no desk) and in `desks`.
"""

from typing import NamedTuple

PEOPLE = [
    "visitor", "without a role", "viewer of A", "editor of A", "editor of B", "publisher of A",
    "administrator",
]  # fmt: skip


class Answers(NamedTuple):
    """Statuses for GET and for POST of `sends`, one for each of PEOPLE."""

    what: str
    get: str
    post: str
    routes: list
    sends: dict = {}


def acts(*desks, act=""):
    """The routes of one act at the desks of these models; without one, of their lists."""
    return [f"admin/{desk}/{act}" for desk in desks]
