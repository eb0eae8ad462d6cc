"""Every way to change a row is recorded, with who did it, and nobody else."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from institutes.history import recording
from institutes.history.recording import told
from participants.models import Figure
from programs.models import Edition, Framework, Partner, Program, Theme
from tests.desks import address, filled_in
from tests.factories import make_administrator, make_edition, make_figure, make_program
from tests.spreadsheets import FIGURE, as_csv, confirmed, previewed
from tests.tables import facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim(client):
    person = make_administrator("kim")
    client.force_login(person)
    return person


def events(model, **given):
    return model.pgh_event_model.objects.filter(**given).order_by("pgh_id")


def changes(model, **given):
    """(label, context) of each event."""
    return list(events(model, **given).values_list("pgh_label", "pgh_context"))


def test_every_fact_and_every_link_is_recorded():
    links = {
        field.remote_field.through
        for model in facts()
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created
    }
    unrecorded = [one for one in (*facts(), *links) if not hasattr(one, "pgh_event_model")]
    assert unrecorded == []


def test_a_form_is_recorded_with_the_person_and_the_address(client, kim):
    partner = Partner.objects.order_by("pk").first()
    data = filled_in(client, Partner, partner) | {"name_en": "Another name"}
    page = address(Partner, "change", partner.pk)
    assert client.post(page, data).status_code == 302
    event = events(Partner, pgh_obj=partner.pk).last()
    assert (event.pgh_label, event.name_en) == ("update", "Another name")
    assert event.pgh_context == {"user": kim.pk, "name": "kim", "by": "form", "address": page}
    assert event.pgh_context_id


def test_each_request_is_recorded_by_itself_and_reading_is_nobodys(client, kim):
    """On a connection that stays open, as in production."""
    page = address(Theme, "add")
    for slug in ("one", "two"):
        assert client.post(page, {"slug": slug, "name_en": slug}).status_code == 302
        assert told() == ("", {})
    client.get(address(Theme, "changelist"))
    Theme.objects.create(slug="three", name_en="three")
    one, two, three = events(Theme, slug__in=["one", "two", "three"])
    assert one.pgh_context_id != two.pgh_context_id
    assert (three.pgh_context_id, three.pgh_context) == (None, None)


def test_a_request_that_fails_leaves_nothing_behind(client, kim, monkeypatch):
    def fail(*args, **kwargs):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")

    monkeypatch.setattr(Theme, "full_clean", fail)
    client.raise_request_exception = False
    answer = client.post(address(Theme, "add"), {"slug": "one", "name_en": "one"})
    assert answer.status_code == 500
    assert told() == ("", {})


def test_a_connection_that_is_gone_needs_not_be_told():
    kept = connection.connection
    with recording():
        connection.connection = None
    assert connection.connection is None
    connection.connection = kept


def test_an_action_is_recorded_as_one(client, kim):
    themes = [Theme.objects.create(slug=slug, name_en=slug) for slug in ("one", "two")]
    data = {"action": "delete_selected", "_selected_action": [one.pk for one in themes]}
    client.post(address(Theme, "changelist"), data | {"post": "yes"})
    found = events(Theme, pgh_label="delete", slug__in=["one", "two"])
    assert [event.pgh_context["by"] for event in found] == ["action"] * 2
    assert len({event.pgh_context_id for event in found}) == 1


def test_an_import_is_recorded_as_one_with_the_name_of_its_file(client, kim):
    rows = [
        FIGURE | {"figure": key, "period_start": year, "period_end": year}
        for key, year in (("test-a", "1998"), ("test-b", "1999"))
    ]
    preview = previewed(client, "participants_figure", as_csv(rows), name="visitors.csv")
    confirmed(client, "participants_figure", preview)
    found = events(Figure, key__in=["test-a", "test-b"], pgh_label="insert")
    assert [event.pgh_context["by"] for event in found] == ["import"] * 2
    assert {event.pgh_context["file"] for event in found} == {"visitors.csv"}
    assert len({event.pgh_context_id for event in found}) == 1


def test_the_seed_is_recorded_as_a_command():
    Theme.objects.all().last().delete()
    program = Program.objects.first()
    before = events(Program).count()
    call_command("seed", verbosity=0)
    seeded = events(Program, pgh_obj=program.pk).first()
    assert seeded.pgh_context == {"by": "command", "name": "seed"}
    assert events(Program).count() == before


def test_plain_sql_and_copy_are_recorded_as_nobodys():
    row = {"slug": "copied", "name_en": "Copied", "name_ko": "", "as_printed": ""}
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY programs_theme ({', '.join(row)}) FROM STDIN") as copy:
            copy.write_row(row.values())
        cursor.execute("UPDATE programs_theme SET name_en = 'Changed' WHERE slug = 'copied'")
        cursor.execute("DELETE FROM programs_theme WHERE slug = 'copied'")
    assert changes(Theme, slug="copied") == [("insert", None), ("update", None), ("delete", None)]
    names = events(Theme, slug="copied").values_list("name_en", flat=True)
    assert list(names) == ["Copied", "Changed", "Changed"]


def test_rows_made_and_changed_together_are_recorded_each():
    with recording(by="command", name="a test"):
        Theme.objects.bulk_create([Theme(slug=slug, name_en=slug) for slug in ("one", "two")])
        themes = list(Theme.objects.filter(slug__in=["one", "two"]))
        for theme in themes:
            theme.name_en = f"New {theme.slug}"
        Theme.objects.bulk_update(themes, ["name_en"])
    said = {"by": "command", "name": "a test"}
    assert changes(Theme, slug="one") == [("insert", said), ("update", said)]
    assert [event.name_en for event in events(Theme, slug="two")] == ["two", "New two"]


def test_links_are_recorded_one_by_one():
    program = make_program()
    one, two = Framework.objects.order_by("pk")[:2]
    program.frameworks.set([one])
    program.frameworks.set([two])
    found = events(Program.frameworks.through, program=program)
    assert list(found.values_list("pgh_label", "framework")) == [
        ("insert", one.pk), ("delete", one.pk), ("insert", two.pk),
    ]  # fmt: skip


def test_what_is_deleted_along_is_recorded_as_it_last_was():
    program = make_program()
    edition = make_edition(program=program, title="The last title")
    program.themes.add(Theme.objects.first())
    theme = events(Program.themes.through, program=program.pk)
    program.delete()
    assert events(Edition, pgh_obj=edition.pk).last().pgh_label == "delete"
    assert events(Edition, pgh_obj=edition.pk).last().title == "The last title"
    assert theme.last().pgh_label == "delete"
    assert events(Program, slug=program.slug).last().pgh_label == "delete"


def test_saved_as_it_was_nothing_is_recorded():
    figure = make_figure()
    before = events(Figure, pgh_obj=figure.pk).count()
    figure.save()
    assert events(Figure, pgh_obj=figure.pk).count() == before


def test_there_is_no_second_list_beside_it(client, kim):
    client.post(address(Theme, "add"), {"slug": "one", "name_en": "One"})
    theme = Theme.objects.get(slug="one")
    data = filled_in(client, Theme, theme) | {"name_en": "Uno"}
    assert client.post(address(Theme, "change", theme.pk), data).status_code == 302
    client.post(reverse("admin:programs_theme_delete", args=[theme.pk]), {"post": "yes"})
    assert not Theme.objects.filter(slug="one").exists()
    assert not LogEntry.objects.exists()
