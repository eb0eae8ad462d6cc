"""What staff do with a question: answer, publish, take out of the public pages, close, open again.

Editors of the institute answer; a publisher who wrote nothing of the answer publishes it.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutes.access import may
from institutes.models import Role
from participants.models.question import Progress, Question

ANSWER_IN = ("answer", "answer_ko")


@dataclass(frozen=True)
class Step:
    """What can be done to a question that is so far, by those who have the role."""

    name: str
    label: str
    role: Role
    progress: tuple


STEPS = [
    Step("publish", _("Publish question and answer"), Role.PUBLISHER, (Progress.ANSWERED,)),
    Step("take_out", _("Take out of the public pages"), Role.PUBLISHER, (Progress.PUBLISHED,)),
    Step(
        "close",
        _("Close without publishing an answer"),
        Role.EDITOR,
        (Progress.OPEN, Progress.ANSWERED),
    ),
    Step("reopen", _("Open again"), Role.EDITOR, (Progress.CLOSED,)),
]


def steps_of(question, person):
    """The Steps that `person` may take now."""
    institute = question.figure.program.institute_id
    return [
        step
        for step in STEPS
        if question.progress in step.progress
        and may(person, step.role, institute)
        and not (step.name == "publish" and person.pk in writers_of(question))
    ]


def writers_of(question):
    """The keys of all who wrote in the answer as it stands, by the history."""
    writers, before = set(), ("", "")
    for event in Question.pgh_event_model.objects.filter(pgh_obj=question.pk).order_by("pgh_id"):
        now = tuple(getattr(event, name) for name in ANSWER_IN)
        if not any(now):
            writers = set()
        elif now != before:
            writers.add((event.pgh_context or {}).get("user"))
        before = now
    return writers | {question.answered_by_id} - {None}


def take(step, question, person):
    """Bring `question` to where the Step leads; the caller stores it."""
    if step.name == "publish":
        question.progress = Progress.PUBLISHED
        question.published_by, question.published_at = person, timezone.now()
    elif step.name == "close":
        question.progress = Progress.CLOSED
    else:
        question.published_by = question.published_at = None
        question.progress = how_far(question)


def answered(question, person):
    """The answer of `question` was written by `person`; the caller stores it."""
    question.answered_by = person if has_answer(question) else None
    question.progress = how_far(question)


def how_far(question):
    return Progress.ANSWERED if has_answer(question) else Progress.OPEN


def has_answer(question):
    return any(getattr(question, name) for name in ANSWER_IN)
