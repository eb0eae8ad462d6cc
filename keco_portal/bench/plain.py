"""The same rows by django-import-export alone, as its documentation has it: `python -m …  <CSV>`.

In a process of its own, on the same database, where nothing of it stays. It says as JSON how many
rows there were, the seconds of the preview and of the storing, and the MB that it took more.
"""

import json
import os
import sys
import time
from pathlib import Path

import django


def main(file):
    django.setup()
    import tablib
    from django.db import transaction

    from keco_portal.bench.plain_figures import PlainFigures
    from keco_portal.bench.server import Server

    itself = Server(None, os.getpid())
    itself.forget_peak()
    before = itself.memory()
    data = tablib.Dataset().load(file.read_text("utf-8-sig"), format="csv")
    seconds = []
    with transaction.atomic():
        for dry_run in (True, False):
            begin = time.perf_counter()
            PlainFigures().import_data(data, dry_run=dry_run, raise_errors=True)
            seconds.append(time.perf_counter() - begin)
        transaction.set_rollback(True)
    memory = before and itself.peak_memory() - before
    print(json.dumps({"rows": len(data), "seconds": seconds, "memory": memory}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
