"""The log of corrections against somebody who looked at the portal after every change."""

import random

import pytest

from institutes.history import recording
from institutes.history.content import content_of
from participants.corrections.log import Log, log_of
from participants.models import Figure
from programs.models import Program, Theme
from programs.models.publication import Publication
from tests.factories import make_edition, make_figure, make_program
from tests.participants.test_past import change

pytestmark = pytest.mark.django_db


class Observer:
    """Writes down what the public saw of each row, and what became of it."""

    def __init__(self, *rows):
        self.rows, self.told = rows, []
        self.seen, self.by_itself = dict.fromkeys(rows), set()
        self.look("")

    def look(self, reason):
        for row in self.rows:
            public = type(row).objects.published().filter(pk=row.pk).first()
            itself = type(row).objects.get(pk=row.pk).publication == Publication.PUBLISHED
            before, after = self.seen[row], content_of(public) if public else None
            if before and not itself and row not in self.by_itself:
                self.by_itself.add(row)
                self.told.append(("withdrawn", row, before, {}, reason))
            if not after:
                continue
            if before and row in self.by_itself:
                self.told.append(("again", row, before, after, reason))
            elif before and before != after:
                self.told.append(("changed", row, before, after, None))
            self.by_itself.discard(row)
            self.seen[row] = after

    def log(self):
        """What the log should have: of rows that are gone only the withdrawals."""
        return [
            one
            for one in self.told
            if one[0] == "withdrawn" or type(one[1]).objects.published().filter(pk=one[1].pk)
        ]


def something(random, program, figure):
    """A change of one of the two, or none."""
    number, state = random.randrange(10**6), random.choice(Publication.values)
    act = random.randrange(10)
    if act == 0:
        change(program, publication=state)
    elif act == 1:
        change(figure, publication=state)
    elif act in (2, 3):
        change(figure, value=number)
    elif act == 4:
        change(program, name_en=f"Name {number}", slug=f"slug-{number}")
    elif act == 5:
        change(random.choice([program, figure]), last_confirmed_on="2026-11-24")
    elif act == 6:
        make_edition(program=program, title=f"Edition {number}")
    elif act == 7:
        program.editions.all().delete()
    elif act == 8:
        program.themes.set(Theme.objects.order_by("pk")[: random.randrange(3)])
    elif act == 9:
        change(program, publication="published")
        change(figure, publication="published")


@pytest.mark.parametrize("seed", range(25))
def test_the_log_tells_what_somebody_saw_who_looked_after_every_change(seed):
    chance = random.Random(seed)  # noqa: S311 (no secret)
    with recording(by="form"):
        program = make_program(publication=chance.choice(["draft", "published"]))
        figure = make_figure(program=program, publication=chance.choice(["draft", "published"]))
    observer = Observer(program, figure)
    for number in range(30):
        reason = chance.choice(["", f"Reason {number}."])
        with recording(reason=reason):
            for _ in range(chance.choice([1, 1, 1, 3])):
                something(chance, program, figure)
        observer.look(reason)
    log = [
        (one.act, one.model(pk=one.pk), one.before, one.after, one.reason) for one in Log()[0:1000]
    ]
    expected = observer.log()
    assert sorted(map(comparable, log), key=str) == sorted(map(comparable, expected), key=str)
    for row in (program, figure):
        of_row = [one for one in Log()[0:1000] if one.model is type(row)]
        if type(row).objects.published().filter(pk=row.pk):
            assert [one.key for one in log_of(row)] == [one.key for one in of_row]


def comparable(one):
    """Of a change the reason is that of the figure, its moment perhaps that of its program."""
    act, row, before, after, reason = one
    return act, type(row).__name__, row.pk, before, after, reason if act == "withdrawn" else ""


def test_the_second_computation_would_see_a_change_that_is_left_out():
    program = make_program()
    figure = make_figure(program=program)
    observer = Observer(program, figure)
    change(figure, value=11)
    observer.look("")
    [(act, row, _, _, _)] = observer.log()
    assert (act, row) == ("changed", Figure(pk=figure.pk))
    assert Program.objects.published().filter(pk=program.pk)
