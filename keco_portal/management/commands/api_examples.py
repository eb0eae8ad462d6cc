"""manage.py api_examples: the examples in the API's description anew, from a seeded database."""

from django.conf import settings
from django.core.management.base import BaseCommand

from keco_portal.api.examples import FILE, answered


class Command(BaseCommand):
    help = "Write the examples in the API's description anew, from a database that has the seed."

    def handle(self, **options):
        FILE.write_text(answered(settings.ALLOWED_HOSTS[0]))
        self.stdout.write(f"Written: {FILE.name}")
