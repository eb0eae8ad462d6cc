"""The versions of a row: what belongs together, who did it, and what came of it."""

import pytest
from django.db import connection

from institutes.history import note, recording
from institutes.history.content import content_at, content_of
from institutes.history.saying import who
from institutes.history.versions import Versions
from programs.models import Edition, Framework, Program, Theme
from tests.factories import make_edition, make_program

pytestmark = pytest.mark.django_db


def later(model, seconds):
    """Let what was recorded in `model` so far be older; the log itself would refuse that."""
    table = model.pgh_event_model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(
            f"UPDATE {table} SET pgh_created_at = pgh_created_at - make_interval(secs => %s)",
            [seconds],
        )
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture
def program():
    """Made by a command, renamed by Kim with a form, one edition of it changed by nobody."""
    with recording(by="command", name="seed"):
        program = make_program(slug="a-program", name_en="The first name", publication="draft")
    with recording(user=7, name="kim", by="form", address="/admin/"):
        program.name_en = "The second name"
        program.publication = "published"
        program.save()
        note(reason="A letter.")
        make_edition(program=program, title="The edition")
    program.editions.update(title="The last edition")
    return program


def test_what_was_done_together_is_one_version(program):
    versions = Versions(Program, program.pk)
    assert len(versions) == 3
    assert [who(one.said) for one in versions.between(1, 3)] == [
        "the command “seed”", "kim, with a form", "directly in the database",
    ]  # fmt: skip
    assert versions.one(2).said["reason"] == "A letter."


def test_a_version_is_the_row_with_all_that_belongs_to_it(program):
    versions = Versions(Program, program.pk)
    one, two, three = versions.between(1, 3)
    assert not any(one.before.content.values())
    assert [one.after, two.after] == [two.before, three.before]
    assert three.after.content == content_of(program)
    for version in (one, two):
        assert version.after.content == content_at(program, version.at)


def test_versions_from_the_middle_are_the_same_versions(program):
    versions = Versions(Program, program.pk)
    assert versions.between(2, 3) == versions.between(1, 3)[1:]
    assert versions.one(3).before == versions.one(2).after


def test_what_differs_is_said_with_what_is_kept_apart_from_the_content(program):
    versions = Versions(Program, program.pk)
    _, two, three = versions.between(1, 3)
    second, third = versions.differences((two.before, two.after), (three.before, three.after))
    assert [(one.field, one.before, one.after) for one in second[:2]] == [
        ("publication", "draft", "published"),
        ("name_en", "The first name", "The second name"),
    ]
    assert [(one.field, one.after) for one in third] == [("title", "The last edition")]


def test_without_a_word_of_whose_they_are_only_neighbours_are_joined():
    theme = Theme.objects.create(slug="a-theme", name_en="One")
    Theme.objects.filter(pk=theme.pk).update(name_en="Two")
    assert len(Versions(Theme, theme.pk)) == 1
    later(Theme, 2)
    Theme.objects.filter(pk=theme.pk).update(name_en="Three")
    versions = Versions(Theme, theme.pk)
    names = [
        one.after.content["programs.theme"][str(theme.pk)]["name_en"]
        for one in versions.between(1, 2)
    ]
    assert names == ["Two", "Three"]


def test_a_row_that_was_deleted_keeps_its_versions(program):
    pk, content = program.pk, content_of(program)
    with recording(user=7, name="kim", by="form"):
        program.delete()
    last = Versions(Program, pk).one(4)
    assert (last.came, last.went) == (False, True)
    assert last.before.content == content
    assert not any(last.after.content.values())


def test_links_and_what_they_name_are_told_in_words(program):
    framework = Framework.objects.order_by("pk").first()
    with recording(user=7, name="kim", by="form"):
        program.frameworks.set([framework])
    version = Versions(Program, program.pk).one(4)
    [[found]] = Versions(Program, program.pk).differences((version.before, version.after))
    assert (found.label, found.before, found.after) == ("added", "", str(framework))


def test_many_versions_ask_no_more_than_few(program, django_assert_max_num_queries):
    edition = Edition.objects.get(program=program)
    for number in range(30):
        with recording(user=7, name="kim", by="form"):
            edition.title = f"Title {number}"
            edition.save()
    with django_assert_max_num_queries(30):
        versions = Versions(Program, program.pk)
        found = versions.between(14, 33)
        versions.differences(*((one.before, one.after) for one in found))
    assert len(found) == 20


def test_there_is_no_version_before_the_first_or_after_the_last(program):
    versions = Versions(Program, program.pk)
    for number in (0, -1, 4):
        with pytest.raises(IndexError):
            versions.one(number)


def test_a_row_nobody_ever_made_has_none():
    assert len(Versions(Program, 0)) == 0
    assert not Versions(Program, 0)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "directly in the database"),
        ({"by": "form"}, "a visitor, with a form"),
        ({"by": "form", "name": "kim"}, "kim, with a form"),
        ({"by": "import", "name": "kim", "file": "a.csv"}, "kim, by the import of “a.csv”"),
        ({"by": "import", "name": "kim"}, "kim, by the import of “”"),
        ({"by": "something new", "name": "kim"}, "kim"),
        ({"name": "100%"}, "100%"),
        (
            {"by": "form", "name": "kim", "act": "publish"},
            "kim, with a form: approved the publication",
        ),
    ],
)
def test_who_did_it_is_said_in_words(said, words):
    assert who(said) == words
