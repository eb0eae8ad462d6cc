"""Addresses of what was public once: they lead on for ever, or say when and why it is gone."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from institutes.history import recording
from participants.models import Proposal
from programs.models import Program
from tests import pages
from tests.factories import make_figure, make_person, make_program
from tests.keco_portal.test_embed import may_be_framed
from tests.raw_sql import refusal, run

pytestmark = pytest.mark.django_db

REASON = "It was counted twice."
REASON_KO = "두 번 세었습니다."
GONE = "This is no longer here"


@pytest.fixture
def program():
    return make_program(slug="a", name_en="The secret name", summary_en="A secret summary")


@pytest.fixture
def figure(program):
    return make_figure(key="a-1", program=program, value=987654, note="A secret note")


def change(row, **fields):
    """Write past Django's forms, as an approved change would: row by row, each recorded."""
    type(row)._base_manager.filter(pk=row.pk).update(**fields)


def withdraw(row, reason=REASON, reason_ko=REASON_KO):
    """As a publisher approves it."""
    about = {"program" if isinstance(row, Program) else "figure": row}
    author = make_person()
    Proposal.objects.create(
        **about, act="withdraw", authors=[author.pk], proposed_by=author, decision="approved",
        decided_by=make_person(), decided_at=timezone.now(), reason=reason, reason_ko=reason_ko,
    )  # fmt: skip
    with recording(act="withdraw", reason=reason, reason_ko=reason_ko):
        change(row, publication="withdrawn")


def main_of(response):
    page = pages.parsed(response)
    return pages.text_of(page.cssselect("main")[0])


@pytest.mark.parametrize("which", ["program", "figure"])
def test_what_is_withdrawn_is_gone_and_says_when_and_why(client, request, program, figure, which):
    row = request.getfixturevalue(which)
    withdraw(row)
    english = client.get(row.get_absolute_url())
    korean = client.get(f"/ko{row.get_absolute_url()}")
    assert (english.status_code, korean.status_code) == (410, 410)
    day = timezone.now().astimezone(datetime.UTC)
    assert f"It was withdrawn on {day.day} {day:%B %Y}." in main_of(english)
    assert f"The reason: {REASON}" in main_of(english)
    assert REASON_KO in main_of(korean)
    for response in (english, korean):
        for trace in ("ecret", "987"):
            assert trace not in response.text


def test_a_reason_without_korean_is_marked_as_english(client, program):
    withdraw(program, reason_ko="")
    page = pages.parsed(client.get(f"/ko{program.get_absolute_url()}"))
    assert page.cssselect("main p span[lang=en]")[0].text == REASON


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_an_embed_of_what_is_withdrawn_says_so_in_its_frame(client, figure, prefix):
    withdraw(figure)
    response = client.get(f"{prefix}{figure.get_absolute_url()}?embed=1")
    assert response.status_code == 410
    assert may_be_framed(response)
    page = pages.parsed(response)
    assert not page.cssselect("header, form, nav")
    assert (REASON_KO if prefix else REASON) in main_of(response)
    assert "ecret" not in response.text


def test_a_figure_goes_with_its_program_and_says_so(client, program, figure):
    withdraw(program)
    response = client.get(figure.get_absolute_url())
    assert response.status_code == 410
    assert "The program that it belongs to was withdrawn on" in main_of(response)
    assert REASON in main_of(response)


def test_a_figure_that_was_withdrawn_by_itself_keeps_its_own_reason(client, program, figure):
    withdraw(figure, reason="The figure was wrong.")
    withdraw(program)
    assert "The figure was wrong." in main_of(client.get(figure.get_absolute_url()))


@pytest.mark.parametrize("publication", ["draft", "review", "withdrawn"])
def test_what_never_was_public_is_a_404(client, publication):
    never = make_program(publication="draft")
    withdrawn = make_figure(program=never, publication="published")
    change(never, publication=publication)
    change(withdrawn, publication=publication)
    for row in (never, withdrawn):
        assert client.get(row.get_absolute_url()).status_code == 404


def test_a_figure_published_only_when_its_program_was_gone_never_was_public(client, program):
    figure = make_figure(program=program, publication="draft")
    withdraw(program)
    change(figure, publication="published")
    assert client.get(figure.get_absolute_url()).status_code == 404


def test_a_reason_of_an_earlier_withdrawal_is_not_given_again(client, program):
    withdraw(program)
    change(program, publication="published")
    assert client.get(program.get_absolute_url()).status_code == 200
    change(program, publication="withdrawn")
    said = main_of(client.get(program.get_absolute_url()))
    assert "No reason was recorded." in said
    assert REASON not in said


def test_on_its_way_to_be_public_again_it_is_still_gone(client, program):
    withdraw(program)
    change(program, publication="review")
    assert REASON in main_of(client.get(program.get_absolute_url()))


def test_what_was_deleted_is_gone_too(client, figure):
    address = figure.get_absolute_url()
    figure.delete()
    response = client.get(address)
    assert response.status_code == 410
    assert "No reason was recorded." in main_of(response)


def test_nobody_is_asked_how_satisfied_they_are_with_what_is_gone(client, figure):
    withdraw(figure)
    assert "satisfaction" not in client.get(figure.get_absolute_url()).text.partition("<main")[2]
    assert client.get(f"/feedback/?page={figure.get_absolute_url()}").status_code == 400


@pytest.mark.parametrize("prefix", ["", "/ko"])
@pytest.mark.parametrize("query", ["", "?embed=1", "?utm_source=x&q=%ED%98%91%EB%A0%A5"])
def test_a_former_address_leads_to_the_present_one(client, program, figure, prefix, query):
    for key in ("b", "c"):
        change(program, slug=key)
        change(figure, key=f"{key}-1")
    for former in ("a", "b"):
        for path in ("/programs/{}/", "/figures/{}-1/"):
            response = client.get(f"{prefix}{path.format(former)}{query}")
            assert response.status_code == 301
            assert response["Location"] == f"{prefix}{path.format('c')}{query}"
            assert response["Cache-Control"] == "no-cache"
            assert client.get(response["Location"]).status_code == 200


def test_a_row_that_takes_back_its_former_key_is_there_again(client, program):
    change(program, slug="b")
    change(program, slug="a")
    assert client.get("/programs/a/").status_code == 200
    assert client.get("/programs/b/")["Location"] == "/programs/a/"


def test_a_former_key_of_a_draft_leads_nowhere(client):
    program = make_program(slug="before", publication="draft")
    change(program, slug="after")
    change(program, publication="published")
    assert client.get("/programs/before/").status_code == 404


def test_what_is_withdrawn_does_not_tell_the_key_it_got_since(client, program):
    withdraw(program)
    change(program, slug="not-public")
    response = client.get("/programs/a/")
    assert response.status_code == 410
    assert "not-public" not in response.text
    assert client.get("/programs/not-public/").status_code == 404


def test_a_former_address_costs_few_queries(client, django_assert_max_num_queries, figure):
    change(figure, key="b-1")
    with django_assert_max_num_queries(3):
        client.get("/figures/a-1/")
    withdraw(figure)
    with django_assert_max_num_queries(8):
        client.get("/figures/b-1/")


def test_a_key_that_was_public_once_is_refused_to_others_by_the_form(program, figure):
    change(program, slug="b")
    change(figure, key="b-1")
    for made, key in ((make_program(), "slug"), (make_figure(), "key")):
        setattr(made, key, "a" if key == "slug" else "a-1")
        with pytest.raises(ValidationError) as caught:
            made.full_clean()
        assert caught.value.message_dict == {
            key: ["Something else was public under this key once."]
        }
    program.slug, figure.key = "a", "a-1"
    program.full_clean()
    figure.full_clean()


def test_a_key_that_was_public_once_is_refused_to_others_by_the_database(program, figure):
    other_program, other_figure = make_program(), make_figure()
    change(program, slug="b")
    change(figure, key="b-1")
    sql = "UPDATE programs_program SET slug = 'a' WHERE id = %s"
    assert refusal(sql, [other_program.pk]) == "program_slug_is_never_used_again"
    assert run(sql, [program.pk]) == 1
    sql = "UPDATE participants_figure SET key = 'a-1' WHERE id = %s"
    assert refusal(sql, [other_figure.pk]) == "figure_key_is_never_used_again"
    assert run(sql, [figure.pk]) == 1


def test_also_after_its_row_was_deleted(figure):
    figure.delete()
    another = make_figure()
    another.key = "a-1"
    with pytest.raises(ValidationError, match="Something else was public"):
        another.full_clean()


def test_a_key_that_never_was_public_may_be_used(client):
    draft = make_program(slug="a-draft", publication="draft")
    change(draft, slug="another")
    assert make_program(slug="a-draft").pk
