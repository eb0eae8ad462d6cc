"""Two publishers decide on one proposal at the same moment: real threads on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from participants.models import Proposal
from participants.review import actions
from participants.review.refused import Refused
from tests.factories import make_person, make_program
from tests.proposing import proposed, stored

pytestmark = pytest.mark.usefixtures("committing")


def at_once(*acts):
    """What each of `acts` gives or refuses, all begun at the same moment."""
    together = Barrier(len(acts), timeout=60)

    def begun(act):
        together.wait()
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(begun, acts))


def test_of_two_who_approve_at_once_one_wins_and_the_other_is_told():
    anne = make_person("anne", keco="editor")
    publishers = [make_person(keco="publisher") for _ in range(2)]
    for number in range(10):
        program = make_program()
        proposal = proposed(program, anne, name_en=f"New {number}")

        def approve(person, proposal=proposal):
            mine = Proposal.objects.get(pk=proposal.pk)
            return actions.approve(proposal=mine, person=person, reason=f"By {person}.")

        found = at_once(*(lambda person=person: approve(person) for person in publishers))
        [won] = [one for one in found if isinstance(one, Proposal)]
        [lost] = [one for one in found if isinstance(one, Refused)]
        assert lost.messages == ["It is decided already: approved."]
        proposal.refresh_from_db()
        assert (proposal.decided_by, proposal.reason) == (won.decided_by, f"By {won.decided_by}.")
        assert stored(program).name_en == f"New {number}"
        events = type(program).pgh_event_model.objects.filter(pgh_obj=program)
        assert events.filter(pgh_context__proposal=proposal.pk).count() == 1


def test_who_edits_while_another_approves_is_never_lost_and_never_unseen():
    anne, bora = make_person(keco="editor"), make_person(keco="publisher")
    for number in range(10):
        program = make_program()
        proposal = proposed(program, anne, name_en="New")
        seen = actions.digest(proposal, program)

        def approve(proposal=proposal, seen=seen):
            return actions.approve(proposal=proposal, person=bora, reason="Because.", seen=seen)

        def edit(program=program, number=number):
            return proposed(program, anne, name_en=f"Newer {number}")

        approved, edited = at_once(approve, edit)
        waiting = Proposal.objects.waiting().get(program=program)
        after = waiting.after["programs.program"][str(program.pk)]
        assert after["name_en"] == f"Newer {number}"
        assert edited.pk == waiting.pk
        if isinstance(approved, Refused):
            assert stored(program).name_en not in ("New", f"Newer {number}")
        else:
            assert stored(program).name_en == "New"
