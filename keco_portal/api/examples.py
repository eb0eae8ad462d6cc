"""The examples in the API's description: what it answers on the seed, kept beside this file.

`manage.py api_examples` writes them anew; a test holds them against the answers.
"""

import json
import re
from pathlib import Path

from django.test import Client

from keco_portal.open_data.address import absolute

FILE = Path(__file__).with_name("examples.json")
# What stands in the file for the address of the portal, and for when a row last changed.
ADDRESS = "https://portal.example"
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


def examples():
    """{path of the description: an answer there}, with the address of this portal."""
    return json.loads(FILE.read_text().replace(ADDRESS, own_address()))


def own_address():
    return absolute("/").rstrip("/")


def answered(host):
    """The same as text for the file, from what the portal answers now under the name `host`."""
    client, found = Client(SERVER_NAME=host), {"/api/v1": "/api/v1"}
    for name, key in SHOWN.items():
        found[f"/api/v1/{name}"] = f"/api/v1/{name}?page_size=1"
        found[f"/api/v1/{name}/{{key}}"] = f"/api/v1/{name}/{key}"
    said = {path: client.get(address).json() for path, address in found.items()}
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    text = text.replace(own_address(), ADDRESS)
    return re.sub(r'("changed_at": )"[^"]*"', rf'\1"{CHANGED_AT}"', text)
