"""manage.py api_examples: the examples in the API's description anew, from a seeded database."""

import json
import re

from django.conf import settings
from django.core.management.base import BaseCommand
from django.test import Client

from keco_portal.api.examples import ADDRESS, FILE, own_address

# What stands in the file for when a row last changed.
CHANGED_AT = "2026-11-23T09:00:00Z"

SHOWN = {
    "institutes": "keco",
    "programs": "slc-landfill-visitors",
    "countries": "IDN",
    "regions": "term:africa",
    "partners": "craes",
    "frameworks": "seoul-initiative",
    "themes": "biodiversity",
    "measures": "foreign-visitors",
    "figures": "slc-visitors-2000",
    "sources": "me-affiliated-organizations-2017",
}


class Command(BaseCommand):
    help = "Write the examples in the API's description anew, from a database that has the seed."

    def handle(self, **options):
        FILE.write_text(answered(settings.ALLOWED_HOSTS[0]))
        self.stdout.write(f"Written: {FILE.name}")


def answered(host):
    """The examples as text for the file, from what the portal answers under the name `host`."""
    client, found = Client(SERVER_NAME=host), {"/api/v1": "/api/v1"}
    for name, key in SHOWN.items():
        found[f"/api/v1/{name}"] = f"/api/v1/{name}?page_size=1"
        found[f"/api/v1/{name}/{{key}}"] = f"/api/v1/{name}/{key}"
    said = {path: client.get(address).json() for path, address in found.items()}
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    text = text.replace(own_address(), ADDRESS)
    return re.sub(r'("changed_at": )"[^"]*"', rf'\1"{CHANGED_AT}"', text)
