"""manage.py forget_ratings: deletes the ratings that are past their time."""

from django.core.management.base import BaseCommand

from keco_portal.models import DAYS_KEPT, Rating


class Command(BaseCommand):
    help = (
        f"Delete ratings older than {DAYS_KEPT} days. Each new rating does it too, so this is for "
        "a portal that gets none: run it once a day."
    )

    def handle(self, **options):
        deleted, _ = Rating.objects.outdated().delete()
        self.stdout.write(f"Ratings deleted: {deleted}")
