"""manage.py seed: bring the fixtures into the database, as often as you like."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError

from institutes.history import recording
from keco_portal.seeding import is_seeded, seed


class Command(BaseCommand):
    help = (
        "Adds what the fixtures have and the database lacks, updates what the fixtures changed, "
        "and leaves alone, by name, what staff changed or deleted. With --verbosity 0 it says "
        "only what it left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-changed", action="store_true", help="nothing, if these very files were the last"
        )

    def handle(self, *args, verbosity, if_changed, **options):
        files = sorted((settings.BASE_DIR / "fixtures").glob("*.yaml"))
        if if_changed and is_seeded(files):
            return
        try:
            with recording(by="command", name="seed"):
                report = seed(files)
        except (DeserializationError, DatabaseError) as error:
            raise CommandError(f"Nothing was seeded: {error}") from error
        for line in report.left_alone:
            self.stdout.write(f"Left alone: {line}")
        if verbosity:
            self.stdout.write(
                f"Seeded: {report.added} added, {report.updated} updated, {report.same} as they "
                f"were, {len(report.left_alone)} left alone."
            )
