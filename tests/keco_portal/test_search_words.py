"""What a search finds and marks, against second computations that read every text in Python."""

import re

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from institutes.words import WORD, Search, as_name, plain
from keco_portal.search.groups import groups
from keco_portal.search.marking import Marker
from programs.models import Program
from tests import pages
from tests.examples import examples
from tests.factories import make_partner, make_partnership, make_program

pytestmark = pytest.mark.django_db

TOO_COMMON = {"a", "and", "by", "for", "from", "in", "of", "on", "the", "to", "who", "with"}


def texts(program):
    names = [program.name_en, program.name_ko, program.slug, program.as_printed]
    return [*names, program.summary_en, program.summary_ko]


def test_every_program_is_found_by_each_word_of_its_english_name():
    for program in Program.objects.all():
        for word in re.findall(r"\w+", program.name_en):
            if word.lower() not in TOO_COMMON:
                assert program in Program.objects.matching(word), (word, program)


def test_a_piece_of_korean_in_quotes_finds_the_programs_that_have_it_and_no_other():
    programs = list(Program.objects.select_related("institute"))
    runs = {run for one in programs for run in re.findall("[가-힣]{2,}", one.name_ko)}
    pieces = {run[i:j] for run in runs for i in range(len(run)) for j in range(i + 2, i + 5)}
    for piece in sorted(piece for piece in pieces if len(piece) > 1)[::3]:
        wanted = {one.slug for one in programs if any(piece in text for text in texts(one))}
        found = Program.objects.matching(f'"{piece}"').values_list("slug", flat=True)
        assert set(found) == wanted, piece


def test_a_piece_of_korean_without_quotes_finds_no_fewer():
    programs = list(Program.objects.all())
    for run in {run for one in programs for run in re.findall("[가-힣]{2,}", one.name_ko)}:
        wanted = {one.slug for one in programs if any(run in text for text in texts(one))}
        assert wanted <= set(Program.objects.matching(run).values_list("slug", flat=True)), run


# Letters that Python and PostgreSQL both know, whatever their editions of Unicode.
TEXTS = st.text(
    st.one_of(
        st.characters(max_codepoint=0x24F, exclude_characters="\0İı"),
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
        st.characters(min_codepoint=0x2000, max_codepoint=0x206F),
        st.sampled_from("0123456789,,,ＫＥＣＯ１２㈜ｶﾞ협력을\u1112\u1167\u11b8\u0301"),
    ),
    max_size=20,
)


@examples(200)
@given(TEXTS)
def test_postgresql_and_python_cut_a_text_alike(text):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT plain_text(%s), tsvector_to_array(whole_names(ARRAY[%s]))", [text, text]
        )
        simpler, names = cursor.fetchone()
    assert simpler == plain(text)
    assert names == ([f"={as_name(text)}"] if as_name(text) else [])


def marked(text, looked_for):
    return str(Marker(Search(looked_for), [text]).html(text))


@pytest.mark.parametrize(
    ("looked_for", "text", "html"),
    [
        ("cooperate", "Cooperation & forums", "<mark>Cooperation</mark> &amp; forums"),
        ("협력을", "환경협력의 협력", "환경<mark>협력</mark>의 <mark>협력</mark>"),
        ("환경협력", "환경 협력", "<mark>환경 협력</mark>"),
        ("숲", "도시숲", "도시<mark>숲</mark>"),
        ("turkiye", "In Türkiye", "In <mark>Türkiye</mark>"),
        ("1183", "1,183 people", "<mark>1,183</mark> people"),
        ("vietnam", "Viet Nam", "<mark>Viet Nam</mark>"),
        ("script", "<script> a", "&lt;<mark>script</mark>&gt; a"),
        ("the forum", "the forum of", "the <mark>forum</mark> of"),
        ("the", "the forum", "<mark>the</mark> forum"),
        ("forum -china", "forum china", "<mark>forum</mark> china"),
        ("협력 력을", "협력을", "<mark>협력을</mark>"),
    ],
)
def test_the_words_that_were_looked_for_are_marked(looked_for, text, html):
    assert marked(text, looked_for) == html


@examples(100)
@given(TEXTS, TEXTS)
def test_marks_change_no_text_and_let_no_markup_through(text, looked_for):
    html = marked(text, looked_for)
    assert set(re.findall("<[^>]*>", html)) <= {"<mark>", "</mark>"}
    assert "".join(re.split("</?mark>", html)) == marked(text, "")


def test_markup_in_a_name_stays_text(client):
    nasty = make_partner(name_en="<img src=x onerror=alert(1)> xylophone", slug="nasty")
    make_partnership(program=make_program(), partner=nasty)
    page = pages.parsed(client.get("/search/", {"q": "xylophone <b>"}))
    assert page.cssselect("main li mark") == []
    page = pages.parsed(client.get("/search/", {"q": "xylophone"}))
    assert [mark.text for mark in page.cssselect("main li mark")] == ["xylophone"]
    assert page.cssselect("main img") == []


def test_an_excerpt_is_the_piece_around_the_mark():
    make_program(summary_en="Before this. " * 40 + "A xylophone stands here. " + "After. " * 60)
    [group] = groups(Search("xylophone"))
    [line] = group.lines
    assert line.excerpt.startswith("… ")
    assert line.excerpt.endswith(" …")
    assert "<mark>xylophone</mark>" in line.excerpt
    assert len(line.excerpt) < 250


def test_a_text_of_any_length_can_be_stored():
    every = "".join(chr(point) for point in range(0xAC00, 0xD7A4)) * 12
    program = make_program(summary_ko=every, name_en="ﷺ" * 300, name_ko="한" * 300)
    assert program in Program.objects.matching("갂갃간")
    assert WORD.findall(plain(program.name_ko)) == [program.name_ko]


@pytest.mark.parametrize(
    ("lookup", "index"),
    [("words @@ search_query('''협력''', '''=x''')", "program_words"),
     ("name_en %%> 'coperation'", "program_name_en_trigrams"),
     ("name_ko %%> '인도네시야'", "program_name_ko_trigrams")],
)  # fmt: skip
def test_a_large_table_is_searched_by_index(lookup, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT FROM programs_program WHERE {lookup}", [])
        plan = " ".join(line for (line,) in cursor)
    assert f"Bitmap Index Scan on {index}" in plan
