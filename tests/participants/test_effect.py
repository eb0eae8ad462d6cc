"""What a proposal is said to change for the public is what changes once it is approved."""

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from institutes.history.content import content_of
from participants.models import Figure
from participants.review import actions
from participants.review.effect import effect_of
from participants.review.refused import Refused
from participants.review.working import working_copy
from programs.models import Country, Program, Region
from tests import pages
from tests.factories import (
    make_edition,
    make_figure,
    make_measure,
    make_partner,
    make_partnership,
    make_program,
    make_program_region,
)
from tests.proposing import content_with, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


def effect(proposal):
    return effect_of(RequestFactory().get("/"), proposal)


def crawled(prefix):
    """What a visitor finds on the pages of the portal, up to the end of their main part.

    Of the countries, those that programs name, and some others; of what other institutes do, one
    program and one figure.
    """
    client, found = Client(), {}
    named = Country.objects.named_by(Program.objects.published())
    shown = {*named.values_list("iso3", flat=True), "DEU", "FRA", "JPN", "VNM", "FJI", "PER"}
    others = Program.objects.published().exclude(institute__code="keco").order_by("pk")
    figures = Figure.objects.published().filter(program__in=others).order_by("pk")
    left_out = {row.get_absolute_url() for row in (*others[1:], *figures[1:])}
    for address in [*pages.LISTS, *pages.details()]:
        if address in left_out:
            continue
        if not address.startswith("/countries/") or address.strip("/")[-3:] in {*shown, "ies"}:
            answer = client.get(f"{prefix}{address}")
            if answer.status_code == 200:
                found[address] = answer.content.partition(b"</main>")[0]
    translation.activate("en")
    return found


def files():
    """The rows of the public files, as lines."""
    return {
        name: set(pages.body(Client().get(f"/{name}.csv")).decode().splitlines())
        for name in ("programs", "figures", "participants")
    }


def check(proposal, person, prefix=""):
    """Approve `proposal`, and compare all of the portal with what was said of it before."""
    said = effect(proposal)
    before, rows_before = crawled(prefix), files()
    actions.approve(proposal=proposal, person=person, reason="Because.")
    after, rows_after = crawled(prefix), files()
    told = {one.what.address: one for one in said.pages}
    for address in before | after:
        was, now = before.get(address), after.get(address)
        is_list = address in LISTED
        if was == now:
            assert address not in told, address
        elif address in told:
            assert (told[address].comes, told[address].goes) == (was is None, now is None)
        else:
            assert is_list or alike(address, said), address
    for name in rows_before:
        keys = {one.what[1] for one in said.rows.get(name, [])}
        assert {key_of(row) for row in rows_before[name] ^ rows_after[name]} == keys, name
    return said


# Pages of lists are told of by the rows that they list; those about files only count them.
LISTED = {"/programs/", "/figures/", "/participants/", "/search/", "/data/", "/data/iati/"}


def alike(address, said):
    """Whether a page is one of several that another was said to stand for."""
    start = address.split("/")[1]
    return any(one.what.several and one.what.address.startswith(f"/{start}/") for one in said.pages)


def key_of(row):
    return row.split(",")[0]


@pytest.fixture
def series(anne):
    """A program with three years of one measure, 10 each; the third is a draft."""
    program, measure = make_program(slug="courses"), make_measure()
    return [
        make_figure(
            key=f"courses-{year}", program=program, measure=measure, kind="annual",
            period_start=str(year), period_end=str(year), publication=publication,
        )
        for year, publication in ((2011, "published"), (2012, "published"), (2013, "draft"))
    ]  # fmt: skip


def test_a_changed_number_is_told_with_the_totals_that_it_changes(anne, bora, series):
    said = check(proposed(series[0], anne, value=12), bora)
    [figure] = said.figures
    assert (figure.before, figure.after) == ("10 people, 2011", "12 people, 2011")
    [total] = said.totals
    assert (total.before, total.after) == ("20", "22")


def test_a_number_that_breaks_a_total_is_told_with_the_reason(anne, series):
    said = effect(proposed(series[0], anne, qualifier="about"))
    [total] = said.totals
    assert (total.before, total.after) == ("20", "No total: a number is not exact.")


def test_a_new_figure_comes_to_its_pages(anne, series):
    figures = Figure.objects.published().count()
    said = effect(actions.submit(row=series[2], person=anne))
    assert [(one.what.address, one.comes) for one in said.pages if one.comes] == [
        ("/figures/courses-2013/", True)
    ]
    counts = {one.what: (one.before, one.after) for one in said.counts}
    assert counts == {"Figures in all": (figures, figures + 1)}


def a_program_in_the_world(publication):
    program = make_program(
        slug="in-the-world", publication=publication, start_year=2009,
        countries=Country.objects.filter(iso3__in=["CHN", "FRA"]),
    )  # fmt: skip
    make_program_region(program=program, region=Region.objects.get(code="southeast-asia"))
    make_partnership(program=program, partner=make_partner(slug="craes-too"))
    make_edition(program=program, host_country=Country.objects.get(iso3="JPN"))
    make_figure(key="in-the-world-reach", program=program)
    return program


def test_a_new_program_is_told_on_every_page_it_comes_to(anne, bora):
    program = a_program_in_the_world("draft")
    said = check(actions.submit(row=program, person=anne), bora)
    assert {one.what.address for one in said.pages if one.comes} == {
        "/programs/in-the-world/", "/figures/in-the-world-reach/", "/partners/craes-too/",
    }  # fmt: skip
    counts = {one.what: (one.before, one.after) for one in said.counts}
    assert counts["Programs: France"] == (0, 1)
    assert "/countries/FRA/" in {one.what.address for one in said.pages}


def test_a_withdrawn_program_is_told_on_every_page_it_leaves(anne, bora):
    program = a_program_in_the_world("published")
    proposal = actions.propose_withdrawal(row=program, person=anne, reason="It is wrong.")
    said = check(proposal, bora)
    assert {one.what.address for one in said.pages if one.goes} == {
        "/programs/in-the-world/", "/figures/in-the-world-reach/", "/partners/craes-too/",
    }  # fmt: skip
    assert [one.goes for one in said.figures] == [True]


def test_a_program_that_moves_is_told_where_it_leaves_and_where_it_comes(anne, bora):
    program = a_program_in_the_world("published")
    with working_copy(program):
        program.program_countries.filter(country__iso3="FRA").update(
            country=Country.objects.get(iso3="DEU")
        )
        content = content_of(program)
    proposal = actions.propose_change(row=program, content=content, person=anne)
    said = check(proposal, bora)
    counts = {one.what: (one.before, one.after) for one in said.counts}
    assert (counts["Programs: France"], counts["Programs: Germany"]) == ((1, 0), (0, 1))


@pytest.mark.parametrize(
    ("prefix", "fields"), [("", {"name_en": "A new name"}), ("/ko", {"name_ko": "새 이름"})]
)
def test_a_changed_name_is_told_on_every_page_that_prints_it(anne, bora, prefix, fields):
    program = Program.objects.get(slug="keco-seoul-initiative-secretariat")
    said = check(proposed(program, anne, **fields), bora, prefix)
    assert len(said.pages) > 3


def test_a_figure_of_a_draft_changes_nothing_for_the_public(anne, bora):
    figure = make_figure(program=make_program(publication="draft"), publication="draft")
    assert check(actions.submit(row=figure, person=anne), bora).is_nothing


def test_looking_at_the_effect_leaves_no_trace(anne, series):
    proposal = proposed(series[0], anne, value=12)
    before, events = content_of(series[0]), Figure.pgh_event_model.objects.count()
    first, second = effect(proposal), effect(proposal)
    assert [one.what for one in first.pages] == [one.what for one in second.pages]
    assert (first.figures, first.totals) == (second.figures, second.totals)
    assert content_of(series[0]) == before
    assert Figure.pgh_event_model.objects.count() == events


def test_the_effect_of_a_stale_change_is_that_of_the_renewed_one(anne, series):
    proposal = proposed(series[0], anne, note="In words.")
    Figure.objects.filter(pk=series[0].pk).update(value=11)
    said = effect(proposal)
    assert [one.after for one in said.figures] == []
    assert [one.what[1] for one in said.rows["figures"]] == ["courses-2011"]


def test_an_effect_that_a_rule_does_not_allow_is_refused_in_its_words(anne):
    figure = make_figure(value=3)
    proposal = proposed(figure, anne, value=4)
    proposal.after = content_with(figure, value=-1)
    proposal.save()
    with pytest.raises(Refused, match="never negative"):
        effect(proposal)
