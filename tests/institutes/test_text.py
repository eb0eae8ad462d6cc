"""Text is stored in NFC, trimmed and without control characters, whichever way it comes in."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models.functions import Upper
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from institutes.models import Institute
from institutes.text import CONTROLS, INVISIBLE, WHITE_SPACE, clean, clean_line, is_key
from programs.models import Theme
from tests.examples import examples
from tests.factories import make_institute, make_theme
from tests.raw_sql import refusal, run
from tests.tables import facts

NFD = unicodedata.normalize("NFD", "하")
DIRTY = {
    "Hangul in single letters": NFD,
    "an accent apart": "e\u0301",
    "a leading no-break space": "\u00a0a",
    "a trailing ideographic space": "a\u3000",
    "a trailing line break": "a\n",
    "a leading tab": "\ta",
    "a trailing line separator": "a\u2028",
    "a space alone": " ",
    "a line break of Windows": "a\r\nb",
    "a line break of old": "a\rb",
    "a vertical tab": "a\x0bb",
    "a control character": "a\x01b",
    "a control character of C1": "a\x9fb",
    "a line separator": "a\u2028b",
    "no character": "a\uffffb",
    "nothing to see": "\u200b",
    "nothing to see among spaces": "\u200b \u3164",
}
NOT_IN_A_LINE = {"a line break": "a\nb", "a tab": "a\tb"}

# Columns of text whose value is checked more closely than by <table>_text_is_clean.
CODES = {
    ("country", "iso3"): "country_codes_are_well_formed",
    ("country", "iso2"): "country_codes_are_well_formed",
    ("country", "m49"): "country_codes_are_well_formed",
    ("region", "scheme"): "region_code_fits_scheme",
    ("region", "code"): "region_code_fits_scheme",
    ("program", "sector"): "program_sector_is_well_formed",
    ("source", "sha256"): "source_sha256_is_well_formed",
    ("figure", "period_start"): "figure_dates_are_partial",
    ("figure", "period_end"): "figure_dates_are_partial",
    ("figure", "as_of"): "figure_dates_are_partial",
}


TEXT_COLUMNS = [
    pytest.param(model, field, id=f"{model._meta.model_name}.{field.name}")
    for model in facts()
    for field in model._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField) and not field.generated
]


def expected_refusals(model, field):
    """The names of the constraints that may refuse an unclean text in this column."""
    name = model._meta.model_name
    if (name, field.name) in CODES:
        return {CODES[name, field.name]}
    rules = {constraint.name for constraint in model._meta.constraints}
    if isinstance(field, models.SlugField):
        return {f"{name}_{field.name}_is_well_formed"}
    if field.choices:
        # A wrong status may be refused by the rule that compares it with the value.
        endings = (f"_{field.name}_is_known", "_value_agrees_with_its_status")
    else:
        endings = ("_text_is_clean",)
    return {rule for rule in rules if rule.endswith(endings)}


def update(model, field, value):
    table = model._meta.db_table
    sql = f'UPDATE {table} SET "{field.column}" = %s WHERE id = (SELECT min(id) FROM {table})'
    return sql, [value]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field"), TEXT_COLUMNS)
def test_postgresql_refuses_text_that_is_not_clean(model, field):
    dirty = DIRTY | NOT_IN_A_LINE if isinstance(field, models.CharField) else DIRTY
    for what, text in dirty.items():
        if field.max_length and len(text) > field.max_length:
            continue
        assert refusal(*update(model, field, text)) in expected_refusals(model, field), what


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field"), TEXT_COLUMNS)
def test_text_is_never_null(model, field):
    with pytest.raises(IntegrityError, match="null value in column"):
        run(*update(model, field, None))


@pytest.mark.django_db
def test_postgresql_takes_white_space_inside_a_text():
    text = "하나\u00a0둘\n\tthree\u3000넷"
    assert run("UPDATE institutes_institute SET summary_ko = %s WHERE code = 'keco'", [text]) == 1
    assert Institute.objects.get(code="keco").summary_ko == text


@pytest.mark.django_db
@pytest.mark.parametrize("clean_one", [clean, clean_line])
def test_what_is_not_clean_is_cleaned(clean_one):
    column = "summary_ko" if clean_one is clean else "contact"
    dirty = DIRTY if clean_one is clean else DIRTY | NOT_IN_A_LINE
    for what, text in dirty.items():
        assert clean_one(text) != text, what
        assert clean_one(clean_one(text)) == clean_one(text), what
        run(f"UPDATE institutes_institute SET {column} = %s", [clean_one(text)])


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028"])
def test_every_line_break_is_the_same(line_break):
    assert clean(f"one{line_break}two{line_break}{line_break}three") == "one\ntwo\n\nthree"
    assert clean_line(f"one {line_break}\t{line_break} two") == "one two"


def test_control_characters_go_and_what_is_seen_stays():
    assert clean("a\x01\x02b\x7f\x9f\ufffe c\td") == "ab c\td"
    assert clean("e\x01\u0301") == "é"
    assert clean("a\0b") == "a\0b"
    assert clean("❤\ufe0f") == "❤\ufe0f"


@pytest.mark.parametrize("text", ["\u200b", "\u200b \u200b", "\u3164", "\ufeff", "\u00ad\n"])
def test_what_shows_nothing_is_nothing(text):
    assert clean(text) == clean_line(text) == ""


def test_what_shows_nothing_is_of_unicode_s_formats_fillers_and_selectors():
    others = {"\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0"}
    for one in set(INVISIBLE) - others - {"\ufe0e", "\ufe0f"}:
        assert unicodedata.category(one) == "Cf", hex(ord(one))
    assert not set(INVISIBLE) & set(WHITE_SPACE + CONTROLS)


UNCLEAN = f"\u00a0\t{NFD} e\u0301\u3000\n"
CLEAN = "하 é"


@pytest.mark.django_db
def test_a_form_cleans_what_it_is_given():
    given_data = {"slug": " theme ", "name_en": UNCLEAN, "name_ko": UNCLEAN, "as_printed": " "}
    form = modelform_factory(Theme, fields="__all__")(given_data)
    assert form.is_valid(), form.errors
    assert form.instance.name_en == CLEAN
    theme = form.save()
    theme.refresh_from_db()
    assert (theme.slug, theme.name_ko, theme.as_printed) == ("theme", CLEAN, "")


@pytest.mark.django_db
def test_a_form_takes_white_space_for_nothing():
    form = modelform_factory(Theme, fields="__all__")({"slug": "theme", "name_en": "\u3000\u00a0"})
    assert form.errors == {"name_en": ["This field is required."]}


@pytest.mark.django_db
def test_saving_cleans_the_row_and_the_instance():
    theme = make_theme(name_en=UNCLEAN)
    assert theme.name_en == CLEAN
    theme.name_ko = UNCLEAN
    theme.save()
    assert theme.name_ko == CLEAN
    assert Theme.objects.values_list("name_en", "name_ko").get(pk=theme.pk) == (CLEAN, CLEAN)


@pytest.mark.django_db
def test_bulk_writes_clean():
    [made] = Theme.objects.bulk_create([Theme(slug="bulk", name_en=UNCLEAN)])
    assert Theme.objects.get(slug="bulk").name_en == CLEAN
    made.name_en, made.name_ko = "Bulk", UNCLEAN
    Theme.objects.bulk_update([made], ["name_en", "name_ko"])
    assert Theme.objects.get(slug="bulk").name_ko == CLEAN


@pytest.mark.django_db
def test_an_update_of_many_rows_cleans():
    theme = make_theme()
    Theme.objects.filter(pk=theme.pk).update(name_en=UNCLEAN)
    assert Theme.objects.get(pk=theme.pk).name_en == CLEAN


@pytest.mark.django_db
def test_an_expression_is_stored_as_its_value():
    theme = make_theme(slug="a-theme")
    theme.name_en = Upper("slug")
    theme.save()
    assert Theme.objects.get(pk=theme.pk).name_en == "A-THEME"


@pytest.mark.django_db
@pytest.mark.parametrize("lookup", ["name_en", "name_en__in"])
def test_a_look_up_of_a_whole_text_cleans_it(lookup):
    theme = make_theme(name_en=CLEAN)
    text = [UNCLEAN] if lookup.endswith("__in") else UNCLEAN
    assert Theme.objects.get(**{lookup: text}) == theme


@pytest.mark.django_db
def test_a_line_may_be_longer_before_it_is_cleaned_than_after():
    assert make_institute(acronym="  " + "A" * 20 + "  ").acronym == "A" * 20


def test_nothing_stays_nothing():
    assert clean(None) is None
    assert clean("") == ""


def test_white_space_is_what_python_strips():
    every = (chr(point) for point in range(0x110000))
    assert {one for one in every if one.strip() == ""} == set(WHITE_SPACE)


@pytest.mark.django_db
@examples(150)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20))
def test_postgresql_accepts_whatever_has_been_cleaned(text):
    statement = "UPDATE institutes_institute SET contact = %s, summary_en = %s WHERE code = 'keco'"
    assert run(statement, [clean_line(text), clean(text)]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "field"),
    [one for one in TEXT_COLUMNS if isinstance(one.values[1], models.TextField)],
)
def test_prose_takes_line_breaks_and_tabs(model, field):
    assert run(*update(model, field, "a\n\n\tb")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/"])
def test_an_address_is_of_the_web(address):
    institute = make_institute()
    institute.website = address
    with pytest.raises(ValidationError, match="valid URL"):
        institute.full_clean()


@pytest.mark.parametrize("key", ["a", "a-b", "2014", "keco-2-b"])
def test_a_key_is_small_letters_digits_and_single_hyphens(key):
    is_key(key)


@pytest.mark.parametrize("key", ["", "A", "a_b", "-a", "a-", "a--b", "a b", "ä", "협력", "a\n"])
def test_anything_else_is_no_key(key):
    with pytest.raises(ValidationError, match="small Latin letters"):
        is_key(key)
