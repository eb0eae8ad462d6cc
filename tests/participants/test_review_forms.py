"""The forms of programs and figures: what they save, what they propose, and what they say."""

import json

import pytest
from django.urls import reverse

from institutes.history.content import content_of
from participants.models import Figure, Proposal
from participants.review import actions
from programs.models import Program
from tests import pages
from tests.desks import address, filled_in
from tests.factories import make_edition, make_figure, make_person, make_program
from tests.proposing import proposed, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def annes(client, anne):
    client.force_login(anne)
    return client


def sent(client, row, **changes):
    """The page that follows after `row` is saved with `changes`, by the button `button`."""
    model = type(row)
    data = filled_in(client, model, row) | {changes.pop("button", "_save"): "1"} | changes
    return client.post(address(model, "change", row.pk), data, follow=True)


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_draft_is_saved_as_it_is(annes):
    program = make_program(publication="draft")
    answer = sent(annes, program, name_en="New")
    assert stored(program).name_en == "New"
    assert stored(program).publication == "draft"
    assert "is saved as a draft" in said(answer)
    assert not Proposal.objects.exists()


def test_a_draft_is_saved_and_submitted_by_one_button(annes, anne):
    figure = make_figure(publication="draft")
    answer = sent(annes, figure, value="11", message="It is complete.", button="_submit")
    assert (stored(figure).value, stored(figure).publication) == (11, "review")
    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.message) == ("publish", "It is complete.")
    assert proposal.authors == [anne.pk]
    assert "waits for review by another person" in said(answer)


def test_who_edits_what_is_in_review_becomes_an_author_of_it(client, anne, bora):
    program = make_program(publication="draft")
    proposal = actions.submit(row=program, person=anne)
    client.force_login(bora)
    answer = sent(client, program, name_en="New")
    proposal.refresh_from_db()
    assert proposal.authors == sorted([anne.pk, bora.pk])
    assert stored(program).publication == "review"
    assert "by somebody else than you" in said(answer)


@pytest.mark.parametrize("make", [make_program, make_figure])
def test_what_is_saved_in_a_public_row_waits_and_the_public_sees_nothing_of_it(annes, anne, make):
    row = make()
    before, events = content_of(row), type(row).pgh_event_model.objects.count()
    answer = sent(annes, row, source_locator="KECO, paragraph 9", message="I looked again.")
    assert content_of(row) == before
    assert type(row).pgh_event_model.objects.count() == events
    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.before, proposal.message) == (
        "change", before, "I looked again.",
    )  # fmt: skip
    after = proposal.after[row._meta.label_lower][str(row.pk)]
    assert after["source_locator"] == "KECO, paragraph 9"
    assert "The public sees it as before" in said(answer)


def test_the_form_shows_and_edits_the_row_with_the_change_that_waits(annes, anne, bora):
    program = make_program(name_en="Old", name_ko="")
    edition = make_edition(program=program, title="The first")
    proposed(program, bora, name_en="New")
    page = annes.get(address(Program, "change", program.pk))
    assert page.context["adminform"].form["name_en"].value() == "New"
    assert "A change of it waits" in page.content.decode()
    answer = sent(annes, program, name_ko="새 이름", **{"editions-0-title": "The very first"})
    assert "waits for review" in said(answer)
    proposal = Proposal.objects.get()
    after = proposal.after["programs.program"][str(program.pk)]
    assert (after["name_en"], after["name_ko"]) == ("New", "새 이름")
    assert proposal.after["programs.edition"][str(edition.pk)]["title"] == "The very first"
    assert proposal.authors == sorted([anne.pk, bora.pk])
    assert stored(edition).title == "The first"


def test_a_row_added_in_a_change_is_edited_and_approved_under_the_same_key(annes, anne, bora):
    program = make_program()
    new = {
        "year": 2014, "title": "New", "state": "held", "source": program.source_id,
        "source_locator": "KECO, paragraph 1", "program": program.pk, "id": "",
    }  # fmt: skip
    sent(annes, program, **{"editions-TOTAL_FORMS": 1},
         **{f"editions-0-{name}": value for name, value in new.items()})  # fmt: skip
    [key] = Proposal.objects.get().after["programs.edition"]
    sent(annes, program, **{"editions-0-title": "Newer"})
    proposal = Proposal.objects.get()
    assert list(proposal.after["programs.edition"]) == [key]
    assert not program.editions.exists()
    actions.approve(proposal=proposal, person=bora, reason="It took place.")
    assert list(program.editions.values_list("pk", "title")) == [(int(key), "Newer")]


def test_saving_without_a_change_proposes_nothing(annes):
    for row in (make_program(), make_figure()):
        answer = sent(annes, row)
        assert "nothing was changed" in said(answer)
    assert not Proposal.objects.exists()


def test_a_change_that_is_undone_in_the_form_is_taken_back(annes, anne):
    program = make_program(name_en="Old")
    proposal = proposed(program, anne, name_en="New")
    answer = sent(annes, program, name_en="Old")
    proposal.refresh_from_db()
    assert proposal.decision == "taken-back"
    assert "is taken back" in said(answer)


def test_what_a_rule_does_not_allow_in_a_proposal_is_an_error_of_the_form(annes):
    figure = make_figure()
    answer = sent(annes, figure, value="-1")
    assert answer.status_code == 200
    assert "A count is never negative." in answer.content.decode()
    assert not Proposal.objects.exists()


def test_what_waits_to_be_withdrawn_is_not_changed_and_what_was_typed_stays(annes, anne):
    program = make_program()
    data = filled_in(annes, Program, program) | {"name_en": "Typed"}
    actions.propose_withdrawal(row=program, person=anne, reason="Wrong.")
    answer = annes.post(address(Program, "change", program.pk), data)
    page = answer.content.decode()
    assert "It waits to be withdrawn" in page
    assert 'value="Typed"' in page
    assert "Save as a proposal" not in page


def test_a_publication_is_no_field_and_cannot_be_sent(annes):
    program = make_program(publication="draft")
    form = annes.get(address(Program, "change", program.pk)).context["adminform"].form
    assert "publication" not in form.fields
    sent(annes, program, publication="published")
    assert stored(program).publication == "draft"


def test_what_is_added_or_saved_as_new_is_a_draft(annes):
    figure = make_figure(key="one", period_start="2013", period_end="2013")
    answer = sent(annes, figure, key="another", period_start="2012", period_end="2012",
                  button="_saveasnew")  # fmt: skip
    assert answer.status_code == 200
    assert Figure.objects.get(key="another").publication == "draft"
    assert stored(figure).period_start == "2013"
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("publication", "words", "buttons"),
    [
        ("draft", "Draft. Only staff sees it.", {"_save", "_submit", "_continue", "_saveasnew"}),
        ("published", "Public. What you save here waits", {"_save", "_continue", "_saveasnew"}),
        ("withdrawn", "Withdrawn.", {"_save", "_submit", "_continue", "_saveasnew"}),
    ],
)
def test_the_form_says_how_far_the_row_is_and_offers_what_is_next(
    annes, publication, words, buttons
):
    program = make_program(publication=publication)
    page = pages.parsed(annes.get(address(Program, "change", program.pk)))
    assert words in pages.text_of(page.cssselect(".status")[0])
    found = {button.get("name") for button in page.cssselect(".submit-row [type=submit]")}
    assert found == buttons


def test_a_figure_of_a_draft_says_that_it_stays_hidden(annes):
    figure = make_figure(program=make_program(publication="draft", name_en="The draft"))
    page = annes.get(address(Figure, "change", figure.pk)).content.decode()
    assert "Its program “The draft” is not public" in page


def test_the_withdrawal_of_a_row_asks_for_a_reason(annes):
    program = make_program()
    page = reverse("admin:programs_program_withdraw", args=[program.pk])
    assert "This field is required" in annes.post(page, {"reason": " "}).content.decode()
    answer = annes.post(page, {"reason": "It is wrong."}, follow=True)
    assert "is public until then" in said(answer)
    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.reason) == ("withdraw", "It is wrong.")
    again = annes.post(page, {"reason": "It is wrong."})
    assert "waits already" in again.content.decode()


def test_only_a_publisher_confirms_that_a_row_still_holds(client, anne, bora):
    program = make_program()
    page = reverse("admin:programs_program_confirm", args=[program.pk])
    client.force_login(anne)
    assert client.post(page).status_code == 403
    client.force_login(bora)
    assert client.get(page).status_code == 405
    client.post(page)
    assert stored(program).last_confirmed_on is not None


def test_a_page_of_a_program_lists_its_figures_and_adds_to_them(annes):
    program = make_program()
    figure = make_figure(program=program, publication="draft")
    page = pages.parsed(annes.get(address(Program, "change", program.pk)))
    [row] = page.cssselect("#figures tbody tr")
    assert figure.key in pages.text_of(row)
    [add] = page.cssselect("#figures .addlink")
    form = annes.get(add.get("href")).context["adminform"].form
    assert form["program"].value() == str(program.pk)


def test_a_viewer_is_offered_no_button(client):
    client.force_login(make_person(keco="viewer"))
    page = client.get(address(Program, "change", make_program().pk))
    assert not pages.parsed(page).cssselect(".submit-row [type=submit]")


@pytest.mark.parametrize("publication", ["draft", "published"])
def test_a_window_that_another_form_opened_closes_and_tells_that_form(annes, publication):
    program = make_program(publication=publication, name_en="Old")
    answer = sent(annes, program, name_en="New", _popup="1")
    [told] = pages.parsed(answer).cssselect("#django-admin-popup-response-constants")
    popup = json.loads(told.get("data-popup-response"))
    assert (popup["action"], popup["obj"]) == ("change", "New")
    assert stored(program).name_en == ("New" if publication == "draft" else "Old")
    assert Proposal.objects.waiting().exists() is (publication == "published")
