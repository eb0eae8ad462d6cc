"""The seed holds what the source page states, all of it and nothing else."""

import re
import unicodedata

import pytest
from django.db.models import CharField, TextField

from institutes.models import Institute
from participants.models import Figure, Measure
from programs.models import (
    Country,
    Edition,
    Framework,
    Partner,
    Program,
    Region,
    Source,
    Theme,
)
from tests import expected, expected_names
from tests.tables import facts

pytestmark = pytest.mark.django_db

SOURCE = "me-affiliated-organizations-2017"


def every_row():
    for model in facts():
        yield from model.objects.order_by("pk")


def texts(row):
    """Each text field of a row, by name."""
    for field in row._meta.concrete_fields:
        if isinstance(field, CharField | TextField):
            yield field.name, getattr(row, field.attname)


def test_figures_are_exactly_those_of_the_page():
    found = {
        figure.key: expected.Figure(
            program=figure.program.slug,
            measure=figure.measure.slug,
            unit=figure.measure.unit,
            kind=figure.kind,
            value=figure.value,
            locator=figure.source_locator,
            period_start=figure.period_start,
            period_end=figure.period_end,
            as_of=figure.as_of,
            lower=figure.value_lower,
            upper=figure.value_upper,
            status=figure.value_status,
            qualifier=figure.qualifier,
            country=figure.country and figure.country.iso3,
            sex=figure.sex,
        )
        for figure in Figure.objects.with_relations()
    }
    assert found == expected.FIGURES


def test_every_measure_counts_something_and_parts_are_known():
    measures = Measure.objects.all()
    assert {measure.slug for measure in measures} == {
        figure.measure for figure in expected.FIGURES.values()
    }
    parts = {measure.slug: measure.part_of.slug for measure in measures if measure.part_of}
    assert parts == expected.PARTS


@pytest.mark.parametrize("slug", expected.PROGRAMS)
def test_program_is_as_on_the_page(slug):
    program = Program.objects.get(slug=slug)
    assert program.institute.code == slug.partition("-")[0]
    found = expected.Program(
        kind=program.kind,
        locator=program.source_locator,
        parent=program.parent and program.parent.slug,
        start=program.start_year,
        recurrence=program.recurrence,
        state=program.state,
        countries=frozenset(
            program.program_countries.values_list("country__iso3", "role", "as_printed")
        ),
        regions=frozenset(
            program.program_regions.values_list("region__code", "basis", "as_printed")
        ),
        partners=frozenset(program.partnerships.values_list("partner__slug", "role", "as_printed")),
        frameworks=frozenset(program.frameworks.values_list("slug", flat=True)),
        editions=frozenset(
            program.editions.values_list("year", "title", "state", "host_country__iso3")
        ),
        end=program.end_year,
    )
    assert found == expected.PROGRAMS[slug]


def test_there_are_no_other_programs():
    assert set(Program.objects.values_list("slug", flat=True)) == set(expected.PROGRAMS)


def test_everything_is_published_and_nothing_confirmed_yet():
    assert set(Program.objects.values_list("publication", "last_confirmed_on")) == {
        ("published", None)
    }
    assert set(Figure.objects.values_list("publication", flat=True)) == {"published"}


def test_institutes_are_named_as_printed():
    found = dict(Institute.objects.values_list("code", "name_en"))
    assert found == expected_names.INSTITUTES
    for institute in Institute.objects.all():
        assert institute.acronym == institute.code.upper()
        assert institute.source_note
        assert not institute.website


def test_frameworks_are_those_of_the_page():
    found = {}
    for framework in Framework.objects.all():
        behind = {
            (row.role, row.partner.slug if row.partner else row.country.iso3, row.as_printed)
            for row in framework.framework_partners.all()
        }
        parent = framework.parent and framework.parent.slug
        found[framework.slug] = (parent, framework.launched_year, framework.launched_at, behind)
    assert found == expected_names.FRAMEWORKS


def test_partners_are_those_of_the_page_and_each_takes_part():
    assert dict(Partner.objects.values_list("slug", "name_en")) == expected_names.PARTNERS
    idle = Partner.objects.filter(partnerships=None, framework_partners=None)
    assert not idle.exists()


def test_the_nine_priority_areas_are_themes_of_the_joint_research():
    printed = Theme.objects.exclude(as_printed="")
    assert {theme.as_printed for theme in printed} == expected_names.PRIORITY_AREAS
    assert len(printed) == 9
    research = Program.objects.get(slug="nier-tripartite-joint-research")
    assert set(research.themes.all()) == set(printed)


def test_every_theme_is_of_a_program_and_every_program_has_one():
    assert not Theme.objects.filter(programs=None).exists()
    assert not Program.objects.filter(themes=None).exists()


def test_the_countries_and_regions_named_are_those_of_the_page():
    named = Country.objects.named_by(Program.objects.all())
    assert {country.iso3 for country in named} == expected_names.COUNTRIES
    regions = Region.objects.exclude(program_regions=None)
    assert {region.key for region in regions} == {f"term:{code}" for code in expected_names.REGIONS}


def test_every_printed_number_is_held_where_it_belongs():
    keys = {"figure": "key", "program": "slug", "framework": "slug", "edition": "program__slug"}
    models = {"figure": Figure, "program": Program, "framework": Framework, "edition": Edition}
    for locator, printed, places in expected_names.NUMBERS:
        number = expected_names.WORDS_FOR_NUMBERS.get(printed, printed.replace(",", ""))
        for model, key, field in places:
            row = models[model].objects.get(**{keys[model]: key})
            assert str(getattr(row, field)) == number, (locator, printed, key)
            assert row.source_locator == locator, (printed, key)


def test_every_number_held_is_a_printed_one():
    listed = {place for _, _, places in expected_names.NUMBERS for place in places}
    held = set()
    for model, rows, key, fields in (
        (
            "figure",
            Figure.objects.all(),
            "key",
            ("value", "value_lower", "value_upper", "period_start", "period_end", "as_of"),
        ),
        ("program", Program.objects.all(), "slug", ("start_year", "end_year")),
        ("framework", Framework.objects.all(), "slug", ("launched_year",)),
    ):
        for row in rows:
            held |= {
                (model, getattr(row, key), field)
                for field in fields
                if getattr(row, field) not in (None, "")
            }
    held |= {("edition", edition.program.slug, "year") for edition in Edition.objects.all()}
    assert held == listed


def test_numbers_that_are_no_figure_have_a_reason():
    assert all(expected_names.OTHER_NUMBERS.values())
    assert Source.objects.get().modified in expected_names.OTHER_NUMBERS
    assert Framework.objects.get(slug="mced-5").acronym in expected_names.OTHER_NUMBERS


def test_there_is_one_source_and_what_it_does_not_print_is_empty():
    source = Source.objects.get()
    assert source.slug == SOURCE
    assert source.contact == "Public Relations Team (mepr@korea.kr)"
    assert source.modified == "2017-12-12 08:38"
    assert (source.publisher, source.url) == ("", "")
    assert len(source.sha256) == 64


def test_everything_sourced_says_where():
    institutes = "|".join(code.upper() for code in expected_names.INSTITUTES)
    for model in (Program, Figure, Edition, Framework):
        for row in model.objects.select_related("source"):
            assert row.source.slug == SOURCE
            assert re.fullmatch(rf"({institutes}), paragraph [123]", row.source_locator), row


def test_no_program_has_a_parent_of_another_institute():
    for program in Program.objects.select_related("parent"):
        if program.parent:
            assert program.parent.institute_id == program.institute_id


def test_every_text_has_its_korean():
    for row in every_row():
        fields = dict(texts(row))
        for name, value in fields.items():
            korean = fields.get(f"{name.removesuffix('_en')}_ko")
            # Words as printed need Korean where they stand alone, without a partner's name.
            if korean is None or (name == "as_printed" and row.partner_id):
                continue
            assert bool(value) == bool(korean), (row, name)
            if korean:
                assert re.search("[가-힣]", korean), (row, name)


def test_every_program_framework_and_institute_has_a_summary():
    for model in (Program, Framework, Institute):
        assert not model.objects.filter(summary_en="").exists()
        assert not model.objects.filter(summary_ko="").exists()


def test_korean_summaries_are_in_the_polite_style():
    for model in (Program, Framework, Institute):
        for row in model.objects.all():
            assert re.search(r"니다\.$", row.summary_ko), row


def test_texts_are_nfc_and_trimmed():
    for row in every_row():
        for name, value in texts(row):
            assert value == unicodedata.normalize("NFC", value).strip(), (row, name)
