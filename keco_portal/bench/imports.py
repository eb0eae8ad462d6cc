"""Files of staff: how long a preview and the storing take, beside the plain package."""

import json
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from lxml import html

from keco_portal.bench.import_rows import ImportRows

ROWS, ROWS_OF_PLAIN = 10_000, 1_000


@dataclass
class Imported:
    """Seconds of both steps of an import of `rows` rows, and the MB that they took more."""

    name: str
    rows: int
    preview: float
    store: float
    memory: float | None

    def at(self, rows):
        """(seconds of the preview, of the storing) of `rows` rows, at the same pace."""
        return self.preview * rows / self.rows, self.store * rows / self.rows


def measure_imports(server, folder, bar):
    """An import of a workbook, of a CSV, and by the plain package: a list of Imported.

    Raises CommandError where not all rows are stored as they should be.
    """
    workbook, text = ImportRows(ROWS), ImportRows(ROWS, start=ROWS)
    for rows in (workbook, text):
        rows.make_those_before()
    few = folder / "few.csv"
    few.write_bytes(text.as_csv(ROWS_OF_PLAIN))
    staff = Staff(server)
    ways = [
        lambda: imported(staff, "rows.xlsx", workbook, workbook.as_xlsx()),
        lambda: imported(staff, "rows.csv", text, text.as_csv()),
        lambda: plainly(few),
    ]
    return [way() for way in bar(ways, len(ways), "imports")]


def imported(staff, name, rows, data):
    """Send, preview and confirm the file `data` as staff do."""
    server = staff.server
    server.forget_peak()
    before = server.memory()
    begin = time.perf_counter()
    send = reverse("admin:participants_figure_import")
    sent = staff.post(send, {"resource": "0"}, (name, data))
    page = staff.get(sent)
    preview = time.perf_counter() - begin
    store = reverse("admin:participants_figure_process_import")
    forms = [one for one in html.fromstring(page).forms if one.action == store]
    if not forms:
        raise CommandError(f"The preview of {name} has nothing to confirm.")
    begin = time.perf_counter()
    staff.post(store, dict(forms[0].form_values()))
    seconds = time.perf_counter() - begin
    if rows.stored() != rows.expected():
        raise CommandError(f"Not all rows of {name} are stored: {rows.stored()}.")
    memory = before and server.peak_memory() - before
    return Imported(name, ROWS, preview, seconds, memory)


def plainly(file):
    """An import of `file` by the plain package, of which nothing stays."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "keco_portal.bench.plain", file],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise CommandError("django-import-export alone failed; what it said is above.")
    said = json.loads(done.stdout)
    return Imported("plain package", said["rows"], *said["seconds"], said["memory"])


class Staff:
    """An administrator who is signed in, as a browser speaks to the server."""

    def __init__(self, server):
        self.server = server
        client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
        client.force_login(User.objects.create_superuser("bench"))
        self.token = secrets.token_hex(16)
        cookies = {settings.CSRF_COOKIE_NAME: self.token}
        cookies |= {name: morsel.value for name, morsel in client.cookies.items()}
        self.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def get(self, address):
        """The page at `address`."""
        return self.ask("GET", address, 200)[1]

    def post(self, address, fields, file=None):
        """Send a form, with a file (name, bytes) perhaps; where the answer leads to."""
        boundary = secrets.token_hex(16)
        given = fields | {"csrfmiddlewaretoken": self.token}
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in given.items()
        ]
        body = "".join(parts).encode()
        if file:
            name, data = file
            disposition = f'form-data; name="import_file"; filename="{name}"'
            head = f"--{boundary}\r\nContent-Disposition: {disposition}\r\n\r\n"
            body += head.encode() + data + b"\r\n"
        body += f"--{boundary}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self.ask("POST", address, 302, body, kind)[0]

    def ask(self, method, address, expected, body=None, headers=None):
        http = self.server.connect()
        http.request(method, address, body, (headers or {}) | {"Cookie": self.cookies})
        answer = http.getresponse()
        page = answer.read()
        http.close()
        if answer.status != expected:
            raise CommandError(f"The server answered {address} with {answer.status}.")
        return answer.getheader("Location"), page
