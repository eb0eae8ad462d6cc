"""manage.py postgres: run a command while the portal's own PostgreSQL is up.

    python manage.py postgres                                  until Ctrl-C
    python manage.py postgres -- python manage.py shell        as long as the command runs
    python manage.py postgres --throwaway -- python -m pytest  on an empty one, gone afterwards

The command finds it by DATABASE_URL; `python` and `psql` are those of the portal.
"""

import os
import shutil
import subprocess
import sys
import time
from contextlib import nullcontext, suppress
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from keco_portal.postgres.cluster import Cluster
from keco_portal.postgres.programs import programs
from keco_portal.postgres.throwaway import throwaway_cluster
from keco_portal.start.data_folder import CannotStart
from keco_portal.start.stopping import Stop, child_process, stop_signals


class Command(BaseCommand):
    help = (
        "Keep the portal's own PostgreSQL up: while a command runs that finds it by DATABASE_URL, "
        "or until Ctrl-C. Where DATABASE_URL is set already, nothing is started."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--throwaway", action="store_true", help="an empty database that is gone afterwards"
        )
        parser.add_argument("words", nargs="*", metavar="command", help="after --, with its words")

    def handle(self, *, throwaway, words, **options):
        with stop_signals:
            try:
                with self._cluster(throwaway) as cluster:
                    code = self._run(words, cluster) if words else self._wait(cluster)
            except CannotStart as error:
                raise CommandError(error) from error
            except Stop as stop:
                code = 128 + stop.number
        sys.exit(code)

    def _cluster(self, throwaway):
        if os.environ.get("DATABASE_URL"):
            return nullcontext()
        return throwaway_cluster() if throwaway else Cluster(settings.PORTAL_DATA).running()

    def _wait(self, cluster):
        if not cluster:
            raise CommandError("DATABASE_URL is set: nothing is started, and no command is given.")
        self.stdout.write(f"PostgreSQL is up (Ctrl-C stops it). DATABASE_URL={cluster.url()}")
        self.stdout.flush()
        while True:
            cluster.require_alive()
            time.sleep(1)

    def _run(self, words, cluster):
        """The exit code of the command `words`, as a shell gives it."""
        folders = [str(Path(sys.executable).parent), str(programs()), os.environ.get("PATH", "")]
        environment = os.environ | {"PATH": os.pathsep.join(folders)}
        if cluster:
            environment |= {"DATABASE_URL": cluster.url(), "PORTAL_DATA": str(cluster.folder)}
        if not (program := shutil.which(words[0], path=environment["PATH"])):
            raise CommandError(f"There is no program named {words[0]}.", returncode=127)
        with child_process(
            [program, *words[1:]], pass_on=True, at_terminal=os.isatty(0), env=environment
        ) as child:
            while child.poll() is None:
                if cluster:
                    cluster.require_alive()
                with suppress(subprocess.TimeoutExpired):
                    child.wait(timeout=1)
        return child.returncode if child.returncode >= 0 else 128 - child.returncode
