"""What an import is said to change for the public, once all that it proposes is approved."""

import pytest

from participants.models import Figure
from participants.review import effect_of_import
from participants.review.effect_of_import import Look
from participants.review.working import rolled_back
from programs.models import Country, Program
from tests.factories import make_figure, make_measure, make_program, make_program_country

pytestmark = pytest.mark.django_db


def effect(rows, change):
    """The effect of what `change` does to the queryset `rows`."""
    look = Look(rows)
    with rolled_back():
        change()
        look.again()
    return look.effect


@pytest.fixture
def series():
    """Three years of one measure, 10 each."""
    program, measure = make_program(slug="courses"), make_measure()
    for year in ("2011", "2012", "2013"):
        make_figure(
            key=f"courses-{year}", program=program, measure=measure, kind="annual",
            period_start=year, period_end=year,
        )  # fmt: skip
    return Figure.objects.filter(key__startswith="courses-")


def test_figures_and_the_totals_that_they_change(series):
    said = effect(series, lambda: series.filter(key="courses-2012").update(value=15))
    [figure] = said.figures
    assert (figure.what.key, figure.before, figure.after) == (
        *("courses-2012", "10 people, 2012", "15 people, 2012"),
    )
    [total] = said.totals
    assert (total.before, total.after) == ("30", "35")
    assert said.left_out == ["Each proposal says which pages it changes."]


def test_a_figure_that_moves_changes_the_totals_of_both(series):
    other = make_program(slug="other-courses")
    said = effect(series, lambda: series.filter(key="courses-2013").update(program=other))
    totals = {one.what[0].slug: (one.before, one.after) for one in said.totals}
    assert totals == {
        "courses": ("30", "20"),
        "other-courses": (
            None,
            "No total: there is one figure only, and it stands for itself.",
        ),
    }


def test_programs_with_their_countries():
    program, china = make_program(slug="courses"), Country.objects.get(iso3="CHN")
    make_program_country(program=program, country=china)

    def change():
        program.program_countries.all().delete()
        Program.objects.filter(pk=program.pk).update(name_en="Courses, new")

    said = effect(Program.objects.filter(pk=program.pk), change)
    [row] = said.rows["programs"]
    assert row.what == ("programs", "courses")
    [count] = said.counts
    assert (count.what, count.before - count.after) == ("Programs: China", 1)


def test_nothing_is_said_of_what_stays_as_it_is(series):
    said = effect(series, lambda: None)
    assert said.is_nothing


def test_of_very_many_the_first_are_looked_at_and_the_rest_is_counted(series, monkeypatch):
    monkeypatch.setattr(effect_of_import, "ROWS_AT_MOST", 2)
    said = effect(series, lambda: series.update(value=11))
    assert [one.what.key for one in said.figures] == ["courses-2011", "courses-2012"]
    assert "1 row more changes that is not shown here." in said.left_out
    [total] = said.totals
    assert (total.before, total.after) == ("30", "33")


def test_the_effect_of_many_figures_takes_a_bounded_number_of_queries(
    series, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(effect_of_import, "SERIES_AT_MOST", 2)
    with django_assert_max_num_queries(2 * 2 + 15):
        said = effect(Figure.objects.published(), lambda: None)
    assert any(words.endswith("totals more were not looked at.") for words in said.left_out)
