"""manage.py rights: let an account of PostgreSQL do the web server's work, and alter no history.

    DATABASE_URL=postgres://owner:… python manage.py rights portal_web

As the owner of the tables, after each `migrate`. With ROLE_PASSWORD it makes the account too, or
gives it this password.
"""

import os

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from keco_portal.postgres.rights import give_rights, loopholes


class Command(BaseCommand):
    help = (
        "Let an account of PostgreSQL do all that the web server does, without the right to alter "
        "the history or snapshots. To be run as the owner of the tables, after each migration. "
        "Where ROLE_PASSWORD is set, the account is made if there is none, and gets this password."
    )

    def add_arguments(self, parser):
        parser.add_argument("role", help="the account, such as portal_web")

    def handle(self, *, role, **options):
        try:
            give_rights(role, os.environ.get("ROLE_PASSWORD"))
            left = loopholes(role)
        except DatabaseError as error:
            raise CommandError(f"PostgreSQL refuses: {str(error).splitlines()[0]}") from error
        if left:
            raise CommandError(f"{role} could still alter what must stay: {' '.join(left)}")
        self.stdout.write(
            f"{role} may do the web server's work, but alter no history and no snapshot."
        )
