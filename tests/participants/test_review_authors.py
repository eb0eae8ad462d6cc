"""Nobody approves what they wrote: who counts as an author of what waits."""

import pytest

from institutes.history import recording
from participants.models import Proposal
from participants.review import actions
from participants.review.authors import writers_of
from participants.review.refused import Refused
from participants.review.working import working_copy
from programs.models import Program
from tests.factories import make_administrator, make_edition, make_person, make_program
from tests.proposing import content_with, proposed, stored

pytestmark = pytest.mark.django_db


def test_nobody_approves_their_own_not_even_an_administrator(bora):
    mighty = make_administrator()
    for person in (bora, mighty):
        for proposal in (
            actions.submit(row=make_program(publication="draft"), person=person),
            proposed(make_program(), person, name_en="New"),
            actions.propose_withdrawal(row=make_program(), person=person, reason="Wrong."),
        ):
            with pytest.raises(Refused, match="wrote themselves"):
                actions.approve(proposal=proposal, person=person, reason="Because.")
            with pytest.raises(Refused, match="take it back"):
                actions.refuse(proposal=proposal, person=person, reason="Because.")


def test_who_wrote_in_a_draft_is_an_author_by_the_history(anne, bora):
    program = make_program(publication="draft")
    with recording(user=bora.pk):
        make_edition(program=program)
    proposal = actions.submit(row=program, person=anne)
    assert proposal.authors == sorted([anne.pk, bora.pk])


def test_who_writes_in_what_is_in_review_does_not_approve_it(anne, bora):
    program = make_program(publication="draft")
    proposal = actions.submit(row=program, person=anne)
    with recording(user=bora.pk):
        program.editions.create(
            year=2014, title="New", source=program.source, source_locator="KECO, paragraph 1"
        )
    with pytest.raises(Refused, match="wrote themselves"):
        actions.approve(proposal=proposal, person=bora)


def test_who_decided_or_wrote_before_the_last_time_it_was_public_is_no_author(anne, bora):
    program = make_program(publication="draft")
    proposal = actions.submit(row=program, person=anne)
    actions.approve(proposal=proposal, person=bora)
    proposal = actions.propose_withdrawal(row=program, person=anne, reason="Wrong.")
    actions.approve(proposal=proposal, person=bora)
    assert writers_of(program) == set()
    dana = make_person("dana", keco="editor")
    with recording(user=dana.pk):
        Program.objects.filter(pk=program.pk).update(name_en="Mended")
    assert writers_of(program) == {dana.pk}


def test_each_who_edits_a_waiting_change_is_one_of_its_authors(anne, bora):
    program = make_program(name_en="Old", name_ko="")
    proposed(program, anne, name_en="New")
    with working_copy(program) as copy:
        content = content_with(copy, name_ko="새 이름")
    proposal = actions.propose_change(row=program, content=content, person=bora)
    assert proposal.authors == sorted([anne.pk, bora.pk])
    assert Proposal.objects.count() == 1
    with working_copy(program) as copy:
        assert (copy.name_en, copy.name_ko) == ("New", "새 이름")
    assert stored(program).name_en == "Old"


def test_saving_what_waits_already_makes_no_author(anne, bora):
    program = make_program()
    proposed(program, anne, name_en="New")
    assert proposed(program, bora, name_en="New").authors == [anne.pk]
