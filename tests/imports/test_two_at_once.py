"""Two people confirm the same file at the same moment: one import wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from participants.models import Figure, Proposal
from tests.factories import make_administrator
from tests.imports.acts import address
from tests.imports.rows import ROWS, file_of, key, make_rows_before
from tests.pages import parsed, upload

SECONDS = 60  # that one waits for the other at most
ROUNDS = 10


def run(together, note):
    """Send, preview and confirm a file when the other is as far; the page that comes."""
    client = Client()
    client.force_login(make_administrator())
    try:
        sent = {"import_file": upload(file_of(ROWS, note).encode(), "rows.csv"), "resource": "0"}
        page = parsed(client.post(address("import"), sent, follow=True))
        [form] = [one for one in page.forms if (one.action or "").endswith("process_import/")]
        together.wait()
        answer = client.post(address("process_import"), dict(form.form_values()), follow=True)
        return parsed(answer).text_content()
    except BaseException:
        together.abort()
        raise
    finally:
        connection.close()


@pytest.mark.usefixtures("committing")
def test_of_two_imports_of_one_file_at_once_one_wins_and_the_other_is_told():
    make_rows_before()
    figures = Figure.objects.filter(key__in=map(key, range(ROWS)))
    for number in range(ROUNDS):
        note, together = f"As imported in round {number}.", Barrier(2, timeout=SECONDS)
        with ThreadPoolExecutor(2) as threads:
            pages = [*threads.map(run, [together] * 2, [note] * 2)]
        assert sorted("Imported: " in page for page in pages) == [False, True]
        assert sorted("Nothing was stored" in page for page in pages) == [False, True]
        drafts = figures.filter(publication="draft")
        assert {*drafts.values_list("note", flat=True)} == {note}
        assert drafts.count() == ROWS * 3 // 4
        waiting = Proposal.objects.waiting()
        assert waiting.count() == ROWS // 4
        events = Figure.pgh_event_model.objects.filter(note=note)
        assert events.count() == drafts.count()
