"""The export of all figures: the server's CSV against psql's own COPY of the same query."""

import csv
import shutil
import subprocess
import time
from dataclasses import dataclass
from itertools import zip_longest

from django.core.management.base import CommandError
from django.db import connection
from psycopg import ClientCursor

from keco_portal.postgres.programs import programs
from participants.views import FigureCsv

ADDRESS = "/figures.csv"


@dataclass
class Exports:
    """Seconds of each run, `served` and `psql` in turn; rows and bytes of the CSV; MB."""

    served: list[float]
    psql: list[float]
    rows: int
    size: int
    memory_before: float | None
    memory_peak: float | None

    @property
    def ratios(self):
        """Served to psql, run by run: two that follow one another found the machine as busy."""
        return [one / other for one, other in zip(self.served, self.psql, strict=True)]


def measure_exports(server, folder, times, bar):
    """Export `times` times each way into files in `folder`. Raises CommandError where they differ.

    The peak of the server's memory is that of all its exports, against what it took before.
    """
    statement = query()
    ours, theirs = folder / "portal.csv", folder / "psql.csv"
    fetch(server, "/healthz", ours)
    server.forget_peak()
    before = server.memory()
    served, psql = [], []
    for _ in bar(range(times), times, "exports of all figures, each way"):
        served.append(timed(fetch, server, ADDRESS, ours))
        psql.append(timed(copy, statement, theirs))
    peak = server.peak_memory()
    rows = count_of_same_rows(ours, theirs)
    return Exports(served, psql, rows, ours.stat().st_size, before, peak)


def query():
    """The SQL that the view of the CSV compiles, with its parameters in it."""
    table = FigureCsv.table
    sql, params = table.rows(FigureCsv.queryset()).query.sql_with_params()
    connection.ensure_connection()
    return ClientCursor(connection.connection).mogrify(sql, params)


def timed(do, *args):
    """The seconds that `do` takes."""
    begin = time.perf_counter()
    do(*args)
    return time.perf_counter() - begin


def fetch(server, address, file):
    """Save what the server answers at `address` to `file`."""
    http = server.connect()
    http.request("GET", address)
    response = http.getresponse()
    with file.open("wb") as target:
        shutil.copyfileobj(response, target, 1 << 18)
    http.close()
    if response.status != 200:
        raise CommandError(f"The server answered {address} with {response.status}.")


def copy(statement, file):
    """Let psql save the rows of `statement` to `file`."""
    words, variables = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    line = f"\\copy ({statement}) to '{file.name}' with (format csv, header)"
    done = subprocess.run(  # noqa: S603
        [programs() / words[0], *words[1:], "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", line],
        env=variables,
        cwd=file.parent,
        check=False,
    )
    if done.returncode:
        raise CommandError("psql could not copy the figures; what it said is above.")


def count_of_same_rows(ours, theirs):
    """How many rows both files have below their headers. Raises CommandError where one differs."""
    count = 0
    with ours.open(newline="", encoding="utf-8-sig") as one, theirs.open(newline="") as other:
        pairs = zip_longest(csv.reader(one), csv.reader(other))
        header, _ = next(pairs)
        if header != list(FigureCsv.table.columns()):
            raise CommandError("The header of the CSV is not that of its table.")
        for count, (row, same) in enumerate(pairs, 1):
            if row != same:
                raise CommandError(f"Row {count} of the CSV is not what psql copied.")
    return count
