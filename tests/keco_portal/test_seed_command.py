"""manage.py seed: what it says, and that two at once do not get in each other's way."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from keco_portal.models import SeededRow
from keco_portal.seeding import THE_FILES, seed
from programs.models import Theme

THEME = """
- model: programs.theme
  fields: {slug: made-up, name_en: Made up}
"""
BROKEN = """
- model: programs.program
  fields: {slug: made-up, institute: [xxx]}
"""


@pytest.mark.django_db
def test_the_command_says_what_it_did(capsys):
    Theme.objects.filter(slug="fine-dust").update(name_ko="먼지")
    call_command("seed")
    same = SeededRow.objects.exclude(**THE_FILES).count() - 1
    assert capsys.readouterr().out.splitlines() == [
        "Left alone: programs.Theme fine-dust: changed by staff",
        f"Seeded: 0 added, 0 updated, {same} as they were, 1 left alone.",
    ]
    call_command("seed", verbosity=0)
    assert capsys.readouterr().out.splitlines() == [
        "Left alone: programs.Theme fine-dust: changed by staff"
    ]
    Theme.objects.filter(slug="fine-dust").update(name_ko="미세먼지")
    call_command("seed", verbosity=0)
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_the_command_may_pass_over_files_that_were_the_last_seed(capsys):
    call_command("seed", if_changed=True)
    assert capsys.readouterr().out == ""
    SeededRow.objects.filter(**THE_FILES).update(hashes={"another.yaml": ""})
    for lines in (1, 0):
        call_command("seed", if_changed=True)
        assert len(capsys.readouterr().out.splitlines()) == lines


@pytest.mark.django_db
def test_the_command_says_that_nothing_was_seeded(settings, tmp_path):
    (tmp_path / "fixtures").mkdir()
    (tmp_path / "fixtures" / "broken.yaml").write_text(THEME + BROKEN)
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"Nothing was seeded: Institute .*xxx"):
        call_command("seed")
    assert not Theme.objects.filter(slug="made-up").exists()


def somebody_waits():
    """True once somebody waits for the lock of the seed; False after ten seconds."""
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT FROM pg_locks "
                "WHERE NOT granted AND relation = 'keco_portal_seededrow'::regclass"
            )
            if cursor.rowcount:
                return True
        time.sleep(0.02)
    return False


@pytest.mark.django_db
def test_two_seeds_at_once_do_not_both_add_a_row(tmp_path):
    """Each in a thread with a connection of its own, so that both really commit."""
    file = tmp_path / "fixture.yaml"
    file.write_text(THEME)
    seeded, go_on = Event(), Event()

    def one():
        try:
            with transaction.atomic():
                report = seed([file])
                seeded.set()
                go_on.wait(30)
            return report
        finally:
            connection.close()

    def undo():
        Theme.objects.filter(slug="made-up").delete()
        SeededRow.objects.filter(model="programs.Theme", key="made-up").delete()
        call_command("seed", verbosity=0)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        try:
            first = pool.submit(one)
            assert seeded.wait(30)
            second = pool.submit(one)
            assert somebody_waits()
            go_on.set()
            reports = [first.result(), second.result()]
        finally:
            go_on.set()
            pool.submit(undo).result()
    assert [(report.added, report.same) for report in reports] == [(1, 0), (0, 1)]
