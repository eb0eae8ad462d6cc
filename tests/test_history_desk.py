"""The pages of a row's history on the desk: its timeline, two versions compared, one restored."""

import pytest
from django.urls import reverse

from institutes.history import recording
from institutes.history.content import content_of
from institutes.history.versions import Versions
from institutes.models import Institute
from participants.models import Proposal
from programs.models import Program, Theme
from tests import pages
from tests.desks import address
from tests.factories import make_administrator, make_edition, make_person, make_program
from tests.ratings import make_rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim(client):
    person = make_administrator("kim")
    client.force_login(person)
    return person


@pytest.fixture
def program():
    """A draft with three versions, the names of which are One, Two and Three."""
    with recording(by="command", name="seed"):
        program = make_program(slug="a-program", name_en="One", publication="draft")
        make_edition(program=program, title="The edition")
    for name in ("Two", "Three"):
        with recording(user=7, name="lee", by="form", address="/admin/"):
            program.name_en = name
            program.save()
    return program


def history(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_history", args=[row.pk])


def rows(response):
    """The text of each row of the tables of differences."""
    return [
        " | ".join(" ".join(cell.text_content().split()) for cell in row)
        for row in pages.parsed(response).cssselect("table.differences tbody tr")
    ]


def test_the_timeline_begins_with_the_newest_and_says_who_did_what(client, kim, program):
    page = pages.parsed(client.get(history(program)))
    said = [" ".join(one.text_content().split()) for one in page.cssselect(".version .said")]
    assert [one.split(", ", 2)[2] for one in said] == [
        "lee, with a form /admin/", "lee, with a form /admin/", "the command “seed”",
    ]  # fmt: skip
    heads = [one.text_content() for one in page.cssselect(".version h2")]
    assert heads == ["Version 3", "Version 2", "Version 1"]
    [newest, *_] = page.cssselect(".version")
    assert "Name in English | Two | Three" in rows(client.get(history(program)))[0]
    assert newest.cssselect("time")[0].get("datetime")


def test_a_long_timeline_has_pages(client, kim):
    theme = Theme.objects.create(slug="a-theme", name_en="0")
    for number in range(1, 45):
        with recording(user=7, name="lee", by="form"):
            Theme.objects.filter(pk=theme.pk).update(name_en=str(number))
    first, last = client.get(history(theme)), client.get(history(theme) + "?p=3")
    assert "Page 1 of 3" in first.content.decode()
    assert rows(first)[0] == "Name in English | 43 | 44"
    assert "Name in English | 0 | 1" in rows(last)
    assert "Older" not in last.content.decode()


def test_any_two_versions_are_compared(client, kim, program):
    answer = client.get(history(program) + "?from=1&to=3")
    assert rows(answer) == ["Name in English | One | Three"]
    assert rows(client.get(history(program) + "?from=3&to=1")) == ["Name in English | Three | One"]
    assert (
        "The two versions are the same."
        in client.get(history(program) + "?from=2&to=2").content.decode()
    )


@pytest.mark.parametrize(
    "query", ["from=1&to=4", "from=0&to=1", "from=1", "from=x&to=1", "restore=9", "restore="]
)
def test_a_version_that_is_not_there_is_refused(client, kim, program, query):
    assert client.get(f"{history(program)}?{query}").status_code == 400


def test_a_version_is_restored_after_a_look_at_what_that_changes(client, kim, program):
    before = Versions(Program, program.pk).one(1).after.content
    program.editions.all().delete()
    page = client.get(history(program) + "?restore=1")
    assert rows(page)[0] == "Name in English | Three | One"
    newest = page.context["newest"]
    answer = client.post(history(program), {"restore": 1, "newest": newest}, follow=True)
    assert "The version is restored." in answer.content.decode()
    assert content_of(Program.objects.get(pk=program.pk)) == before
    last = Versions(Program, program.pk).one(newest + 1)
    assert last.said["name"] == "kim"
    assert (last.said["by"], last.said["version"]) == ("restore", 1)


def test_what_changed_meanwhile_is_shown_before_it_is_replaced(client, kim, program):
    Program.objects.filter(pk=program.pk).update(name_en="Four")
    answer = client.post(history(program), {"restore": 1, "newest": 3})
    assert answer.status_code == 409
    assert "It was changed meanwhile." in answer.content.decode()
    assert rows(answer)[0] == "Name in English | Four | One"
    assert Program.objects.get(pk=program.pk).name_en == "Four"


def test_what_the_database_refuses_is_not_restored(client, kim, program):
    Program.objects.filter(pk=program.pk).update(slug="another-slug")
    make_program(slug="a-program")
    answer = client.post(history(program), {"restore": 1, "newest": 4})
    assert answer.status_code == 409
    assert "programs_program_slug" in answer.content.decode()
    assert Program.objects.get(pk=program.pk).slug == "another-slug"


def test_a_version_of_what_is_public_is_proposed_and_not_written(client, kim, program):
    Program.objects.filter(pk=program.pk).update(publication="published")
    answer = client.post(history(program), {"restore": 1, "newest": 4}, follow=True)
    assert "waits for another person" in answer.content.decode()
    assert Program.objects.get(pk=program.pk).name_en == "Three"
    proposal = program.proposals.get()
    assert proposal.after["programs.program"][str(program.pk)]["name_en"] == "One"
    assert proposal.authors == [kim.pk]


def test_what_the_review_refuses_is_said_on_the_page(client, kim, program):
    Program.objects.filter(pk=program.pk).update(publication="published")
    Proposal.objects.create(
        program=program, act="withdraw", authors=[kim.pk], proposed_by=kim, reason="Why."
    )
    answer = client.post(history(program), {"restore": 1, "newest": 4})
    assert answer.status_code == 409
    assert "It waits to be withdrawn." in answer.content.decode()


def test_a_version_that_lies_in_another_institute_is_not_restored(client, program):
    with recording(by="form"):
        program.institute = Institute.objects.get(code="nier")
        program.save()
    client.force_login(make_person(nier="editor"))
    answer = client.post(history(program), {"restore": 1, "newest": 4})
    assert answer.status_code == 403
    assert Program.objects.get(pk=program.pk).institute.code == "nier"


def test_what_was_deleted_is_brought_back_with_all_that_belonged_to_it(client, kim, program):
    before, pk, page = content_of(program), program.pk, history(program)
    answer = client.post(address(Program, "delete", pk), {"post": "yes"}, follow=True)
    assert f'<a href="{page}">its history</a>' in answer.content.decode()
    timeline = client.get(page).content.decode()
    assert "Deleted" in timeline
    assert address(Program, "change", pk) not in timeline
    assert client.get(f"{page}?restore=3").status_code == 200
    client.post(page, {"restore": 3, "newest": 4})
    there = Program.objects.get(pk=pk)
    assert content_of(there) == before
    assert there.publication == "draft"


def test_what_was_deleted_is_not_there_for_others_either(client, program):
    page = history(program)
    program.delete()
    for roles, status in (({"nier": "publisher"}, 404), ({"keco": "viewer"}, 200)):
        client.force_login(make_person(**roles))
        assert client.get(page).status_code == status
        assert client.post(page, {"restore": 1, "newest": 4}).status_code in (404, 403)


def test_what_nobody_records_has_an_empty_history(client, kim):
    page = client.get(history(make_rating()))
    assert "No history of it is kept." in page.content.decode()


def test_a_row_that_is_not_there_has_no_history(client, kim):
    address = reverse("admin:programs_program_history", args=[0])
    assert client.get(address).status_code == 404
