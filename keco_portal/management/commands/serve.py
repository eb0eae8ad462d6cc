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
from institutes.models import Institute, Membership, Role
from keco_portal.postgres.cluster import SPACE_TO_RUN, Cluster
from keco_portal.postgres.rights import web_address
from keco_portal.start.data_folder import CannotStart, explained, require_space
from keco_portal.start.secret import keep_secret
from keco_portal.start.static_files import collect_changed
from keco_portal.start.stopping import Stop, stop_signals
from keco_portal.start.web_server import HOST, free_port, require_alive, web_server

# The accounts of a new copy: the administrator, and one for each role to try it with.
ACCOUNTS = {
    "admin": None,
    "publisher": ("keco", Role.PUBLISHER),
    "editor": ("keco", Role.EDITOR),
    "viewer": ("keco", Role.VIEWER),
    "neighbour": ("nier", Role.EDITOR),
}
BOX = """
+----------------------------------------------------------------------+
|  The staff accounts of this copy, shown this once, for /admin/:      |
|                                                                      |
|      {name:<12}{password:<24}{role:<28}|
{accounts}
|                                                                      |
|  Each changes its password there, and may set up a second factor.    |
+----------------------------------------------------------------------+
"""
ACCOUNT = "|      {name:<12}{password:<24}{role:<28}|"


class Command(BaseCommand):
    help = (
        "Set up this copy of the portal and serve it on this machine: PostgreSQL (unless "
        "DATABASE_URL names one), migrations, seed, first staff accounts, static files, granian."
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
            known_as = os.environ.get("PUBLIC_ADDRESS") or f"http://{HOST}:{port}"
            server = started.enter_context(
                web_server(port, DATABASE_URL=url, PUBLIC_ADDRESS=known_as)
            )
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
                self.make_first_accounts()
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

    def make_first_accounts(self):
        """One account of each role, where there is no account at all."""
        accounts = get_user_model().objects
        if accounts.exists():
            return
        lines = []
        for name, place in ACCOUNTS.items():
            password = get_random_string(20)
            if place is None:
                accounts.create_superuser(name, password=password)
                role = "administrator"
            else:
                code, role = place
                person = accounts.create_user(name, password=password, is_staff=True)
                institute = Institute.objects.get(code=code)
                Membership.objects.create(user=person, institute=institute, role=role)
                role = f"{role} of {institute.acronym}"
            lines.append(ACCOUNT.format(name=name, password=password, role=role))
        heads = {"name": "name", "password": "password", "role": "may sign in as"}
        self.say(BOX.format(accounts="\n".join(lines), **heads))

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
