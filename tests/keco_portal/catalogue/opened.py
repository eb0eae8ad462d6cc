"""The archive of the open data as a visitor gets it, opened."""

import csv
import io
import json
import zipfile

from tests import pages

ZIP = "/data/environmental-cooperation-data.zip"


class Opened:
    """The archive's bytes, `names` of the files in it, and these read."""

    def __init__(self, client):
        response = client.get(ZIP)
        assert response.status_code == 200
        self.response, self.data = response, pages.body(response)
        self.zip = zipfile.ZipFile(io.BytesIO(self.data))
        self.names = self.zip.namelist()

    def read(self, name):
        return self.zip.read(name)

    def json(self, name):
        return json.loads(self.read(name))

    def rows(self, table):
        """The rows of a table as dicts of texts, read from the very bytes."""
        text = self.read(f"{table}.csv").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def extract(self, folder):
        self.zip.extractall(folder)
        return folder
