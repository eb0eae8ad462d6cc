"""What differs between two contents is said by field, by row and by word."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from institutes.history.content import content_of
from institutes.history.difference import COMPARED_AT_MOST, Difference, differences
from programs.models import Country, Program, Theme
from tests.examples import examples
from tests.factories import make_edition, make_program, make_program_country

pytestmark = pytest.mark.django_db


def lines(before, after):
    return [(one.part, one.label, one.before, one.after)
            for one in differences(Program, before, after)]  # fmt: skip


def test_nothing_differs_from_itself():
    content = content_of(make_program())
    assert differences(Program, content, content) == []


def test_fields_are_named_and_printed_as_people_read_them():
    program = make_program(name_en="One", kind="project", start_year=None)
    before = content_of(program)
    program.name_en, program.kind, program.start_year = "Two", "joint-research", 2014
    program.parent = make_program(name_en="The parent")
    program.save()
    assert lines(before, content_of(program)) == [
        ("", "Parent", "", "The parent"),
        ("", "Name in English", "One", "Two"),
        ("", "Kind", "project", "joint research"),
        ("", "First year", "", "2014"),
    ]


def test_rows_that_came_and_went_stand_whole():
    theme = Theme.objects.first()
    program = make_program()
    edition = make_edition(program=program, title="Workshop", year=2015)
    before = content_of(program)
    edition.delete()
    program.themes.add(theme)
    china = make_program_country(program=program, country=Country.objects.get(iso3="CHN"))
    after = content_of(program)
    assert [(part, label) for part, label, _before, _after in lines(before, after)] == [
        ("program country", "added"),
        ("edition", "removed"),
        ("theme", "added"),
    ]
    assert lines(before, after)[0][3] == "China · role not stated"
    china.role = "partner"
    china.save()
    [(part, label, old, new)] = lines(after, content_of(program))
    assert (part, label) == ("program country: China · partner", "Role")
    assert (old, new) == ("role not stated", "partner")


def test_words_are_compared_and_not_only_texts():
    one = Difference(
        "", "", "일곱 나라의 연구자 30명, by 2013.", "일곱 나라의 연구자 32명, by 2013."
    )
    assert [(piece.text, piece.changed) for piece in one.before_pieces] == [
        ("일곱 나라의 연구자 ", False), ("30명", True), (", by 2013.", False),
    ]  # fmt: skip
    assert [piece.text for piece in one.after_pieces if piece.changed] == ["32명"]


@examples(200)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_letter_is_lost_or_invented(before, after):
    one = Difference("", "", before, after)
    assert "".join(piece.text for piece in one.before_pieces) == before
    assert "".join(piece.text for piece in one.after_pieces) == after
    same = [[piece.text for piece in side if not piece.changed]
            for side in (one.before_pieces, one.after_pieces)]  # fmt: skip
    assert "".join(same[0]) == "".join(same[1])


def test_a_text_too_long_to_compare_is_shown_whole():
    one = Difference("", "", "a " * COMPARED_AT_MOST, "a " * COMPARED_AT_MOST + "b")
    assert [piece.changed for piece in one.before_pieces + one.after_pieces] == [True, True]


def test_a_text_whose_words_come_again_and_again_is_shown_whole():
    one = Difference("", "", "a " * 1000, "a b " * 500)
    assert [piece.changed for piece in one.before_pieces + one.after_pieces] == [True, True]


def test_a_long_text_of_different_words_is_compared():
    words = [f"word{number}" for number in range(1500)]
    one = Difference("", "", " ".join(words), " ".join([*words[:700], "another", *words[701:]]))
    assert [piece.text for piece in one.after_pieces if piece.changed] == ["another"]


def test_more_rows_need_no_more_queries():
    def asked(number):
        program = make_program()
        before = content_of(program)
        for country in Country.objects.order_by("pk")[:number]:
            make_program_country(program=program, country=country)
        after = content_of(program)
        with CaptureQueriesContext(connection) as queries:
            differences(Program, before, after)
        return len(queries)

    assert asked(9) == asked(1) <= 6
