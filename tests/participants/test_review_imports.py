"""Imports by the rules of the review: drafts are written, what is public is proposed."""

import pytest

from participants.models import Figure, Proposal
from participants.review import actions
from programs.models import Program
from tests.factories import make_figure, make_program
from tests.proposing import proposed, stored
from tests.spreadsheets import (
    FIGURE,
    as_csv,
    changes,
    complaints,
    confirmed,
    exported,
    previewed,
    rows_of,
)

pytestmark = pytest.mark.django_db

FIGURES, PROGRAMS = "participants_figure", "programs_program"


@pytest.fixture
def annes(client, anne):
    client.force_login(anne)
    return client


def row_of(client, model, key):
    rows = rows_of(exported(client, model))
    return next(row for row in rows if key in (row.get("figure"), row.get("program")))


def imported(client, model, *rows):
    """The preview of a file of `rows`, which is then confirmed."""
    preview = previewed(client, model, as_csv([dict.fromkeys(rows[0], "") | row for row in rows]))
    confirmed(client, model, preview)
    return preview


def test_one_file_makes_drafts_writes_drafts_and_proposes_changes(annes, anne):
    public, draft = make_figure(), make_figure(publication="draft")
    same = make_figure()
    rows = [row_of(annes, FIGURES, one.key) for one in (public, draft, same)]
    rows[0]["value"], rows[1]["value"] = "11", "12"
    new = rows[2] | {"figure": "a-new-one", "period_end": "1999"}
    preview = imported(annes, FIGURES, *rows, new)
    assert (
        "If you confirm it: 1 new draft, 1 draft changed, 1 change proposed for review, "
        "1 row as it is."
    ) in preview.content.decode()
    assert changes(preview)[public.key, "value"] == ("10", "11")
    assert (stored(public).value, stored(draft).value) == (10, 12)
    assert Figure.objects.get(key="a-new-one").publication == "draft"
    proposal = Proposal.objects.get()
    assert proposal.after["participants.figure"][str(public.pk)]["value"] == 11
    assert (proposal.authors, proposal.message) == ([anne.pk], "Imported from “rows.csv”.")


def test_links_that_a_file_changes_in_a_public_program_wait_too(annes, bora):
    program = make_program()
    row = row_of(annes, PROGRAMS, program.slug) | {
        "countries": "CHN", "country_roles": "CHN:partner", "themes": "climate-change",
    }  # fmt: skip
    imported(annes, PROGRAMS, row)
    assert not program.program_countries.exists()
    actions.approve(proposal=program.proposals.get(), person=bora, reason="The source says so.")
    assert program.program_countries.get().country.iso3 == "CHN"
    assert program.themes.get().slug == "climate-change"


def test_what_a_file_changes_is_added_to_the_change_that_waits(annes, anne, bora):
    program = make_program(name_en="Old", summary_en="Old")
    proposed(program, bora, name_en="New", summary_en="Newer")
    row = row_of(annes, PROGRAMS, program.slug) | {"name_ko": "새 이름"}
    imported(annes, PROGRAMS, row)
    proposal = program.proposals.get()
    after = proposal.after["programs.program"][str(program.pk)]
    assert (after["name_en"], after["name_ko"], after["summary_en"]) == ("New", "새 이름", "Newer")
    assert proposal.authors == sorted([anne.pk, bora.pk])


def test_a_row_that_waits_to_be_withdrawn_is_refused_with_its_place(annes, anne):
    figure = make_figure()
    actions.propose_withdrawal(row=figure, person=anne, reason="Wrong.")
    row = row_of(annes, FIGURES, figure.key) | {"value": "11"}
    page = previewed(annes, FIGURES, as_csv([row]))
    [complaint] = complaints(page)
    assert complaint[:3] == ("2", "", "")
    assert "It waits to be withdrawn." in complaint[3]
    assert "confirm_form" not in page.context


def test_what_is_in_review_gets_one_more_author(client, anne, bora):
    figure = make_figure(publication="draft")
    proposal = actions.submit(row=figure, person=anne)
    client.force_login(bora)
    imported(client, FIGURES, row_of(client, FIGURES, figure.key) | {"value": "11"})
    proposal.refresh_from_db()
    assert (stored(figure).value, proposal.authors) == (11, sorted([anne.pk, bora.pk]))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"figure": "nier-priority-areas", "program": "nier-eanet"}, "may not change"),
        ({"program": "nier-eanet"}, "may name here"),
    ],
)
def test_rows_of_another_institute_are_refused(annes, changes, words):
    row = FIGURE | {"figure": "keco-new", "program": "keco-seoul-initiative-secretariat"} | changes
    page = previewed(annes, FIGURES, as_csv([row]))
    assert words in page.content.decode()
    assert "confirm_form" not in page.context


def test_a_row_of_another_institute_is_refused_even_where_the_file_changes_nothing(annes):
    there = Figure.objects.exclude(program__institute__code="keco").order_by("key").first()
    row = FIGURE | {"figure": there.key, "program": there.program.slug}
    page = previewed(annes, FIGURES, as_csv([{"figure": row["figure"]}]))
    assert "is taken, by a row that you may not change" in page.content.decode()


def test_a_preview_that_is_not_confirmed_leaves_nothing(annes):
    figure = make_figure()
    row = row_of(annes, FIGURES, figure.key) | {"value": "11"}
    previewed(annes, FIGURES, as_csv([row]))
    assert not Proposal.objects.exists()
    assert not Program.objects.filter(publication="review").exists()
