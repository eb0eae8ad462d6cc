"""The programs of an institute in the order of time, against years counted one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from institutes.models import Institute
from programs.models import Edition, Program
from programs.timeline import WIDTH, percent, round_years, timeline
from tests import pages
from tests.examples import examples
from tests.factories import make_edition, make_institute, make_program


def program(start=None, end=None, state="active", editions=(), planned=()):
    one = Program(start_year=start, end_year=end, state=state)
    one.edition_years, one.planned_years = list(editions), list(planned)
    return one


def drawn(one, *others):
    """The pieces of a program's bar as (first year, year after the last, how), and the scale."""
    found = timeline([one, *others])
    [line] = [line for line in found.lines if line.program is one]
    return [(piece.start, piece.end, piece.drawn) for piece in line.pieces]


SPAN = program(2000, 2009)  # beside it, ten years are the whole width


def test_known_years_are_a_solid_bar_of_their_length():
    assert drawn(program(2002, 2004), SPAN) == [(200, 500, "solid")]
    assert drawn(program(2009, 2009), SPAN) == [(900, 1000, "solid")]


def test_an_open_end_fades_out_and_an_unknown_beginning_fades_in():
    for state in ("active", "not-stated"):
        solid, fading = drawn(program(2002, state=state), SPAN)
        assert (solid[2], fading[1:]) == ("solid", (WIDTH, "out"))
        assert solid[1] == fading[0] < WIDTH
    [fading, solid] = drawn(program(end=2004), SPAN)
    assert (fading[0], fading[2], solid[2]) == (0, "in", "solid")
    assert fading[1] == solid[0]


def test_what_began_in_the_last_known_year_has_room_to_go_on():
    for known in (2009, 2010):
        solid, fading = drawn(program(known), program(2000, known))
        assert solid[0] < solid[1] < fading[1] == WIDTH


def test_what_ended_in_an_unknown_year_does_not_reach_the_end():
    [solid, fading] = drawn(program(2002, state="ended"), SPAN, program(2001))
    assert (solid[2], fading[2]) == ("solid", "out")
    assert fading[1] < WIDTH // 2


def test_a_plan_is_drawn_as_one():
    assert drawn(program(2002, 2004, state="planned"), SPAN) == [(200, 500, "plan")]


def test_editions_are_dots_in_the_middle_of_their_year_and_rings_where_only_planned():
    found = timeline([SPAN, program(editions=[2001, 2003], planned=[2003, 2005])])
    dots = [(dot.at, dot.planned) for line in found.lines for dot in line.dots]
    assert dots == [(150, False), (350, False), (550, True)]


def test_programs_without_a_year_stand_apart():
    dated, undated = program(2002), program()
    found = timeline([undated, dated])
    assert ([line.program for line in found.lines], found.undated) == ([dated], [undated])
    assert timeline([undated]).lines == []
    assert timeline([]).lines == []


YEARS = st.integers(1945, 2100)
PROGRAMS = st.builds(
    lambda start, length, has_start, has_end, state, planned: program(
        start if has_start else None,
        min(start + length, 2100) if has_end else None,
        state,
        planned=[planned] if planned else [],
    ),
    YEARS, st.integers(0, 30), st.booleans(), st.booleans(),
    st.sampled_from(["planned", "active", "ended", "not-stated"]), st.none() | YEARS,
)  # fmt: skip


@examples(200)
@given(st.lists(PROGRAMS, max_size=5))
def test_every_known_year_lies_on_its_bar_and_nothing_runs_over_the_edge(programs):
    found = timeline(programs)
    assert len(found.lines) + len(found.undated) == len(programs)
    firsts = [min(filter(None, [line.program.start_year, line.program.end_year,
                                *line.program.planned_years])) for line in found.lines]  # fmt: skip
    assert firsts == sorted(firsts)
    for line in found.lines:
        assert line.pieces or line.dots
        for piece in line.pieces:
            assert 0 <= piece.start <= piece.end <= WIDTH
        solid = [piece for piece in line.pieces if piece.drawn in ("solid", "plan")]
        known = bool(line.program.start_year or line.program.end_year)
        assert len(solid) == known
        assert all(piece.end > piece.start for piece in solid)
        assert all(0 < dot.at < WIDTH for dot in line.dots)


@examples(100)
@given(YEARS, st.integers(0, 155))
def test_the_axis_has_few_round_years(first, length):
    last = min(first + length, 2100)
    years = round_years(first, last)
    assert len(years) <= 6
    assert all(first <= year <= last for year in years)
    assert years == sorted(set(years))
    assert years or last - first < 50


def test_places_are_written_as_svg_wants_them():
    assert [percent(at) for at in (0, 7, 371, 1000)] == ["0.0%", "0.7%", "37.1%", "100.0%"]


@pytest.mark.django_db
def test_programs_come_with_the_years_of_their_editions_the_named_one_first():
    found = list(Program.objects.with_edition_years().by_years(first=Program.objects.last()))
    editions = list(Edition.objects.all())
    for one in found:
        of_it = [edition for edition in editions if edition.program_id == one.pk]
        planned = sorted({edition.year for edition in of_it if edition.state == "planned"})
        others = sorted({edition.year for edition in of_it if edition.state != "planned"})
        assert (one.edition_years, one.planned_years) == (others, planned)
    assert found[0] == Program.objects.last()

    def first_year(one):
        ends = [one.start_year, one.end_year, *one.edition_years, *one.planned_years]
        return min((year for year in ends if year), default=9999)

    years = [first_year(one) for one in found[1:]]
    assert years == sorted(years)
    assert len(found) == Program.objects.count()


@pytest.mark.django_db
def test_programs_of_one_year_come_by_their_names_and_then_by_their_keys():
    for slug, name in (("c-program", "Beta"), ("b-program", "Alpha"), ("a-program", "Alpha")):
        make_program(slug=slug, name_en=name, start_year=1951)
    found = Program.objects.with_edition_years().by_years(first=Program.objects.first())
    of_that_year = [one.slug for one in found if one.start_year == 1951]
    assert of_that_year == ["a-program", "b-program", "c-program"]


@pytest.mark.django_db
def test_the_page_lists_every_program_of_the_institute_once_with_its_years(client):
    page = pages.parsed(client.get("/programs/nier-minamata-exchange/"))
    [part] = page.xpath("//section[@aria-labelledby='timeline']")
    named = {*pages.links_in([part], "/programs/")} - {"?institute=nier", ".csv?institute=nier"}
    nier = Program.objects.filter(institute__code="nier").exclude(slug="nier-minamata-exchange")
    assert {link for link in named if "?" not in link} == {one.slug for one in nier}
    [current] = part.cssselect("li.current")
    assert "since 2006" in pages.text_of(current)


@pytest.mark.django_db
def test_drafts_are_not_in_the_timeline_and_very_many_programs_are_cut(client):
    institute = make_institute(code="busy")
    make_program(institute=institute, name_en="Secret draft", start_year=1950, publication="draft")
    for i in range(51):
        make_program(institute=institute, slug=f"busy-{i:02}", start_year=1950 + i)
    late = make_program(institute=institute, slug="late", start_year=2050)
    page = client.get("/programs/late/")
    assert "Secret draft" not in page.text
    timeline = page.context["timeline"]
    assert timeline.more
    assert [line.is_current for line in timeline.lines if line.program == late] == [True]
    assert len(timeline.lines) == 50
    assert "These are the first of very many programs." in page.text


@pytest.mark.django_db
def test_a_planned_edition_is_said_and_drawn_as_planned(client):
    one = make_program(institute=Institute.objects.get(code="slc"), slug="one")
    make_edition(program=one, year=2014, state="planned")
    make_edition(program=one, year=2012, state="held")
    page = pages.parsed(client.get("/programs/one/"))
    [current] = page.cssselect(".timeline li.current")
    assert pages.text_of(current).endswith("editions: 2012 planned: 2014")
    assert [dot.get("class") for dot in current.cssselect("circle")] == [None, "planned"]
