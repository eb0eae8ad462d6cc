"""Text is stored in NFC and trimmed, whichever way it comes in."""

import unicodedata

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models.functions import Upper
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from institutes.models import Institute
from institutes.text import WHITE_SPACE, clean, is_key
from programs.models import Theme
from tests.examples import examples
from tests.factories import make_institute, make_theme
from tests.raw_sql import refusal, run

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
}

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
    for app in ("institutes", "programs", "participants")
    for model in apps.get_app_config(app).get_models()
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
    for what, text in DIRTY.items():
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
    statement = "UPDATE institutes_institute SET contact = %s WHERE code = 'keco'"
    assert run(statement, [clean(text)]) == 1


@pytest.mark.parametrize("key", ["a", "a-b", "2014", "keco-2-b"])
def test_a_key_is_small_letters_digits_and_single_hyphens(key):
    is_key(key)


@pytest.mark.parametrize("key", ["", "A", "a_b", "-a", "a-", "a--b", "a b", "ä", "협력", "a\n"])
def test_anything_else_is_no_key(key):
    with pytest.raises(ValidationError, match="small Latin letters"):
        is_key(key)
