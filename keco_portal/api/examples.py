"""The examples in the API's description: what it answers on the seed, kept beside this file.

`manage.py api_examples` writes them anew; a test holds them against the answers.
"""

import json
from pathlib import Path

from keco_portal.open_data.address import absolute

FILE = Path(__file__).with_name("examples.json")
# What stands in the file for the address of the portal.
ADDRESS = "https://portal.example"


def examples():
    """{path of the description: an answer there}, with the address of this portal."""
    return json.loads(FILE.read_text().replace(ADDRESS, own_address()))


def own_address():
    return absolute("/").rstrip("/")
