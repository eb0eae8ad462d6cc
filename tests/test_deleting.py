"""Drafts that were never public can be deleted; what was public once stays, or is withdrawn."""

import pytest

from participants.models import Figure, Proposal
from participants.review.actions import submit, take_back
from programs.models import Program
from tests.desks import address
from tests.factories import make_administrator, make_figure, make_person, make_program

pytestmark = pytest.mark.django_db

MAKE = {Program: make_program, Figure: make_figure}
BOTH = pytest.mark.parametrize("model", [Program, Figure])


@pytest.fixture(params=["editor", "publisher", "administrator"])
def writer(client, request):
    if request.param == "administrator":
        person = make_administrator()
    else:
        person = make_person(keco=request.param)
    client.force_login(person)
    return client


def delete(client, row):
    return client.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code


@BOTH
def test_a_draft_is_deleted(writer, model):
    row = MAKE[model](publication="draft")
    assert delete(writer, row) == 302
    assert not model.objects.filter(pk=row.pk).exists()


@BOTH
@pytest.mark.parametrize("publication", ["review", "published", "withdrawn"])
def test_what_is_on_its_way_public_or_withdrawn_is_not(writer, model, publication):
    row = MAKE[model](publication=publication)
    assert delete(writer, row) == 403
    assert model.objects.filter(pk=row.pk).exists()


@BOTH
def test_a_draft_that_was_public_once_is_not(writer, model):
    row = MAKE[model]()
    model.objects.filter(pk=row.pk).update(publication="draft")
    assert delete(writer, row) == 403


@BOTH
def test_one_that_stays_keeps_all_that_were_chosen(writer, model):
    draft, public = MAKE[model](publication="draft"), MAKE[model]()
    data = {"action": "delete_selected", "_selected_action": [draft.pk, public.pk], "post": "yes"}
    answer = writer.post(address(model, "changelist"), data, follow=True)
    assert "Only drafts that were never public are deleted" in answer.content.decode()
    assert model.objects.filter(pk__in=[draft.pk, public.pk]).count() == 2


def test_a_draft_goes_with_the_proposal_that_was_taken_back(client):
    person, program = make_person(keco="editor"), make_program(publication="draft")
    take_back(proposal=submit(row=program, person=person), person=person)
    client.force_login(person)
    assert delete(client, program) == 302
    assert not Proposal.objects.exists()


def test_a_program_with_figures_says_that_they_keep_it(client):
    client.force_login(make_person(keco="editor"))
    program = make_program(publication="draft")
    make_figure(program=program, publication="draft")
    page = client.get(address(Program, "delete", program.pk))
    assert page.context["protected"]
    assert delete(client, program) == 200
    assert Program.objects.filter(pk=program.pk).exists()
