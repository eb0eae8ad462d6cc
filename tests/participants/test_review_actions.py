"""From draft to public, step by step: who may take which, and what the database holds after it."""

import pytest
from django.core.exceptions import PermissionDenied

from institutes.history.content import content_of
from participants.models import Figure, Proposal
from participants.review import actions
from participants.review.refused import Refused
from participants.review.working import brought_up, working_copy
from programs.models import Country, Program
from tests.factories import (
    make_edition,
    make_figure,
    make_person,
    make_program,
)
from tests.proposing import proposed, stored

pytestmark = pytest.mark.django_db


def act_of(row):
    """The context of the last event of `row`."""
    return type(row).pgh_event_model.objects.filter(pgh_obj=row).latest("pgh_id").pgh_context


def test_a_draft_goes_by_review_to_the_public(anne, bora):
    program = make_program(publication="draft")
    proposal = actions.submit(row=program, person=anne, message="It is complete.")
    assert stored(program).publication == "review"
    assert act_of(program)["act"] == "submit"
    decided = actions.approve(proposal=proposal, person=bora)
    assert (decided.decision, decided.decided_by) == ("approved", bora)
    assert stored(program).publication == "published"
    assert act_of(program) | {"name": ""} == {
        "user": bora.pk, "name": "", "act": "publish", "proposal": proposal.pk,
        "reason": "", "reason_ko": "",
    }  # fmt: skip


def test_nothing_public_changes_before_a_change_is_approved(anne, bora):
    program = make_program(name_en="Old")
    proposal = proposed(program, anne, name_en="New")
    assert stored(program).name_en == "Old"
    assert (proposal.act, proposal.authors) == ("change", [anne.pk])
    actions.approve(proposal=proposal, person=bora, reason="It was renamed.", reason_ko="개명")
    assert stored(program).name_en == "New"
    said = act_of(program)
    assert (said["act"], said["reason"], said["reason_ko"]) == ("change", "It was renamed.", "개명")
    assert said["proposal"] == proposal.pk


def test_all_events_of_an_approval_hold_its_reason(anne, bora):
    program = make_program()
    with working_copy(program):
        edition = make_edition(program=program, title="New")
        content = content_of(program)
    proposal = actions.propose_change(row=program, content=content, person=anne)
    actions.approve(proposal=proposal, person=bora, reason="It took place.")
    assert program.editions.get().pk == edition.pk
    assert act_of(edition)["reason"] == "It took place."


@pytest.mark.parametrize("make", [make_program, make_figure])
def test_what_is_withdrawn_can_be_published_again(anne, bora, make):
    row = make()
    proposal = actions.propose_withdrawal(row=row, person=anne, reason="It is wrong.")
    assert stored(row).publication == "published"
    actions.approve(proposal=proposal, person=bora)
    assert stored(row).publication == "withdrawn"
    assert (act_of(row)["act"], act_of(row)["reason"]) == ("withdraw", "It is wrong.")
    again = actions.submit(row=row, person=anne)
    assert (again.act, stored(row).publication) == ("publish", "withdrawn")
    actions.approve(proposal=again, person=bora)
    assert stored(row).publication == "published"


def test_a_change_of_nothing_is_no_proposal_and_what_is_undone_is_taken_back(anne):
    program = make_program(name_en="Old")
    assert proposed(program, anne) is None
    first = proposed(program, anne, name_en="New")
    assert proposed(program, anne) == first
    first.refresh_from_db()
    assert first.decision == "taken-back"


def test_a_change_of_what_is_no_longer_public_must_be_renewed(anne, bora):
    program = make_program(name_en="Old", name_ko="", sector="")
    proposal = proposed(program, anne, name_en="New")
    Program.objects.filter(pk=program.pk).update(name_ko="옛 이름")
    with pytest.raises(Refused, match="up to date"):
        actions.approve(proposal=proposal, person=bora, reason="Because.")
    renewed = actions.renew(proposal=proposal, person=bora)
    assert renewed.authors == [anne.pk]
    actions.approve(proposal=renewed, person=bora, reason="Because.")
    assert (stored(program).name_en, stored(program).name_ko) == ("New", "옛 이름")


def test_bringing_up_to_date_keeps_what_is_changed_and_takes_the_rest_as_it_is_now():
    before = {"a": {"1": {"x": 1, "y": 1}, "2": {"x": 1}, "3": {"x": 1}, "5": {"x": 1}}}
    after = {"a": {"1": {"x": 2, "y": 1}, "3": {"x": 2}, "4": {"x": 1}, "5": {"x": 1}}}
    now = {"a": {"1": {"x": 3, "y": 3}, "2": {"x": 2}}, "b": {"7": {"x": 1}}}
    assert brought_up(before, after, now) == {
        "a": {"1": {"x": 2, "y": 3}, "3": {"x": 2}, "4": {"x": 1}},
        "b": {"7": {"x": 1}},
    }


def test_what_was_edited_after_the_reviewer_looked_is_refused(anne, bora):
    program = make_program(publication="draft")
    proposal = actions.submit(row=program, person=anne)
    seen = actions.digest(proposal, program)
    make_edition(program=program)
    with pytest.raises(Refused, match="after you looked"):
        actions.approve(proposal=proposal, person=bora, seen=seen)
    actions.approve(proposal=proposal, person=bora, seen=actions.digest(proposal, program))


def test_what_is_decided_stays_decided(anne, bora):
    proposal = proposed(make_program(), anne, name_en="New")
    actions.refuse(proposal=proposal, person=bora, reason="No.")
    for act in (
        lambda: actions.approve(proposal=proposal, person=bora, reason="Yes."),
        lambda: actions.refuse(proposal=proposal, person=bora, reason="No."),
        lambda: actions.take_back(proposal=proposal, person=anne),
    ):
        with pytest.raises(Refused, match="decided already: refused"):
            act()


def test_what_is_refused_or_taken_back_is_a_draft_again(anne, bora):
    program = make_program(publication="draft")
    actions.refuse(
        proposal=actions.submit(row=program, person=anne), person=bora, reason="Not yet."
    )
    assert stored(program).publication == "draft"
    actions.take_back(proposal=actions.submit(row=program, person=anne), person=anne)
    assert stored(program).publication == "draft"


def test_only_an_author_takes_back(anne, bora):
    proposal = proposed(make_program(), anne, name_en="New")
    with pytest.raises(Refused, match="Only who wrote"):
        actions.take_back(proposal=proposal, person=bora)


@pytest.mark.parametrize("words", ["", "  \n"])
def test_reasons_are_asked_for(anne, bora, words):
    program = make_program()
    with pytest.raises(Refused, match="Give the reason"):
        actions.propose_withdrawal(row=program, person=anne, reason=words)
    proposal = proposed(program, anne, name_en="New")
    with pytest.raises(Refused, match="Give the public the reason"):
        actions.approve(proposal=proposal, person=bora, reason=words)
    with pytest.raises(Refused, match="Say why"):
        actions.refuse(proposal=proposal, person=bora, reason=words)


def test_one_thing_waits_at_a_time(anne):
    program = make_program()
    actions.propose_withdrawal(row=program, person=anne, reason="Wrong.")
    with pytest.raises(Refused, match="waits to be withdrawn"):
        proposed(program, anne, name_en="New")
    draft = make_program(publication="draft")
    actions.submit(row=draft, person=anne)
    with pytest.raises(Refused, match="waits for its review already"):
        actions.submit(row=draft, person=anne)
    with pytest.raises(Refused, match="not public"):
        actions.propose_withdrawal(row=draft, person=anne, reason="Wrong.")
    with pytest.raises(Refused, match="needs no proposal"):
        proposed(draft, anne, name_en="New")


def test_a_program_that_waits_does_not_block_its_figures(anne, bora):
    program = make_program(publication="draft")
    figure = make_figure(program=program, publication="draft")
    actions.submit(row=program, person=anne)
    actions.approve(proposal=actions.submit(row=figure, person=anne), person=bora)
    assert stored(figure).publication == "published"
    assert not Figure.objects.published().filter(pk=figure.pk).exists()


def test_each_step_needs_its_role_in_the_institute(anne, bora):
    viewer, other = make_person(keco="viewer"), make_person(nier="publisher")
    program, draft = make_program(), make_program(publication="draft")
    proposal = proposed(make_program(), anne, name_en="New")
    for person in (viewer, other, make_person()):
        for act in (
            lambda person=person: proposed(program, person, name_en="New"),
            lambda person=person: actions.submit(row=draft, person=person),
            lambda person=person: actions.propose_withdrawal(
                row=program, person=person, reason="Wrong."
            ),
            lambda person=person: actions.take_back(proposal=proposal, person=person),
            lambda person=person: actions.renew(proposal=proposal, person=person),
        ):
            with pytest.raises(PermissionDenied):
                act()
    for person in (viewer, other, make_person(keco="editor")):
        with pytest.raises(PermissionDenied):
            actions.approve(proposal=proposal, person=person, reason="Yes.")
        with pytest.raises(PermissionDenied):
            actions.confirm(row=program, person=person)


def test_a_row_is_moved_only_by_who_has_the_role_on_both_sides(anne, bora):
    there = make_program(institute=Program.objects.get(slug="nier-eanet").institute)
    with pytest.raises(PermissionDenied):
        proposed(make_program(), anne, institute=there.institute_id)
    with pytest.raises(PermissionDenied):
        proposed(make_figure(), anne, program=there.pk)
    both = make_person(keco="editor", nier="editor")
    proposal = proposed(make_figure(), both, program=there.pk)
    with pytest.raises(PermissionDenied):
        actions.approve(proposal=proposal, person=bora, reason="It is theirs.")


def test_a_content_that_a_rule_does_not_allow_is_refused_in_the_words_of_the_rule(anne):
    figure = make_figure()
    with pytest.raises(Refused, match="A count is never negative"):
        proposed(figure, anne, value=-1)
    with pytest.raises(Refused, match="Program with this Slug already exists"):
        proposed(make_program(), anne, slug="nier-eanet")
    assert not Proposal.objects.exists()


def test_an_approval_that_no_longer_fits_is_refused_and_leaves_nothing(anne, bora):
    program = make_program()
    proposal = proposed(program, anne, slug="taken", name_en="New")
    make_program(slug="taken")
    with pytest.raises(Refused, match="Slug already exists"):
        actions.approve(proposal=proposal, person=bora, reason="Because.")
    assert stored(program).name_en != "New"
    proposal.refresh_from_db()
    assert proposal.decision == "waiting"


def test_the_working_copy_leaves_no_trace(anne):
    program = make_program(name_en="Old", countries=[Country.objects.get(iso3="CHN")])
    proposed(program, anne, name_en="New")
    before, events = content_of(program), Program.pgh_event_model.objects.count()
    with working_copy(program) as copy:
        copy.name_en = "Newer"
        copy.save()
        copy.program_countries.all().delete()
    assert content_of(program) == before
    assert Program.pgh_event_model.objects.count() == events


def test_confirming_changes_the_date_and_no_content(bora):
    figure = make_figure()
    before = content_of(figure)
    actions.confirm(row=figure, person=bora)
    assert stored(figure).last_confirmed_on is not None
    assert stored(figure).changed_at == figure.changed_at
    assert content_of(figure) == before
