"""The preview: the real page before it is public, for staff of the institute only."""

import pytest
from django.conf import settings
from django.urls import reverse

from participants.models import Proposal
from participants.review import actions
from tests import pages
from tests.factories import make_edition, make_figure, make_person, make_program
from tests.proposing import proposed, stored

pytestmark = pytest.mark.django_db


def preview_of(row):
    opts = row._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_preview", args=[row.pk])


def main_part(response):
    [part] = pages.parsed(response).cssselect("main")
    return pages.text_of(part)


@pytest.fixture
def annes(client, anne):
    client.force_login(anne)
    return client


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("make", [make_program, make_figure])
def test_a_preview_is_what_the_public_gets_afterwards(annes, bora, anne, make, language):
    row = make(publication="draft")
    if make is make_program:
        make_edition(program=row, title="The first")
    before = annes.get(preview_of(row) + f"?language={language}")
    actions.approve(proposal=actions.submit(row=row, person=anne), person=bora)
    prefix = "/ko" if language == "ko" else ""
    address = prefix + row.get_absolute_url().removeprefix("/ko")
    after = annes.get(address)
    assert (before.status_code, after.status_code) == (200, 200)
    host = "http://testserver" + preview_of(row)
    assert main_part(before).replace(host, "") == main_part(after)
    assert pages.parsed(before).get("lang") == language


def test_a_preview_shows_the_change_that_waits_and_the_public_page_does_not(annes, anne):
    program = make_program(name_en="The old name")
    proposed(program, anne, name_en="The new name")
    assert "The new name" in main_part(annes.get(preview_of(program)))
    assert "The new name" not in main_part(annes.get(program.get_absolute_url()))


def test_a_preview_of_a_figure_shows_it_though_its_program_is_a_draft(annes):
    figure = make_figure(program=make_program(publication="draft"), publication="draft")
    assert "10 people" in main_part(annes.get(preview_of(figure)))
    assert stored(figure.program).publication == "draft"


def test_a_preview_says_that_it_is_one_and_is_kept_by_nobody(annes):
    program = make_program(publication="draft")
    answer = annes.get(preview_of(program))
    page = pages.parsed(answer)
    assert "Preview: this is not public." in pages.text_of(page.cssselect(".preview")[0])
    assert page.cssselect("meta[name=robots]")[0].get("content") == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert not page.cssselect("form.satisfaction, .satisfaction form")


def test_a_preview_is_in_the_language_of_the_desk_until_another_is_asked_for(annes):
    page = preview_of(make_program(publication="draft"))

    def language(query=""):
        return pages.parsed(annes.get(page + query)).get("lang")

    assert [language(query) for query in ("", "?language=ko", "?language=x")] == ["en", "ko", "en"]
    annes.cookies[settings.LANGUAGE_COOKIE_NAME] = "ko"
    assert [language(query) for query in ("", "?language=en", "?language=x")] == ["ko", "en", "ko"]


def test_a_preview_leaves_no_trace(annes):
    program = make_program(publication="draft")
    events = type(program).pgh_event_model.objects.count()
    annes.get(preview_of(program))
    assert stored(program).publication == "draft"
    assert type(program).pgh_event_model.objects.count() == events
    assert not Proposal.objects.exists()
    assert annes.get(program.get_absolute_url()).status_code == 404


def test_a_row_that_could_not_be_published_says_why_in_its_form(annes):
    figure = make_figure()
    again = make_figure(program=figure.program, measure=figure.measure, publication="withdrawn")
    answer = annes.get(preview_of(again), follow=True)
    assert "This figure stands here already." in answer.content.decode()


def test_a_preview_is_for_the_staff_of_its_institute_only(client, anne):
    page = preview_of(make_program(publication="draft"))
    assert client.get(page).status_code == 302
    client.force_login(make_person(nier="publisher"))
    assert client.get(page).status_code == 404
    client.force_login(make_person(keco="viewer"))
    assert client.get(page).status_code == 200
