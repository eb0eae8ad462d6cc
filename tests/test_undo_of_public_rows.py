"""An import undone after others brought it to the public: the way back is proposed."""

import pytest
from django.urls import reverse

from institutes.history.content import content_of
from participants.imports.undoing import undo
from participants.models import Proposal
from participants.review.actions import approve, refuse, submit
from participants.review.refused import Refused
from programs.models import Program
from tests.factories import make_person, make_program
from tests.proposing import stored
from tests.test_undo_import import found, importing, proposed, slugs

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim():
    return make_person("kim", keco="editor")


@pytest.fixture
def draft():
    return make_program(slug="a-draft", name_en="As it was", publication="draft")


@pytest.fixture
def public():
    return make_program(slug="public", name_en="Public")


@pytest.fixture
def bora():
    return make_person("bora", keco="publisher")


def approved(proposal, person, reason="So it is."):
    return approve(proposal=proposal, person=person, reason=reason)


def test_of_what_was_approved_the_way_back_is_proposed(kim, bora, public):
    with importing(kim):
        proposal = proposed(kim, public, "Imported")
    approved(proposal, bora)
    dana = make_person("dana", keco="publisher")
    [step] = undo(found=found(kim), person=dana)
    assert str(step.label) == "its former content is proposed, for somebody else to approve"
    assert (stored(public).name_en, found(kim).is_undone) == ("Imported", True)
    back = Proposal.objects.waiting().get(program=public)
    assert (back.act, back.authors) == ("change", [dana.pk])
    assert back.message == "It undoes the import of “programs.csv”."
    with pytest.raises(Refused, match="nothing left"):
        undo(found=found(kim), person=kim)
    with pytest.raises(Refused, match="wrote themselves"):
        approved(back, dana)
    approved(back, bora)
    assert stored(public).name_en == "Public"
    with pytest.raises(Refused, match="nothing left"):
        undo(found=found(kim), person=kim)


def test_a_way_back_that_was_refused_can_be_proposed_again(kim, bora, public):
    with importing(kim):
        proposal = proposed(kim, public, "Imported")
    approved(proposal, bora)
    for _ in range(2):
        undo(found=found(kim), person=kim)
        refuse(proposal=Proposal.objects.waiting().get(), person=bora, reason="Not so fast.")


def test_what_was_changed_after_its_approval_is_named(kim, bora, public):
    with importing(kim):
        proposal = proposed(kim, public, "Imported")
    approved(proposal, bora)
    other = proposed(kim, public, "Another")
    with pytest.raises(Refused, match="Another proposal about it waits already"):
        undo(found=found(kim), person=kim)
    approved(other, bora)
    with pytest.raises(Refused, match="was changed again after that"):
        undo(found=found(kim), person=kim)
    assert stored(public).name_en == "Another"


def test_what_others_wrote_in_it_before_its_approval_is_not_undone_along(kim, bora, public):
    with importing(kim):
        proposed(kim, public, "Imported")
    proposal = proposed(make_person("lee", keco="editor"), public, "Imported, and more")
    approved(proposal, bora)
    with pytest.raises(Refused, match="together with what others wrote"):
        undo(found=found(kim), person=kim)


def test_of_what_it_made_and_is_public_the_withdrawal_is_proposed(kim, bora, draft):
    before = content_of(draft)
    with importing(kim):
        new = make_program(slug="new-one", publication="draft")
        Program.objects.filter(pk=draft.pk).update(name_en="As imported")
    for row in (new, draft):
        approve(proposal=submit(row=row, person=kim), person=bora)
    with pytest.raises(Refused, match="Give the reason"):
        undo(found=found(kim), person=kim)
    assert not Proposal.objects.waiting().exists()
    undo(found=found(kim), person=kim, reason="It was no program.")
    assert found(kim).is_undone
    withdrawal = Proposal.objects.waiting().get(program=new)
    assert (withdrawal.act, withdrawal.reason) == ("withdraw", "It was no program.")
    for proposal in Proposal.objects.waiting():
        approved(proposal, bora)
    assert stored(new).publication == "withdrawn"
    assert content_of(stored(draft)) == before
    with pytest.raises(Refused, match="nothing left"):
        undo(found=found(kim), person=kim)


def test_the_page_asks_for_the_reason_where_something_public_goes(client, kim, bora):
    with importing(kim):
        new = make_program(slug="new-one", publication="draft")
        make_program(slug="new-two", publication="draft")
    approve(proposal=submit(row=new, person=kim), person=bora)
    client.force_login(kim)
    address = reverse("admin:programs_program_undo", args=[found(kim).key])
    page = client.get(address).content.decode()
    assert "its withdrawal is proposed, for somebody else to approve" in page
    assert 'name="reason"' in page
    answer = client.post(address, {"reason": " "})
    assert answer.status_code == 409
    assert "Give the reason" in answer.content.decode()
    answer = client.post(address, {"reason": "It was no program."}, follow=True)
    assert "1 row is as it was. 1 waits for review." in answer.content.decode()
    assert slugs() == {"new-one"}
    assert client.get(new.get_absolute_url()).status_code == 200
