"""A worker that imports through the desk, in processes that may be killed at any moment.

`python -m tests.imports.worker` is told by lines on its standard input what to do, each a JSON
object with `act`, the `host` of the database now, and what the act takes. For each it forks: the
child says on the standard output its `pid`, each `step` that it begins and what `answer` it got,
or what it `failed` with. Once it has ended, however that was, the parent says `ended`.
"""

import importlib
import json
import os
import sys

import django


def main():
    django.setup()
    acts = importlib.import_module("tests.imports.acts")
    importlib.import_module("keco_portal.urls")  # or each child would begin with that
    child = None
    for line in sys.stdin:
        if child:
            os.waitpid(child, 0)
        order = json.loads(line)
        if not (child := os.fork()):
            point_to(order.pop("host"))
            os._exit(obeyed(getattr(acts, order.pop("act")), order))
        # It keeps its id until the next one, so that no signal to it reaches another process.
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        say(ended=True)


def point_to(host):
    """Let the database be asked at `host`, which is new each time PostgreSQL starts."""
    from django.db import connection

    connection.settings_dict["HOST"] = host


def obeyed(act, order):
    say(pid=os.getpid())
    try:
        act(say, **order)
    except Exception as error:
        say(failed=f"{type(error).__name__}: {error}")
        return 1
    return 0


def say(**words):
    os.write(1, json.dumps(words).encode() + b"\n")


if __name__ == "__main__":
    main()
