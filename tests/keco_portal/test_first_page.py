"""The first page of the desk: what waits for whom, each number with the list of just these rows."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from institutes.history import recording
from institutes.models import Institute
from participants.models import Figure, Proposal, Question
from participants.review.actions import refuse
from programs.models import Program, Source
from tests import pages
from tests.factories import (
    make_administrator,
    make_figure,
    make_measure,
    make_person,
    make_program,
    make_question,
    make_source,
)
from tests.proposing import proposed

pytestmark = pytest.mark.django_db
HOME = "/admin/"
KNOWN = {"publisher": "The ministry", "url": "https://example.org/", "title_ko": "문서"}


def items(client, person):
    """What waits for `person`: {(list, key): (number, address)}."""
    client.force_login(person)
    found = {}
    for link in pages.parsed(client.get(HOME)).cssselect(".waiting a"):
        address = link.get("href")
        name = address.split("/")[3]
        key = address.partition("waiting=")[2].partition("&")[0]
        found[name, key] = (int(link.cssselect("b")[0].text), address)
    return found


def numbers(client, person):
    return {sort: number for sort, (number, _address) in items(client, person).items()}


def listed(client, address):
    """The rows of the list at `address`."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(answer.context["cl"].queryset)


@pytest.fixture(autouse=True)
def _the_seed_is_in_order():
    """All that the seed leaves open, closed; a test opens what it is about."""
    today = timezone.localdate()
    Program.objects.update(last_confirmed_on=today, state="not-stated")
    Figure.objects.update(last_confirmed_on=today)
    Source.objects.update(**KNOWN)


@pytest.fixture
def keco():
    return Institute.objects.get(code="keco")


def in_order(**given):
    """What a program or a figure needs for nothing to wait in it."""
    return {"last_confirmed_on": timezone.localdate(), "source": make_source(**KNOWN)} | given


def one_of_each(keco, person):
    """A row for each sort of what waits in the institute; `person` wrote the drafts."""
    of_keco = in_order(institute=keco, name_ko="이름")
    with recording(user=person.pk):
        make_program(publication="draft", **of_keco)
    make_program(state="ended", **of_keco)
    make_program(**of_keco | {"source": make_source(title_ko="문서")})
    make_program(**of_keco | {"name_ko": ""})
    make_program(**of_keco | {"last_confirmed_on": None})
    home = make_program(**of_keco)
    year = {"kind": "annual", "period_start": "2013", "period_end": "2013"}
    whole = make_figure(program=home, value=1, **in_order(), **year)
    part = make_measure(part_of=whole.measure, name_ko="일부")
    make_figure(program=home, measure=part, value=2, **in_order(), **year)
    make_figure(program=home, **in_order(note="In words."))
    make_figure(program=home, **in_order(last_confirmed_on=datetime.date(2020, 1, 1)))
    with recording(user=person.pk):
        make_figure(program=home, publication="draft", **in_order())


OF_EDITORS = {
    *(("program", "drafts"), ("program", "contradiction"), ("program", "lost-source")),
    *(("program", "korean"), ("figure", "drafts"), ("figure", "parts"), ("figure", "korean")),
}
OF_PUBLISHERS = OF_EDITORS | {("program", "unconfirmed"), ("figure", "unconfirmed")}


@pytest.mark.parametrize(
    ("role", "sorts"), [("viewer", set()), ("editor", OF_EDITORS), ("publisher", OF_PUBLISHERS)]
)
def test_what_waits_is_what_the_role_can_do(client, keco, role, sorts):
    person = make_person(keco=role)
    one_of_each(keco, person)
    assert sorts <= set(numbers(client, person))
    assert bool(numbers(client, person)) is bool(sorts)
    assert set(numbers(client, make_person(nier=role))) == set()


def test_each_number_is_that_of_the_rows_in_its_list(client, keco):
    for person in (make_person(keco="publisher", nier="viewer"), make_administrator()):
        one_of_each(keco, person)
        found = items(client, person)
        assert found.keys() >= OF_PUBLISHERS
        for number, address in found.values():
            assert len(listed(client, address)) == number, address


def test_the_list_holds_exactly_the_rows_that_wait(client, keco):
    person = make_person(keco="publisher")
    program = make_program(institute=keco, **in_order(name_ko="이름", last_confirmed_on=None))
    nier = Institute.objects.get(code="nier")
    make_program(institute=nier, **in_order(last_confirmed_on=None))
    [(number, address)] = items(client, person).values()
    assert number == 1
    assert listed(client, address) == [program]


def test_drafts_of_others_do_not_wait_for_me(client, keco):
    me, other = make_person(keco="editor"), make_person(keco="editor")
    with recording(user=other.pk):
        make_program(institute=keco, publication="draft", **in_order(name_ko="이름"))
    assert numbers(client, me) == {}
    assert numbers(client, other) == {("program", "drafts"): 1}


def test_a_proposal_waits_for_those_who_did_not_write_it_then_for_who_did(client, keco):
    writer, reviewer = make_person(keco="publisher"), make_person(keco="publisher")
    program = make_program(institute=keco, **in_order(name_ko="이름"))
    proposal = proposed(program, writer, name_en="Another name")
    assert numbers(client, writer) == {("proposal", "proposed"): 1}
    found = items(client, reviewer)
    assert found.keys() == {("proposal", "decide")}
    assert listed(client, found["proposal", "decide"][1]) == [proposal]
    assert numbers(client, make_person(keco="editor")) == {}
    refuse(proposal=proposal, person=reviewer, reason="The old one is printed.")
    assert numbers(client, reviewer) == {}
    found = items(client, writer)
    assert found.keys() == {("proposal", "sent-back")}
    assert listed(client, found["proposal", "sent-back"][1]) == [proposal]
    proposed(program, writer, name_en="A better name")
    assert numbers(client, writer) == {("proposal", "proposed"): 1}


def test_what_was_refused_long_ago_is_let_go(client, keco):
    writer, reviewer = make_person(keco="editor"), make_person(keco="publisher")
    proposal = proposed(
        make_program(institute=keco, **in_order(name_ko="이름")), writer, name_en="Another"
    )
    refuse(proposal=proposal, person=reviewer, reason="No.")
    long_ago = timezone.now() - datetime.timedelta(days=91)
    Proposal.objects.update(proposed_at=long_ago, decided_at=long_ago)
    assert numbers(client, writer) == {}


def test_a_question_waits_for_an_answer_and_then_for_another_publisher(client, keco):
    first, second = make_person(keco="publisher"), make_person(keco="publisher")
    program = make_program(institute=keco, **in_order(name_ko="이름"))
    question = make_question(figure=make_figure(program=program, **in_order()))
    found = items(client, make_person(keco="editor"))
    assert found.keys() == {("question", "unanswered")}
    assert listed(client, found["question", "unanswered"][1]) == [question]
    Question.objects.update(progress="answered", answer="It is right.", answered_by=first)
    assert numbers(client, first) == {}
    found = items(client, second)
    assert found.keys() == {("question", "answered")}
    assert listed(client, found["question", "answered"][1]) == [question]


def test_what_the_shared_lists_lack_waits_for_administrators(client):
    source = Source.objects.first()
    Source.objects.update(publisher="", title_ko="")
    assert numbers(client, make_person(keco="publisher")) == {}
    found = items(client, make_administrator())
    assert found["source", "incomplete"][0] == found["source", "korean"][0] == 1
    assert listed(client, found["source", "incomplete"][1]) == [source]


def test_where_nothing_waits_that_is_said(client):
    client.force_login(make_person(keco="editor"))
    page = client.get(HOME).content.decode()
    assert "Nothing waits for you" in page
    assert "Programs of KECO" in page
    assert "Programs of NIER" not in page


def test_a_sort_that_nobody_knows_is_refused(admin_client):
    assert admin_client.get("/admin/programs/program/?waiting=nonsense").status_code == 400


def test_a_sort_of_another_role_is_refused(client):
    client.force_login(make_person(keco="editor"))
    assert client.get("/admin/programs/program/?waiting=drafts").status_code == 200
    assert client.get("/admin/programs/program/?waiting=unconfirmed").status_code == 400


@pytest.mark.parametrize(("who", "most"), [("editor", 8), ("administrator", 8)])
def test_the_page_asks_little_however_much_waits(client, keco, who, most):
    person = make_person(keco=who) if who == "editor" else make_administrator()
    client.force_login(person)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HOME).status_code == 200
        return len(queries)

    before = asked()
    one_of_each(keco, person)
    assert asked() == before <= most
