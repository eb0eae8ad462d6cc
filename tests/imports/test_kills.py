"""Killing the worker or PostgreSQL at any moment of an import leaves nothing half done."""

import os
import random
import signal
import time
from dataclasses import dataclass, field

from tests.imports.killing import world
from tests.imports.rows import ROWS, file_of

TIMES = 10  # for each victim
WHILE_PREVIEWED = 3  # of these; the others while the rows are stored
PIECES = 4


def kill_worker(portal, run):
    os.kill(run.pid, signal.SIGKILL)


def stop_postgresql_at_once(portal, run):
    portal.kill_postgresql(signal.SIGQUIT)


def kill_postgresql(portal, run):
    portal.kill_postgresql(signal.SIGKILL)


@dataclass
class Killing:
    """`kill` comes `after` seconds of `step`; `working` is what PostgreSQL was doing then."""

    portal: object
    kill: object
    step: str
    after: float
    working: list = field(default_factory=list)

    def __call__(self, run, step):
        if step == self.step:
            time.sleep(self.after)
            self.working = self.portal.working()
            self.kill(self.portal, run)

    def __str__(self):
        doing = ", ".join(self.working) or "no transaction"
        return f"{self.kill.__name__}, {self.after:.2f} s after {self.step} began ({doing})"


def killings(portal, chance, seconds):
    """Ten of each victim, spread over an import: before, within and after its transactions."""
    for kills in ([kill_worker], [stop_postgresql_at_once, kill_postgresql]):
        for step, times in (("preview", WHILE_PREVIEWED), ("store", TIMES - WHILE_PREVIEWED)):
            for part in range(times):
                after = (part + chance.random()) / times * 1.1 * seconds[step]
                yield Killing(portal, kills[part % len(kills)], step, after)


def what_came(holds, before, after):
    return "nothing" if holds == before else "all" if holds == after else "a half"


def differences(before, after):
    """{table: (rows before, rows after)}, and what figures say, where these differ."""
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}


def test_of_twenty_kills_none_leaves_an_import_half_done(tmp_path):
    seed = os.environ.get("KILLS_SEED") or str(random.randrange(10**6))  # noqa: S311
    print(f"KILLS_SEED={seed}")
    file = file_of(ROWS)
    with world(tmp_path) as portal:
        before = portal.holds()
        portal.run("imports", files=[file])
        after = portal.holds()
        portal.begin()
        whole = portal.run("imports", files=[file])
        assert portal.holds() == after != before
        seconds = {
            "preview": whole.steps["store"] - whole.steps["preview"],
            "store": whole.ended - whole.steps["store"],
        }
        print(f"An import of {ROWS} rows: {seconds}, {differences(before, after)}")
        interrupted = 0
        for killing in killings(portal, random.Random(seed), seconds):  # noqa: S311
            portal.begin()
            run = portal.run("imports", at=killing, files=[file])
            portal.await_silence()
            holds = portal.holds()
            came = what_came(holds, before, after)
            print(f"{killing}: {came}")
            assert came != "a half", differences(before, holds)
            assert came == "all" or not run.answers
            assert portal.left_over() == {}
            interrupted += came == "nothing" and killing.step == "store" and killing.working != []
            again = portal.run("imports", files=[file])
            assert again.answers == [302], again.failed
            assert portal.holds() == after
        assert interrupted >= TIMES / 2
        assert what_came(in_pieces(portal), before, after) == "a half"


def in_pieces(portal):
    """What the portal holds when a file is imported in pieces, and the worker killed: a control."""
    size = ROWS // PIECES
    files = [file_of(size, start=number * size) for number in range(PIECES)]
    begun = []

    def kill(run, step):
        begun.append(step)
        if begun.count("store") == PIECES // 2:
            kill_worker(portal, run)

    portal.begin()
    portal.run("imports", at=kill, files=files)
    portal.await_silence()
    return portal.holds()
