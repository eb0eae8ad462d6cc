"""The log of corrections: what the public is told of changes, and what it is not."""

import pytest

from institutes.history import recording
from institutes.models import Institute
from programs.models import Country, Framework, Theme
from tests import pages
from tests.factories import (
    make_edition,
    make_figure,
    make_partner,
    make_partnership,
    make_program,
)
from tests.participants.test_past import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def program():
    with recording(by="form"):
        return make_program(slug="a", name_en="The name", countries=[Country.objects.first()])


@pytest.fixture
def figure(program):
    return make_figure(key="a-1", program=program, value=1183, period_start="2005")


def approved(row, reason="It was miscounted.", reason_ko="잘못 세었습니다.", **fields):
    with recording(reason=reason, reason_ko=reason_ko, act="change", name="kim"):
        change(row, **fields)


def told(client, address="/changes/"):
    """The corrections on a page as lists of their texts."""
    page = pages.parsed(client.get(address))
    return [
        [pages.text_of(one) for one in item.cssselect("h2, p, dt, dd")]
        for item in page.cssselect("ol.changes > li")
    ]


def test_a_portal_where_nothing_changed_says_so(client, figure):
    make_figure(publication="draft")
    assert "Nothing that was published has been changed since." in client.get("/changes/").text
    assert told(client) == []


def test_a_corrected_figure_is_told_with_old_and_new_date_and_reason(client, figure):
    approved(figure, value=1200, period_start="2006-08", qualifier="about")
    [item] = told(client)
    assert item[0].endswith("KECO · a-1")
    assert item[1].startswith("Changed ")
    assert item[2:] == [
        "The reason: It was miscounted.",
        *("Value", "Before 1,183", "After 1,200"),
        *("Qualifier", "Before exact", "After about"),
        *("Period from", "Before 2005", "After August 2006"),
    ]
    assert told(client, "/figures/a-1/") == [item[1:]]
    assert "kim" not in client.get("/changes/").text


def test_in_korean_it_is_told_in_korean(client, figure):
    approved(figure, note="A note.", note_ko="주석")
    page = pages.parsed(client.get("/ko/changes/"))
    assert "잘못 세었습니다." in pages.text_of(page)
    assert page.cssselect("ins[lang=en]")[0].text == "A note."


def test_without_a_reason_the_log_says_so(client, figure):
    change(figure, value=12)
    [item] = told(client)
    assert "No reason was recorded." in item


def test_what_belongs_to_a_program_is_told_too(client, program):
    with recording(reason="The source was read again."):
        make_edition(program=program, year=2014, title="A workshop")
        make_partnership(program=program, partner=make_partner(name_en="A partner"))
        program.program_countries.all().delete()
        program.themes.add(Theme.objects.by_name().first())
        program.frameworks.add(Framework.objects.by_name().first())
    [item] = told(client, "/programs/a/")
    assert item[1] == "The reason: The source was read again."
    country = Country.objects.first().name_en
    for label, before, after in [
        ("Country", f"Before {country} · role not stated", "After nothing"),
        ("Partner", "Before nothing", "After A partner · partner"),
        ("Edition", "Before nothing", "After 2,014 · A workshop".replace(",", "")),
        ("Framework", "Before nothing", f"After {Framework.objects.by_name().first().name_en}"),
        ("Theme", "Before nothing", f"After {Theme.objects.by_name().first().name_en}"),
    ]:
        at = item.index(label)
        assert item[at : at + 3] == [label, before, after]
    with recording(reason="Another."):
        change(program.editions.get(), year=2015)
    newest, _ = told(client)
    assert newest[3:] == ["Edition: 2015 · A workshop Year", "Before 2014", "After 2015"]


def test_a_first_publication_is_no_correction(client):
    with recording(by="form"):
        draft = make_program(slug="b", publication="draft", countries=[Country.objects.first()])
        figure = make_figure(program=draft, publication="draft")
    change(draft, name_en="Another")
    with recording(by="form", reason="Ready."):
        change(draft, publication="published")
        change(figure, publication="published")
    change(draft, last_confirmed_on="2026-11-24")
    assert told(client) == []


def test_of_what_is_withdrawn_only_address_date_and_reason_are_told(client, program, figure):
    approved(figure, value=55555)
    approved(program, name_en="The second name")
    approved(figure, reason="It was false.", publication="withdrawn")
    item, _ = told(client)
    assert item == ["/figures/a-1/", item[1], "The reason: It was false."]
    assert item[1].startswith("Withdrawn ")
    approved(program, reason="All of it.", publication="withdrawn")
    both = told(client)
    assert [one[0] for one in both] == ["/programs/a/", "/figures/a-1/"]
    for trace in ("55,555", "55555", "1,183", "name"):
        assert trace not in pages.text_of(pages.parsed(client.get("/changes/")).cssselect("ol")[0])


def test_published_again_it_is_told_with_what_changed_meanwhile(client, figure):
    approved(figure, publication="withdrawn")
    change(figure, value=7)
    change(figure, value=1199)
    with recording(reason="Checked."):
        change(figure, publication="published")
    again, withdrawn = told(client)
    assert again[1].startswith("Published again ")
    assert again[2:] == ["The reason: Checked.", "Value", "Before 1,183", "After 1,199"]
    assert withdrawn[1].startswith("Withdrawn ")


def test_what_a_figure_was_while_its_program_was_gone_nobody_is_told(client, program, figure):
    approved(program, publication="withdrawn")
    change(figure, value=7)
    change(figure, value=1199)
    change(program, publication="published")
    [item] = told(client, "/figures/a-1/")
    assert item[-3:] == ["Value", "Before 1,183", "After 1,199"]
    assert "After 7" not in client.get("/changes/").text


def test_a_parent_that_is_not_public_is_not_named(client, program):
    draft = make_program(name_en="A secret parent", publication="draft")
    approved(program, parent=draft)
    assert "secret" not in client.get("/changes/").text


def test_what_was_done_in_one_go_is_one_correction_of_each_row(client, program, figure):
    with recording(reason="One import."):
        change(program, name_en="Two")
        change(figure, value=2)
        change(program, summary_en="Three")
    assert len(told(client)) == 2
    assert len(told(client, "/programs/a/")) == 1


def test_pages_have_fifty_each(client, program):
    for number in range(60):
        change(program, name_en=f"Name {number}")
    assert len(told(client)) == 50
    assert len(told(client, "/changes/?page=2")) == 10
    assert client.get("/changes/?page=3").status_code == 404
    assert told(client)[0][-1] == "After Name 59"


def test_more_corrections_do_not_mean_more_queries(
    client, program, figure, django_assert_max_num_queries
):
    others = [make_program(institute=Institute.objects.first()) for _ in range(5)]
    for number in range(20):
        for row in (program, *others):
            approved(row, name_en=f"Name {number}")
        approved(figure, value=number)
    with django_assert_max_num_queries(24):
        assert len(told(client)) == 50


def test_a_deleted_row_is_told_as_withdrawn(client, figure):
    figure.delete()
    [item] = told(client)
    assert item[0] == "/figures/a-1/"
    assert item[1].startswith("Withdrawn ")
