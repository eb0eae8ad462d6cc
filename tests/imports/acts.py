"""What a worker does: it prepares a database, and imports files through the desk of figures."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tests.imports.rows import PERSON, make_rows_before
from tests.pages import parsed, upload

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"  # none were collected
settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN}}


def prepare(say):
    """Fill an empty database: the seed, and what the files of `tests.imports.rows` are about."""
    call_command("migrate", verbosity=0)
    call_command("seed", verbosity=0)
    make_rows_before()


def imports(say, files):
    """Send, preview and store each of `files`, which are texts."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=PERSON))
    for text in files:
        say(step="preview")
        file = upload(text.encode(), "killed.csv")
        sent = {"import_file": file, "resource": "0"}
        page = parsed(client.post(address("import"), sent, follow=True))
        [form] = [one for one in page.forms if (one.action or "").endswith("process_import/")]
        say(step="store")
        answer = client.post(address("process_import"), dict(form.form_values()))
        say(answer=answer.status_code)


def address(act):
    return reverse(f"admin:participants_figure_{act}")
