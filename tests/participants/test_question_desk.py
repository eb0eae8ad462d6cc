"""The staff of an institute see the questions about its figures, answer and publish them."""

import pytest
from django.contrib import admin
from django.test import Client

from participants.models import Figure, Question
from tests.desks import address, in_the_form
from tests.factories import make_administrator, make_person, make_question
from tests.pages import parsed

pytestmark = pytest.mark.django_db

LIST = address(Question, "changelist")


@pytest.fixture
def question():
    """About a figure of SLC."""
    return make_question(figure=Figure.objects.get(key="slc-visitors-2000"), text="Is it 400?")


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def editor():
    return signed_in(make_person("editor", slc="editor"))


@pytest.fixture
def publisher():
    return signed_in(make_person("publisher", slc="publisher"))


def send(client, question, button="_save", **given):
    """Fill the form in as it is shown to `client`, but for what is given, and press a button."""
    page = address(Question, "change", question.pk)
    data = dict(in_the_form(client.get(page)))
    return client.post(page, data | given | {button: "1"})


def buttons(client, question):
    page = parsed(client.get(address(Question, "change", question.pk)))
    return [one.get("name") for one in page.cssselect(".submit-row input[type=submit]")]


def so_far(question):
    question.refresh_from_db()
    names = [getattr(question, f"{act}_by") for act in ("answered", "published")]
    return question.progress, *(person and person.username for person in names)


def test_an_editor_answers_and_somebody_else_publishes(editor, publisher, question):
    assert buttons(editor, question) == ["_save", "_close"]
    assert (
        send(editor, question, answer="No.\r\nIt is 300.", answer_ko="아닙니다.").status_code == 302
    )
    assert so_far(question) == ("answered", "editor", None)
    assert question.answer == "No.\nIt is 300."
    assert buttons(editor, question) == ["_save", "_close"]
    assert buttons(publisher, question) == ["_save", "_publish", "_close"]
    assert send(publisher, question, "_publish").status_code == 302
    assert so_far(question) == ("published", "editor", "publisher")
    assert question.published_at
    assert question.answer == "No.\nIt is 300."


def test_nobody_publishes_what_they_wrote_in_themselves(editor, publisher, question):
    send(publisher, question, answer="No.")
    assert send(publisher, question, "_publish").status_code == 200
    send(editor, question, answer="No, it is 300.")
    assert so_far(question) == ("answered", "editor", None)
    answer = send(publisher, question, "_publish")
    assert answer.status_code == 200
    assert "That cannot be done with this question now, or not by you." in answer.text
    assert so_far(question) == ("answered", "editor", None)


def test_an_editor_publishes_nothing(editor, question):
    other = signed_in(make_person("other", slc="editor"))
    send(other, question, answer="No.")
    for button in ("_publish", "_take_out"):
        assert send(editor, question, button).status_code == 200
    assert so_far(question) == ("answered", "other", None)


def test_what_is_written_with_the_press_of_publish_is_not_published(editor, publisher, question):
    send(editor, question, answer="No.")
    answer = send(publisher, question, "_publish", answer="Yes.")
    assert "somebody else publishes it then" in answer.text
    assert dict(in_the_form(answer))["answer"] == "Yes."
    assert so_far(question) == ("answered", "editor", None)


def test_an_answer_that_was_changed_meanwhile_is_not_published(editor, publisher, question):
    send(editor, question, answer="No.")
    page = address(Question, "change", question.pk)
    shown = dict(in_the_form(publisher.get(page)))
    send(editor, question, answer="Never seen by the publisher.")
    assert publisher.post(page, shown | {"_publish": "1"}).status_code == 409
    assert so_far(question) == ("answered", "editor", None)


def test_what_is_public_is_changed_only_after_it_was_taken_out(editor, publisher, question):
    send(editor, question, answer="No.")
    send(publisher, question, "_publish")
    assert buttons(editor, question) == []
    assert buttons(publisher, question) == ["_take_out"]
    send(editor, question, answer="Changed")
    assert Question.objects.get(pk=question.pk).answer == "No."
    assert send(publisher, question, "_take_out").status_code == 302
    assert so_far(question) == ("answered", "editor", None)


def test_a_question_is_closed_without_an_answer_and_opened_again(editor, question):
    assert send(editor, question, "_close").status_code == 302
    assert so_far(question) == ("closed", None, None)
    assert buttons(editor, question) == ["_reopen"]
    send(editor, question, "_reopen")
    assert so_far(question) == ("open", None, None)


def test_the_words_of_the_visitor_stay_as_they_are(editor, question):
    send(editor, question, text="Other words", progress="published", language="ko", answer="No.")
    assert so_far(question) == ("answered", "editor", None)
    assert (question.text, question.language) == ("Is it 400?", "en")


def test_an_answer_that_was_taken_back_leaves_it_open(editor, question):
    send(editor, question, answer="No.")
    send(editor, question, answer="")
    assert so_far(question) == ("open", None, None)


def test_another_institute_finds_nothing_and_a_viewer_only_looks(question):
    stranger = signed_in(make_person(keco="publisher"))
    assert question.text not in stranger.get(LIST).text
    for act in ("change", "delete", "history"):
        assert stranger.get(address(Question, act, question.pk)).status_code == 404
    assert stranger.post(address(Question, "change", question.pk), {}).status_code == 404
    viewer = signed_in(make_person(slc="viewer"))
    assert question.text in viewer.get(LIST).text
    assert buttons(viewer, question) == []
    data = {"answer": "No.", "_save": "1"}
    assert viewer.post(address(Question, "change", question.pk), data).status_code == 403
    assert so_far(question) == ("open", None, None)


def test_nobody_adds_questions_and_publishers_delete_them(editor, publisher, question):
    assert publisher.get(address(Question, "add")).status_code == 403
    delete = address(Question, "delete", question.pk)
    assert editor.post(delete, {"post": "yes"}).status_code == 403
    assert publisher.post(delete, {"post": "yes"}).status_code == 302
    assert not Question.objects.exists()


def test_open_questions_come_first(question):
    figure, person = question.figure, make_person()
    for progress in ("closed", "answered", "published"):
        make_question(
            figure=figure, text=progress, progress=progress, answer="No.", answered_by=person,
            published_by=make_person() if progress == "published" else None,
            published_at="2026-11-20T05:00Z" if progress == "published" else None,
        )  # fmt: skip
    page = signed_in(make_administrator()).get(LIST)
    assert [one.text for one in page.context["cl"].result_list] == [
        "Is it 400?", "answered", "published", "closed",
    ]  # fmt: skip


def test_no_version_of_an_answer_is_restored(editor, question):
    send(editor, question, answer="No.")
    desk = admin.site.get_model_admin(Question)
    assert not desk.may_restore(None, question)
    page = address(Question, "history", question.pk)
    assert editor.get(page).status_code == 200
    assert editor.post(page, {"restore": "1", "newest": "2"}).status_code == 403
