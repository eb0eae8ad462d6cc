"""A content read, written back, and taken from the history is the same content."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from institutes.history import note, recording
from institutes.history.content import content_at, content_of, write
from programs.models import Edition, Framework, Program
from tests.factories import make_edition, make_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    """One with something in each of its parts."""
    return make_program(
        slug="a-program", frameworks=[Framework.objects.first()], last_confirmed_on="2026-01-02"
    )


def test_what_is_kept_apart_is_no_content(program):
    fields = content_of(program)["programs.program"][str(program.pk)]
    assert fields["slug"] == "a-program"
    assert not {"id", "publication", "last_confirmed_on", "changed_at", "words"} & set(fields)


def test_the_history_gives_each_content_at_its_time(program):
    edition = make_edition(program=program, title="The first")
    first, first_time = content_of(program), timezone.now()
    edition.delete()
    program.frameworks.set(Framework.objects.order_by("-pk")[:2])
    Program.objects.filter(pk=program.pk).update(name_en="Another name")
    second = content_of(program)
    assert first != second
    assert content_at(program, first_time) == first
    assert content_at(program, timezone.now()) == second
    before = program.changed_at - datetime.timedelta(days=1)
    assert not any(content_at(program, before).values())


def test_written_back_a_content_is_as_it_was_keys_included(program):
    edition = make_edition(program=program, title="The first")
    first, key = content_of(program), edition.pk
    edition.delete()
    make_edition(program=program, title="The second")
    program.frameworks.clear()
    program.name_en = "Another name"
    program.save()
    with transaction.atomic():
        write(program, first)
    assert content_of(Program.objects.get(pk=program.pk)) == first
    assert list(program.editions.values_list("pk", "title")) == [(key, "The first")]


def test_a_content_that_breaks_a_rule_is_refused(program):
    wrong = content_of(program)
    wrong["programs.program"][str(program.pk)] |= {"name_en": "New", "source": 0}
    with pytest.raises(IntegrityError), transaction.atomic():
        write(program, wrong)


def test_events_say_who_and_why_and_nobody_after_that(program):
    with recording(user=7, by="form") as together:
        make_edition(program=program, title="One")
        note(reason="The source says so.")
        make_edition(program=program, title="Two")
    make_edition(program=program, title="Three")
    one, two, three = Edition.pgh_event_model.objects.filter(program=program).order_by("pgh_id")
    assert one.pgh_context == {"user": 7, "by": "form"}
    assert two.pgh_context == {"user": 7, "by": "form", "reason": "The source says so."}
    assert str(one.pgh_context_id) == str(two.pgh_context_id) == together
    assert three.pgh_context is None
    assert three.pgh_context_id is None


def test_what_is_said_ends_also_where_the_work_breaks(program):
    with pytest.raises(IntegrityError), transaction.atomic(), recording(user=7), \
            connection.cursor() as cursor:  # fmt: skip
        cursor.execute("INSERT INTO programs_theme (slug) VALUES ('x')")
    edition = make_edition(program=program)
    event = Edition.pgh_event_model.objects.get(pgh_obj=edition)
    assert event.pgh_context is None
