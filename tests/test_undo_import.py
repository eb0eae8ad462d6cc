"""A whole import undone in one action, or not at all."""

import pytest
from django.db import connection
from django.db.models import Max
from django.urls import reverse

from institutes.history import recording
from institutes.history.content import content_of
from participants.imports.found import Imports
from participants.imports.undoing import undo
from participants.models import Figure, Proposal
from participants.review.actions import propose_change, submit
from participants.review.refused import Refused
from programs.models import Edition, Program
from tests import pages
from tests.factories import (
    make_administrator,
    make_edition,
    make_figure,
    make_person,
    make_program,
)
from tests.spreadsheets import FIGURE, as_csv, confirmed, exported, previewed, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim():
    return make_person("kim", keco="editor")


@pytest.fixture
def draft():
    return make_program(slug="a-draft", name_en="As it was", publication="draft")


def importing(person, file="programs.csv"):
    return recording(user=person.pk, name=person.username, by="import", file=file)


def found(person, model=Program):
    """The last import that `person` may undo."""
    imports = Imports(model, person)
    return imports.told(imports.newest_first()[:1])[0]


def imported(person, draft):
    """An import that makes two programs, one the parent of the other, and changes `draft`."""
    with importing(person):
        parent = make_program(slug="new-parent", publication="draft")
        make_program(slug="new-child", parent=parent, publication="draft")
        Program.objects.filter(pk=draft.pk).update(name_en="As imported")
        make_edition(program=draft, title="Imported")
    return found(person)


def slugs():
    return set(Program.objects.filter(slug__startswith="new-").values_list("slug", flat=True))


def test_what_it_made_goes_and_what_it_changed_is_as_it_was(kim, draft):
    before = content_of(draft)
    done = undo(found=imported(kim, draft), person=kim)
    assert sorted(str(step.label) for step in done) == [
        "gets its former content back", "is removed", "is removed",
    ]  # fmt: skip
    assert slugs() == set()
    assert content_of(Program.objects.get(pk=draft.pk)) == before
    event = Program.pgh_event_model.objects.filter(slug="new-child").order_by("pgh_id").last()
    assert event.pgh_label == "delete"
    assert event.pgh_context["by"] == "undo"
    assert event.pgh_context["file"] == "programs.csv"


def test_undone_once_there_is_nothing_left_to_undo(kim, draft):
    one = imported(kim, draft)
    undo(found=one, person=kim)
    with pytest.raises(Refused, match="nothing left"):
        undo(found=one, person=kim)


def test_what_changed_since_is_named_and_nothing_is_undone(kim, draft):
    one = imported(kim, draft)
    with recording(user=7, name="lee", by="form"):
        Edition.objects.filter(program=draft).update(note="A note")
    with pytest.raises(Refused) as refused:
        undo(found=one, person=kim)
    [message] = refused.value.messages
    assert message.startswith("As imported (a-draft): It was changed since, on ")
    assert message.endswith(": lee, with a form.")
    assert slugs() == {"new-parent", "new-child"}


def test_what_was_changed_and_changed_back_is_no_hindrance(kim, draft):
    one = imported(kim, draft)
    for name in ("Another", "As imported"):
        Program.objects.filter(pk=draft.pk).update(name_en=name)
    undo(found=one, person=kim)
    assert Program.objects.get(pk=draft.pk).name_en == "As it was"


def test_what_was_deleted_since_is_gone_already_or_named(kim, draft):
    one = imported(kim, draft)
    Program.objects.get(slug="new-child").delete()
    undo(found=one, person=kim)
    assert slugs() == set()
    other = imported(kim, draft)
    Program.objects.filter(pk=draft.pk).first().delete()
    with pytest.raises(Refused, match="It was deleted since"):
        undo(found=other, person=kim)


def test_what_is_in_review_is_refused_in_words(kim, draft):
    one = imported(kim, draft)
    Program.objects.filter(slug="new-child").update(publication="review")
    with pytest.raises(Refused, match="It was changed since"):
        undo(found=one, person=kim)
    assert slugs() == {"new-parent", "new-child"}


@pytest.mark.parametrize("publication", ["published", "withdrawn"])
def test_what_stays_keeps_what_it_belongs_to(kim, draft, publication):
    one = imported(kim, draft)
    Program.objects.filter(slug="new-child").update(publication=publication)
    words = r"new-parent.*Something belongs to it that stays: The new-child"
    with pytest.raises(Refused, match=words):
        undo(found=one, person=kim, reason="It was no program.")
    assert slugs() == {"new-parent", "new-child"}
    assert not Proposal.objects.exists()


def test_a_program_that_got_figures_of_its_own_is_refused(kim, draft):
    one = imported(kim, draft)
    make_figure(key="of-mine", program=Program.objects.get(slug="new-parent"))
    with pytest.raises(Refused, match="Something belongs to it that stays"):
        undo(found=one, person=kim)


def test_figures_are_undone_too(kim, draft):
    figure = make_figure(key="a-figure", program=draft, value=1, publication="draft")
    with importing(kim, "figures.csv"):
        Figure.objects.filter(pk=figure.pk).update(value=2)
        make_figure(key="new-figure", program=draft, publication="draft")
    undo(found=found(kim, Figure), person=kim)
    assert Figure.objects.get(pk=figure.pk).value == 1
    assert not Figure.objects.filter(key="new-figure").exists()


@pytest.fixture
def public():
    return make_program(slug="public", name_en="Public")


def proposed(person, row, name):
    content = content_of(row)
    content["programs.program"][str(row.pk)]["name_en"] = name
    return propose_change(row=row, content=content, person=person)


def test_proposals_that_it_made_are_taken_back(kim, public):
    with importing(kim):
        proposal = proposed(kim, public, "Imported")
    assert (found(kim).made, found(kim).changed, found(kim).proposed) == (0, 0, 1)
    [step] = undo(found=found(kim), person=make_administrator())
    assert (step.name, str(step.label)) == ("Public", "the proposed change is taken back")
    proposal.refresh_from_db()
    assert proposal.decision == "taken-back"
    assert found(kim).is_undone


def test_a_proposal_that_it_changed_is_as_it_was(kim, public):
    proposal = proposed(make_person("lee", keco="editor"), public, "Before")
    before = Proposal.objects.values("after", "authors").get(pk=proposal.pk)
    with importing(kim):
        proposed(kim, public, "Imported")
    undo(found=found(kim), person=kim)
    assert Proposal.objects.values("after", "authors").get(pk=proposal.pk) == before
    assert Proposal.objects.get(pk=proposal.pk).is_waiting


def test_a_draft_that_was_submitted_since_is_named(kim, draft):
    one = imported(kim, draft)
    submit(row=Program.objects.get(slug="new-child"), person=kim)
    with pytest.raises(Refused, match="changed since"):
        undo(found=one, person=kim)


def test_only_who_writes_in_all_its_institutes_sees_and_undoes_an_import(kim, draft):
    one = imported(make_administrator(), draft)
    for person, sees in (
        (kim, True),
        (make_person(keco="publisher"), True),
        (make_administrator(), True),
        (make_person(keco="viewer"), False),
        (make_person(nier="publisher"), False),
        (make_person(), False),
    ):
        assert bool(Imports(Program, person).one(one.key)) is sees
    with importing(make_administrator()):
        Program.objects.filter(institute__code__in=["keco", "nier"]).update(sector="41010")
    both = Imports(Program, make_person(keco="editor", nier="editor")).newest_first()
    assert len(both) == 2
    assert len(Imports(Program, kim).newest_first()) == 1


def test_a_large_import_asks_little_more_than_a_small_one(kim, django_assert_max_num_queries):
    with importing(kim):
        for number in range(40):
            make_program(slug=f"new-{number}", publication="draft")
    with django_assert_max_num_queries(100):
        assert len(undo(found=found(kim), person=kim)) == 40


def test_imports_are_found_by_an_index_however_long_the_history(kim):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for model in (Program, Figure):
        for table in Imports(model, kim).tables():
            plan = (
                table.of_imports.values_list("pgh_context_id")
                .annotate(Max("pgh_created_at"))
                .explain()
            )
            assert "_ev_import" in plan, plan


def test_the_pages_say_what_will_happen_and_do_it(client, kim, draft):
    one = imported(kim, draft)
    client.force_login(make_administrator())
    imports = reverse("admin:programs_program_imports")
    page = pages.parsed(client.get(imports))
    [row] = page.cssselect("#content-main tbody tr")
    assert "programs.csv" in row.text_content()
    assert [cell.text_content() for cell in row][2:6] == ["kim", "2", "1", "0"]
    address = f"{imports}{one.key}/"
    page = pages.parsed(client.get(address))
    said = [
        " | ".join(cell.text_content().strip() for cell in row)
        for row in page.cssselect("#content-main tbody tr")
    ]
    assert "As imported (a-draft) | gets its former content back" in said
    assert "The new-child (new-child) | is removed" in said
    answer = client.post(address, follow=True)
    assert "3 rows are as they were." in answer.content.decode()
    assert "It was undone." in answer.content.decode()
    assert slugs() == set()
    assert "There is nothing left of it to undo." in client.get(address).content.decode()


def test_a_file_that_was_sent_is_undone_whole(client):
    """New rows are drafts, and what is public is proposed."""
    editor = make_person(slc="editor")
    client.force_login(editor)
    public = Figure.objects.get(key="slc-visitors-2013")
    [row] = [
        row
        for row in rows_of(exported(client, "participants_figure"))
        if row["figure"] == public.key
    ]
    new = row | FIGURE | {"measure_name": "", "program_name": "", "note": "", "as_of": ""}
    preview = previewed(client, "participants_figure", as_csv([row | {"note": "New"}, new]))
    confirmed(client, "participants_figure", preview)
    one = found(editor, Figure)
    assert (one.file, one.made, one.proposed) == ("rows.csv", 1, 1)
    answer = client.post(reverse("admin:participants_figure_undo", args=[one.key]), follow=True)
    assert "2 rows are as they were." in answer.content.decode()
    assert not Figure.objects.filter(key="test-figure").exists()
    assert not Proposal.objects.waiting().filter(figure=public).exists()


def test_the_page_names_what_stands_in_the_way_and_has_no_button(client, kim, draft):
    one = imported(kim, draft)
    Program.objects.filter(slug="new-child").update(publication="review")
    client.force_login(make_administrator())
    address = reverse("admin:programs_program_undo", args=[one.key])
    page = client.get(address).content.decode()
    assert "It was changed since" in page
    assert "Undo all of this" not in page
    answer = client.post(address)
    assert answer.status_code == 409
    assert "The new-child (new-child): It was changed since" in answer.content.decode()
    assert slugs() == {"new-parent", "new-child"}


def test_the_import_of_others_is_not_there(client, kim, draft):
    one = imported(kim, draft)
    client.force_login(make_person(nier="publisher"))
    for model in ("programs_program", "participants_figure"):
        assert client.get(reverse(f"admin:{model}_undo", args=[one.key])).status_code == 404
