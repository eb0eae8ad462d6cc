"""manage.py serve: the local start. From nothing to a portal in the browser, again and again."""

import os
import time
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connections
from django.utils.crypto import get_random_string

from institutes.history import recording
from keco_portal.postgres.cluster import SPACE_TO_RUN, Cluster
from keco_portal.postgres.rights import web_address
from keco_portal.start.data_folder import CannotStart, explained, require_space
from keco_portal.start.secret import keep_secret
from keco_portal.start.static_files import collect_changed
from keco_portal.start.stopping import Stop, stop_signals
from keco_portal.start.web_server import HOST, free_port, require_alive, web_server

ACCOUNT = """
+------------------------------------------------------------+
|  Your staff account, shown this once:                      |
|                                                            |
|      name      {name:<44}|
|      password  {password:<44}|
|                                                            |
|  For the pages under /admin/, where it can be changed.     |
+------------------------------------------------------------+
"""


class Command(BaseCommand):
    help = (
        "Set up this copy of the portal and serve it on this machine: PostgreSQL (unless "
        "DATABASE_URL names one), migrations, seed, a first staff account, static files, granian."
    )
    requires_system_checks = []  # they need the database, which is not up yet

    def add_arguments(self, parser):
        port = os.environ.get("PORT") or "8000"
        parser.add_argument("--port", default=port, help="of 127.0.0.1 (PORT, or 8000)")

    def handle(self, *, port, **options):
        with stop_signals:
            try:
                self.serve(port)
            except CannotStart as error:
                raise CommandError(error) from error
            except Stop:
                self.say("Stopped.")

    def serve(self, port):
        """Serve until something ends it; what was started ends in reverse order."""
        port = free_port(port)
        folder = Path(settings.PORTAL_DATA).absolute()
        cluster = None if os.environ.get("DATABASE_URL") else Cluster(folder)
        with ExitStack() as started:
            if cluster:
                self.say("Starting PostgreSQL ...")
                started.enter_context(cluster.running())
                # The settings were read before the cluster was there.
                connections.settings["default"].update(cluster.settings())
            self.say("Preparing the static files ...")
            with explained(folder):
                folder.mkdir(parents=True, exist_ok=True)
                keep_secret(folder / "secret_key", settings.SECRET_KEY)
                collect_changed()
            url = self.prepare_database(cluster, folder)
            self.say("Starting the web server ...")
            server = started.enter_context(web_server(port, DATABASE_URL=url))
            self.say(f"The portal is at http://{HOST}:{port}/ (Ctrl-C stops it)")
            while True:
                require_alive(server)
                if cluster:
                    cluster.require_alive()
                time.sleep(1)

    def prepare_database(self, cluster, folder):
        """Bring it up to date as its owner; the address where the web server finds it."""
        self.say("Preparing the database ...")
        try:
            self.check(databases=["default"])
            call_command("migrate", verbosity=0)
            call_command("seed", verbosity=0, if_changed=True, stdout=self.stdout)
            with recording(by="command", name="serve"):
                self.make_first_account()
            if cluster:
                return web_address(cluster.url(), cluster.home / "web_password")
            return web_address(os.environ["DATABASE_URL"], folder / "web_password")
        except Error as error:
            if cluster:
                require_space(cluster.folder, SPACE_TO_RUN)
                cluster.require_alive()
            which = "The database" if cluster else "The database that DATABASE_URL names"
            raise CannotStart(f"{which} refuses: {str(error).splitlines()[0]}") from error
        finally:
            connections.close_all()

    def make_first_account(self):
        """A staff account with all rights, where there is no account at all."""
        accounts = get_user_model().objects
        if not accounts.exists():
            name, password = "admin", get_random_string(20)
            accounts.create_superuser(name, password=password)
            self.say(ACCOUNT.format(name=name, password=password))

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
