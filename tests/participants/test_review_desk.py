"""The desk of reviews: what a person sees waiting, and what each of its buttons does."""

import pytest
from django.urls import reverse

from participants.review import actions
from programs.models import Program
from tests import pages
from tests.factories import make_figure, make_person, make_program
from tests.proposing import proposed, stored

pytestmark = pytest.mark.django_db

LIST = "/admin/participants/proposal/"


@pytest.fixture
def boras(client, bora):
    client.force_login(bora)
    return client


def page_of(proposal):
    return reverse("admin:participants_proposal_change", args=[proposal.pk])


def listed(client, query=""):
    answer = client.get(LIST + query)
    assert answer.status_code == 200
    return [proposal.pk for proposal in answer.context["cl"].result_list]


def buttons(page):
    found = pages.parsed(page).cssselect(".review .submit-row [type=submit]")
    return [button.get("name") for button in found]


def sent(client, proposal, button, **given):
    """The answer to `button` on the page of `proposal` as it stands, `given` typed in."""
    page = pages.parsed(client.get(page_of(proposal)))
    [seen] = page.cssselect("[name=seen]")
    data = {"seen": seen.get("value"), button: "1"} | given
    return client.post(page_of(proposal), data, follow=True)


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_what_waits_is_listed_the_oldest_first_and_the_rest_if_asked_for(boras, anne, bora):
    first, second, third = (
        proposed(make_program(), anne, name_en=f"New {number}") for number in range(3)
    )
    actions.refuse(proposal=second, person=bora, reason="No.")
    assert listed(boras) == [first.pk, third.pk]
    assert listed(boras, "?decision=refused") == [second.pk]
    assert listed(boras, "?decision=all") == [first.pk, second.pk, third.pk]
    assert listed(boras, "?act=publish") == []
    assert listed(boras, "?act=change") == [first.pk, third.pk]
    assert listed(boras, "?institute=keco") == [first.pk, third.pk]


def test_who_is_of_two_institutes_looks_at_one_of_them(client, anne):
    proposal = proposed(make_program(), anne, name_en="New")
    client.force_login(make_person(keco="publisher", nier="publisher"))
    assert listed(client) == listed(client, "?institute=keco") == [proposal.pk]
    assert listed(client, "?institute=nier") == []


def test_a_person_sees_what_waits_in_their_institutes_only(client, anne):
    proposal = proposed(make_program(), anne, name_en="New")
    client.force_login(make_person(nier="publisher"))
    assert listed(client) == []
    assert client.get(page_of(proposal)).status_code == 404
    assert client.post(page_of(proposal), {"approve": "1"}).status_code == 404


def test_the_page_of_a_change_says_who_what_and_what_follows_for_the_public(boras, anne):
    figure = make_figure(value=10)
    proposal = actions.propose_change(
        row=figure,
        content=proposed(figure, anne, value=12).after,
        person=anne,
        message="I looked again.",
    )
    page = boras.get(page_of(proposal)).content.decode()
    text = pages.text_of(pages.parsed(boras.get(page_of(proposal))).cssselect(".review")[0])
    assert "Written byanne" in text
    assert "I looked again." in text
    assert "<del>10</del>" in page
    assert "<ins>12</ins>" in page
    assert "10 people, cumulative" in text
    assert figure.get_absolute_url() in text
    assert "/figures.csv" in text


def test_a_publisher_approves_with_a_reason(boras, anne, bora):
    program = make_program()
    proposal = proposed(program, anne, name_en="New")
    assert "Give the public the reason" in sent(boras, proposal, "approve").content.decode()
    answer = sent(boras, proposal, "approve", reason="It was renamed.", reason_ko="개명")
    assert "It is approved" in said(answer)
    assert stored(program).name_en == "New"
    proposal.refresh_from_db()
    assert (proposal.decided_by, proposal.reason_ko) == (bora, "개명")


def test_a_publisher_refuses_with_a_reason(boras, anne):
    proposal = proposed(make_program(), anne, name_en="New")
    assert "Say why" in sent(boras, proposal, "refuse").content.decode()
    assert "It is refused" in said(sent(boras, proposal, "refuse", reason="No."))
    page = boras.get(page_of(proposal))
    assert buttons(page) == []
    assert "No." in page.content.decode()


def test_an_author_is_offered_to_take_it_back_and_nothing_else(client, anne, bora):
    proposal = proposed(make_program(), bora, name_en="New")
    client.force_login(bora)
    assert buttons(client.get(page_of(proposal))) == ["take_back"]
    answer = sent(client, proposal, "approve", reason="Because.")
    assert "Nobody approves what they wrote themselves." in answer.content.decode()
    assert "It is taken back" in said(sent(client, proposal, "take_back"))


def test_an_editor_and_a_viewer_only_look(client, anne):
    proposal = proposed(make_program(), anne, name_en="New")
    for role in ("editor", "viewer"):
        client.force_login(make_person(keco=role))
        assert buttons(client.get(page_of(proposal))) == []
        assert client.post(page_of(proposal), {"approve": "1"}).status_code == 403


def test_what_was_edited_after_the_page_was_opened_is_shown_again(boras, anne):
    program = make_program()
    proposal = proposed(program, anne, name_en="New")
    [seen] = pages.parsed(boras.get(page_of(proposal))).cssselect("[name=seen]")
    proposed(program, anne, name_en="Newer")
    data = {"seen": seen.get("value"), "approve": "1", "reason": "Because."}
    answer = boras.post(page_of(proposal), data)
    assert "It was edited after you looked at it." in answer.content.decode()
    assert stored(program).name_en != "Newer"
    sent(boras, proposal, "approve", reason="Because.")
    assert stored(program).name_en == "Newer"


def test_a_stale_change_is_compared_and_brought_up_to_date(boras, anne):
    program = make_program(name_en="Old", name_ko="")
    proposal = proposed(program, anne, name_en="New")
    Program.objects.filter(pk=program.pk).update(name_ko="옛 이름")
    page = boras.get(page_of(proposal))
    assert "What is public has changed since" in page.content.decode()
    assert "옛 이름" in page.content.decode()
    assert buttons(page) == ["refuse", "renew"]
    assert "It is brought up to date" in said(sent(boras, proposal, "renew"))
    sent(boras, proposal, "approve", reason="Because.")
    assert (stored(program).name_en, stored(program).name_ko) == ("New", "옛 이름")


def test_a_draft_is_read_whole_before_it_is_public(boras, anne):
    program = make_program(publication="draft", name_en="All new")
    page = boras.get(page_of(actions.submit(row=program, person=anne)))
    assert "<ins>All new</ins>" in page.content.decode()
    assert buttons(page) == ["approve", "refuse"]


def test_what_is_withdrawn_again_is_compared_with_what_was_public_last(boras, anne, bora):
    program = make_program(name_en="Was public")
    proposal = actions.propose_withdrawal(row=program, person=anne, reason="Wrong.")
    actions.approve(proposal=proposal, person=bora)
    Program.objects.filter(pk=program.pk).update(name_en="Is mended")
    page = pages.parsed(boras.get(page_of(actions.submit(row=program, person=anne))))
    [row] = page.cssselect(".differences tbody tr")
    assert pages.text_of(row) == "Name in English Was public Is mended"


def test_several_are_approved_for_one_reason_and_what_cannot_be_is_named(boras, anne, bora):
    programs = [make_program(name_en=f"Old {number}") for number in range(4)]
    good = [proposed(one, anne, name_en="New") for one in programs[:2]]
    mine = proposed(programs[2], bora, name_en="Mine")
    stale = proposed(programs[3], anne, name_en="New")
    Program.objects.filter(pk=programs[3].pk).update(name_ko="옛 이름")
    chosen = {
        "action": "approve_selected",
        "_selected_action": [one.pk for one in (*good, mine, stale)],
    }
    page = pages.parsed(boras.post(LIST, chosen))
    left_out = pages.text_of(page.cssselect(".stale")[0])
    assert "You wrote in it" in left_out
    assert "brought up to date first" in left_out
    form = page.cssselect(".review form")[0]
    data = {name: value for name, value in form.form_values() if name != "_selected_action"}
    data |= {"_selected_action": [one.pk for one in good], "confirmed": "1"}
    assert "This field is required" in boras.post(LIST, data).content.decode()
    answer = boras.post(LIST, data | {"reason": "They were renamed."}, follow=True)
    assert "2 are approved." in said(answer)
    assert [stored(one).name_en for one in programs] == ["New", "New", "Old 2", "Old 3"]


def test_an_editor_approves_nothing_by_the_list(client, anne):
    proposal = proposed(make_program(), anne, name_en="New")
    client.force_login(make_person(keco="editor"))
    chosen = {"action": "approve_selected", "_selected_action": [proposal.pk]}
    assert client.post(LIST, chosen).status_code == 403


def test_drafts_are_submitted_together(client, anne):
    drafts = [make_figure(publication="draft") for _ in range(2)]
    public = make_figure(key="is-public")
    client.force_login(anne)
    chosen = {
        "action": "submit_selected",
        "_selected_action": [one.pk for one in (*drafts, public)],
    }
    answer = client.post("/admin/participants/figure/", chosen, follow=True)
    assert "2 wait for review." in said(answer)
    assert "is-public" in said(answer)
    assert [stored(one).publication for one in drafts] == ["review", "review"]
