"""manage.py bench: a million made-up figures, and how fast and how frugally they are served.

`make bench` does all of it, on an empty database of its own, which it needs; a part alone:

    manage.py postgres --throwaway -- python manage.py bench --only imports --rows 10000
"""

import os
import sys
import tempfile
import time
from http.client import HTTPException
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from tqdm import tqdm

from keco_portal.bench.api import WITHOUT_LIMIT, measure_api
from keco_portal.bench.at_once import at_once_table, measure_at_once
from keco_portal.bench.data import FIGURES_AT_MOST
from keco_portal.bench.exports import measure_exports
from keco_portal.bench.hostile import hostile_table, hostile_verdict, measure_hostile
from keco_portal.bench.imports import measure_imports
from keco_portal.bench.load import load
from keco_portal.bench.pages import measure_pages
from keco_portal.bench.report import (
    api_table,
    api_verdict,
    at_once_verdict,
    export_table,
    import_table,
    import_verdicts,
    page_table,
    verdicts,
    workbook_table,
    workbook_verdicts,
)
from keco_portal.bench.server import running_server
from keco_portal.bench.workbooks import measure_workbook
from keco_portal.start.data_folder import CannotStart
from keco_portal.start.stopping import Stop, stop_signals

FIGURES_TO_A_PROGRAM = 10
PARTS = ("pages", "api", "at_once", "exports", "workbooks", "imports", "hostile")


class Command(BaseCommand):
    help = (
        "Fill an empty database with made-up programs and figures, serve it, and measure the "
        "export against psql, pages and the API against a constant, the list beside exports, "
        "imports against the plain package, and how soon hostile files are refused. "
        "`make bench` gives it a database."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--rows", type=int, default=FIGURES_AT_MOST, help="figures; a tenth as many programs"
        )
        parser.add_argument("--times", type=int, default=5, help="exports each way")
        parser.add_argument("--seconds", type=float, default=4, help="for each page")
        parser.add_argument(
            "--only", action="append", choices=PARTS, help="these parts; may be given again"
        )
        parser.add_argument(
            "--strict", action="store_true", help="fail where a target is missed, too"
        )

    def handle(self, *, rows, times, seconds, only, strict, **options):
        if not 1_000 <= rows <= FIGURES_AT_MOST:
            raise CommandError(f"--rows is from 1,000 to {FIGURES_AT_MOST:,}.")
        with stop_signals:
            try:
                self.refuse_a_full_database()
                met = self.measure(rows, max(times, 1), seconds, only or PARTS)
            except CannotStart as error:
                raise CommandError(error) from error
            except (OSError, HTTPException) as error:
                raise CommandError(f"The server broke off: {error}") from error
            except Error as error:
                raise CommandError(f"The database refuses: {str(error).splitlines()[0]}") from error
            except Stop as stop:
                sys.exit(128 + stop.number)
        if strict and not met:
            sys.exit(1)

    def refuse_a_full_database(self):
        with connection.cursor() as cursor:
            if connection.introspection.table_names(cursor):
                raise CommandError(
                    "This database is not empty, and the benchmark fills only one that is: "
                    "run `make bench`, which has one of its own."
                )

    def measure(self, rows, times, seconds, parts):
        """Load, serve, measure, print; whether all targets are met."""
        begin = time.monotonic()
        load(rows // FIGURES_TO_A_PROGRAM, rows, bar)
        self.stdout.write(f"Loaded in {time.monotonic() - begin:.0f} s.")
        lines, found = [], []
        with tempfile.TemporaryDirectory() as folder, running_server(**WITHOUT_LIMIT) as server:
            if "pages" in parts:
                lines += page_table(measure_pages(server, seconds, bar))
            if "api" in parts:
                first, again = measure_api(server, seconds / 2, bar)
                lines += api_table([first, *again])
                found += api_verdict(again)
            if "at_once" in parts:
                at_once = measure_at_once(server, seconds)
                lines += at_once_table(at_once)
                found += at_once_verdict(at_once)
            if "exports" in parts:
                exports = measure_exports(server, Path(folder), times, bar)
                lines += export_table(exports)
                found += verdicts(exports)
            if "workbooks" in parts:
                workbook = measure_workbook(server, Path(folder))
                lines += workbook_table(workbook)
                found += workbook_verdicts(workbook)
            if "imports" in parts:
                imports = measure_imports(server, Path(folder), bar)
                lines += import_table(imports)
                found += import_verdicts(imports)
            if "hostile" in parts:
                hostile = measure_hostile(bar)
                lines += hostile_table(hostile)
                found += hostile_verdict(hostile)
        lines += [
            "",
            f"On {os.cpu_count()} processors, one database, one server process; medians, because "
            "what else this machine does changes every run.",
        ]
        self.stdout.write("\n".join(lines + [sentence for _, sentence in found]))
        return all(met for met, _ in found)


def bar(rows, total, description):
    """Pass `rows` on, and show on the terminal how far they are."""
    return tqdm(rows, desc=description, total=total, unit="", mininterval=0.5)
