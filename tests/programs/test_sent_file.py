"""Files between their preview and their storing: whose they are, and how long they are kept."""

import datetime
import hashlib
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.models import Figure
from programs.models import Program, SentFile
from programs.models.sent_file import FILES_AT_MOST
from tests.factories import make_figure, make_person
from tests.pages import upload
from tests.raw_sql import refusal, run
from tests.spreadsheets import FIGURE, as_csv, confirmed, previewed

pytestmark = pytest.mark.django_db

FIGURES, PROGRAMS = "participants_figure", "programs_program"
NEW = FIGURE | {"period_start": "1998", "period_end": "1998"}
SENT = "UPDATE programs_sentfile SET {}"
REFUSED = [
    ("sent_file_text_is_clean", SENT, "name = ' x'"),
    ("sent_file_text_is_clean", SENT, "name = E'two\\nlines'"),
    ("sent_file_is_for_a_table", SENT, "\"table\" = ''"),
    ("sent_file_is_for_a_table", SENT, "\"table\" = 'programs_program'"),
    ("sent_file_has_a_name", SENT, "name = ''"),
    ("sent_file_is_not_too_large", SENT, "data = decode(repeat('00', 10485761), 'hex')"),
]


@pytest.fixture
def mine():
    return SentFile.objects.create(
        person=make_person("anne", slc="editor"), table="FigureTable", name="a.csv", data=b"a\n"
    )


@pytest.fixture
def annes(client, mine):
    client.force_login(mine.person)
    return client


@pytest.mark.parametrize(("name", "statement", "change"), REFUSED)
@pytest.mark.usefixtures("mine")
def test_postgresql_refuses(name, statement, change):
    assert refusal(statement.format(change)) == name


@pytest.mark.usefixtures("mine")
def test_postgresql_accepts_ten_megabytes():
    assert run(SENT.format("data = decode(repeat('00', 10485760), 'hex')")) == 1


def test_postgresql_itself_says_what_the_bytes_hash_to(mine):
    mine.refresh_from_db()
    assert mine.sha256 == hashlib.sha256(b"a\n").hexdigest()


def asked(client, act, key, model=FIGURES):
    return client.get(reverse(f"admin:{model}_{act}", args=[key]))


def test_a_file_that_is_previewed_is_kept_and_goes_with_its_storing(annes):
    preview = previewed(annes, FIGURES, as_csv([NEW]), name="visitors.csv")
    kept = SentFile.objects.get(name="visitors.csv")
    assert (kept.table, bytes(kept.data)) == ("FigureTable", as_csv([NEW]))
    confirmed(annes, FIGURES, preview)
    assert not SentFile.objects.filter(name="visitors.csv").exists()
    assert Figure.objects.filter(key="test-figure").exists()


def test_only_who_sent_it_finds_a_file_and_only_at_its_own_desk(client, annes):
    preview = previewed(annes, FIGURES, as_csv([NEW]))
    key = preview.context["file"].key
    assert asked(annes, "report", key).status_code == 200
    assert asked(annes, "report", key, PROGRAMS).status_code == 404
    assert asked(annes, "sent", key, PROGRAMS).status_code == 302
    client.force_login(make_person("bora", slc="editor"))
    assert asked(client, "report", key).status_code == 404
    assert asked(client, "sent", key).status_code == 302
    said = confirmed(client, FIGURES, preview).content.decode()
    assert "was imported already or is gone" in said
    assert not Figure.objects.filter(key="test-figure").exists()


def test_a_file_that_somebody_leaves_is_deleted_after_a_day(annes, mine):
    other = SentFile.objects.create(
        person=make_person("bora"), table="FigureTable", name="b.csv", data=b"b"
    )
    old = timezone.now() - datetime.timedelta(hours=24, minutes=1)
    SentFile.objects.filter(pk=other.pk).update(sent_at=old)
    previewed(annes, FIGURES, as_csv([NEW]))
    assert set(SentFile.objects.values_list("name", flat=True)) == {"a.csv", "rows.csv"}


def test_of_one_person_only_the_newest_files_are_kept(annes, mine):
    for number in range(FILES_AT_MOST):
        SentFile.objects.create(
            person=mine.person, table="FigureTable", name=f"{number}.csv", data=b"b"
        )
    previewed(annes, FIGURES, as_csv([NEW]))
    names = set(SentFile.objects.values_list("name", flat=True))
    assert len(names) == FILES_AT_MOST
    assert "rows.csv" in names
    assert "a.csv" not in names


def send(client, **sent):
    return client.post(reverse(f"admin:{FIGURES}_send"), sent)


def test_the_script_of_the_page_sends_a_file_and_is_told_where_its_preview_is(annes):
    answer = send(annes, import_file=upload(as_csv([NEW])), resource="0")
    assert answer.status_code == 201
    preview = annes.get(json.loads(answer.content)["address"])
    assert [row.import_type for row in preview.context["result"].rows] == ["new"]
    confirmed(annes, FIGURES, preview)
    assert Figure.objects.filter(key="test-figure").exists()


def test_where_no_file_is_chosen_that_is_said(annes):
    answer = send(annes, resource="0")
    assert (answer.status_code, json.loads(answer.content)) == (400, {"wrong": "Choose a file."})
    page = annes.post(reverse(f"admin:{FIGURES}_import"), {"resource": "0"})
    assert "Choose a file." in page.content.decode()


def test_who_comes_back_to_a_preview_of_what_is_stored_is_told(annes):
    preview = previewed(annes, FIGURES, as_csv([NEW]))
    confirmed(annes, FIGURES, preview)
    back = annes.get(preview.request["PATH_INFO"], follow=True)
    assert "This file was imported already or is gone" in back.content.decode()


def test_a_preview_is_made_anew_whenever_it_is_asked_for(annes):
    preview = previewed(annes, FIGURES, as_csv([NEW | {"figure": "new-figure"}]))
    assert preview.context["preview"].counts == {"new": 1}
    make_figure(key="new-figure", program=Program.objects.get(slug="slc-landfill-visitors"),
                publication="draft", period_end="1990")  # fmt: skip
    again = annes.get(preview.request["PATH_INFO"])
    assert again.context["preview"].counts == {"changed": 1}
