"""Hostile files: how soon each is refused, beside the largest good workbook that is read.

The files are those of the tests.
"""

from dataclasses import dataclass

from django.core.management.base import CommandError

from keco_portal.bench.report import in_columns, verdict
from tests.hostile import HOSTILE, largest, read_alone

SECONDS_AT_MOST, MEMORY_AT_MOST = 1, 150  # of the processor, MB


@dataclass
class Read:
    """A file, the seconds of the processor and the MB that reading it took, and its reference."""

    name: str
    seconds: float
    memory: float | None
    reference: float  # seconds of the largest good workbook, read just before

    @property
    def ratio(self):
        return self.seconds / self.reference


def measure_hostile(bar):
    """[Read] of every hostile file. Raises CommandError where one is not refused as it should."""
    good, found = largest(), []
    for name, (make, words) in bar(HOSTILE.items(), len(HOSTILE), "hostile files"):
        reference = read_alone(good).seconds
        outcome = read_alone(make())
        if not outcome.said.startswith("refused: ") or words not in outcome.said:
            raise CommandError(f"{name}: {outcome.said}")
        found.append(Read(name, outcome.seconds, outcome.megabytes, reference))
    return found


def hostile_table(found):
    """The lines on hostile files, the slowest first."""
    rows = [("file", "s", "× largest good", "more MB")]
    rows += [
        (one.name, f"{one.seconds:.2f}", f"{one.ratio:.2f}", megabytes(one))
        for one in sorted(found, key=lambda one: one.seconds, reverse=True)
    ]
    return ["", "Hostile files until they are refused, seconds of the processor", *in_columns(rows)]


def megabytes(one):
    return "?" if one.memory is None else f"{one.memory:.0f}"


def hostile_verdict(found):
    """[(met, sentence)] of the slowest and of the largest refusal."""
    slowest = max(found, key=lambda one: one.seconds)
    widest = max(found, key=lambda one: one.memory or 0)
    return [
        verdict(f"The slowest refusal, {slowest.name}", slowest.seconds, SECONDS_AT_MOST, "s"),
        verdict(f"Most memory for a refusal, {widest.name}", widest.memory, MEMORY_AT_MOST, "MB"),
    ]
