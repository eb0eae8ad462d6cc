"""Two people save one row at the same moment: real threads, each with its own connection.

Both open the form, both wait for each other, both send it. In each race one save wins and the
other is refused with all that was typed, and saved once more from there it is stored: the history
has both. Without the check, or with the check but without the lock, texts are lost in silence.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection
from django.test import Client

from institutes.desk import guard
from participants.models import Proposal
from participants.review.working import waiting_for
from tests.desks import address, in_the_form
from tests.factories import make_administrator, make_edition, make_figure, make_program, make_theme
from tests.pages import parsed

SECONDS = 60  # that one waits for the other at most


@dataclass
class Race:
    """What one of the two sent, was answered, and found in the row when both were done."""

    typed: str
    answer: object
    found: str
    again: object = None

    @property
    def won(self):
        return self.answer.status_code == 302


def make_draft_program():
    program = make_program(publication="draft")
    make_edition(program=program)
    return program


def make_draft_figure():
    return make_figure(program=make_program(publication="draft"), publication="draft")


def make_public_figure():
    return make_figure(publication="published")


def stands(row, field):
    """The text of `field` as staff see it: that of the change that waits, if one does."""
    proposal = hasattr(row, "proposals") and waiting_for(row)
    if proposal:
        return proposal.after[row._meta.label_lower][str(row.pk)][field]
    return type(row).objects.values_list(field, flat=True).get(pk=row.pk)


def ever_written(row, field):
    """All texts that the history has of `field`, those that were proposed too."""
    found = set(type(row).pgh_event_model.objects.values_list(field, flat=True))
    for after in Proposal.pgh_event_model.objects.values_list("after", flat=True):
        found |= {one[field] for one in after.get(row._meta.label_lower, {}).values()}
    return found


def run(row, field, number):
    """`number` races for `field` of `row`: a list of pairs of Races."""
    together = Barrier(2, timeout=SECONDS)

    def races(person):
        client = Client()
        client.force_login(person)
        page, found = address(type(row), "change", row.pk), []
        try:
            for turn in range(number):
                typed = f"Typed by {person} in race {turn}"
                data = dict(in_the_form(client.get(page))) | {field: typed}
                together.wait()
                race = Race(typed, client.post(page, data), "")
                together.wait()
                race.found = stands(row, field)
                together.wait()
                if not race.won:
                    race.again = client.post(page, dict(in_the_form(race.answer)))
                found.append(race)
                together.wait()
            return found
        except BaseException:
            together.abort()
            raise
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(races, make_administrator()) for _ in range(2)]
    faults = [one.exception() for one in both if one.exception()]
    for fault in sorted(faults, key=lambda fault: isinstance(fault, BrokenBarrierError)):
        raise fault
    return list(zip(*(one.result() for one in both), strict=True))


def lost_in_silence(pair):
    """What is not in the row though nobody was told."""
    return [race.typed for race in pair if race.won and race.found != race.typed]


@pytest.mark.usefixtures("committing")
def test_in_a_hundred_races_one_wins_each_and_nothing_is_lost():
    for make, field, number in (
        (make_theme, "as_printed", 75),
        (make_draft_figure, "note", 10),
        (make_draft_program, "source_note", 5),
        (make_public_figure, "note", 10),
    ):
        row = make()
        pairs = run(row, field, number)
        for winner, other in (sorted(pair, key=lambda race: not race.won) for pair in pairs):
            assert (winner.answer.status_code, other.answer.status_code) == (302, 409)
            assert winner.found == other.found == winner.typed
            assert dict(in_the_form(other.answer))[field] == other.typed
            assert winner.typed in parsed(other.answer).cssselect(".comparison")[0].text_content()
            assert other.again.status_code == 302
        assert {race.typed for pair in pairs for race in pair} <= ever_written(row, field)


@pytest.mark.django_db(transaction=True)
def test_without_the_check_every_race_loses_a_text_in_silence(monkeypatch):
    monkeypatch.setattr(guard.Guarded, "conflict", lambda *args: None)
    pairs = run(make_theme(), "as_printed", 10)
    assert [len(lost_in_silence(pair)) for pair in pairs] == [1] * 10


@pytest.mark.django_db(transaction=True)
def test_with_the_check_but_without_the_lock_a_race_loses_too(monkeypatch):
    """Both look before either has saved."""
    between, check = Barrier(2, timeout=SECONDS), guard.Guarded.conflict

    def checked(*args):
        found = check(*args)
        between.wait()
        return found

    monkeypatch.setattr(guard.Guarded, "conflict", checked)
    monkeypatch.setattr(guard, "locked", lambda model, **which: [which.get("pk")])
    [pair] = run(make_theme(), "as_printed", 1)
    assert len(lost_in_silence(pair)) == 1
