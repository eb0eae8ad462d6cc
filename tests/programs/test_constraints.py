"""What PostgreSQL refuses of programs and what they name, by the name of the refusal."""

import pytest

from institutes.models import Institute
from tests.factories import (
    make_country,
    make_edition,
    make_framework,
    make_framework_partner,
    make_partner,
    make_partnership,
    make_program,
    make_program_country,
    make_program_region,
    make_region,
    make_region_match,
    make_source,
    make_theme,
)
from tests.raw_sql import refusal, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows():
    """Two of each, so that one can be made the other's double."""
    country = make_country(iso3="XXA", iso2="XA", m49="998")
    make_country(iso3="XXB", iso2="XB", m49="999")
    region = make_region(code="one")
    make_region_match(term=region, region=country.region)
    make_region(scheme="m49", code="996", parent=make_region(scheme="m49", code="995"))
    make_region_match(term=region, region=make_region(scheme="m49", code="997"), match="close")
    make_source(slug="one")
    make_source(slug="two")
    themes = [make_theme(slug="one"), make_theme(slug="two")]
    partner = make_partner(slug="one")
    make_partner(slug="two")
    frameworks = [make_framework(slug="one"), make_framework(slug="two")]
    make_framework(slug="below", parent=make_framework(slug="middle", parent=frameworks[0]))
    make_framework_partner(framework=frameworks[0], as_printed="one")
    make_framework_partner(framework=frameworks[0], as_printed="two")
    program = make_program(slug="one", themes=themes, frameworks=frameworks)
    make_program(slug="two", parent=make_program(slug="parent"))
    make_program(slug="of-nier", institute=Institute.objects.get(code="nier"))
    make_program_country(program=program, country=country, role="partner", as_printed="one")
    make_program_country(program=program, country=country, role="host", as_printed="two")
    make_program_region(program=program, region=region, as_printed="one")
    make_program_region(program=program, region=make_region(), as_printed="two")
    make_partnership(program=program, partner=None, as_printed="one")
    make_partnership(program=program, partner=None, as_printed="two")
    make_partnership(program=program, partner=partner, as_printed="of the partner")
    make_edition(program=program, title="one")
    make_edition(program=program, title="two")


COUNTRY = "UPDATE programs_country SET {} WHERE iso3 = 'XXA'"
EDITION = "UPDATE programs_edition SET {} WHERE title = 'one'"
FRAMEWORK = "UPDATE programs_framework SET {} WHERE slug = 'one'"
FRAMEWORK_PARTNER = "UPDATE programs_frameworkpartner SET {} WHERE as_printed = 'one'"
PARTNER = "UPDATE programs_partner SET {} WHERE slug = 'one'"
PARTNERSHIP = "UPDATE programs_partnership SET {} WHERE as_printed = 'one'"
PROGRAM = "UPDATE programs_program SET {} WHERE slug = 'one'"
RENAMED = f"UPDATE programs_program SET slug = 'renamed' WHERE slug = 'two'; {PROGRAM}"
CHILD = "UPDATE programs_program SET {} WHERE slug = 'two'"
PARENT = "UPDATE programs_program SET {} WHERE slug = 'parent'"
PROGRAM_COUNTRY = "UPDATE programs_programcountry SET {} WHERE as_printed = 'one'"
PROGRAM_REGION = "UPDATE programs_programregion SET {} WHERE as_printed = 'one'"
REGION = "UPDATE programs_region SET {} WHERE key = 'term:one'"
M49 = "UPDATE programs_region SET {} WHERE key = 'm49:997'"
ABOVE = "UPDATE programs_region SET {} WHERE key = 'm49:995'"
TERM = "(SELECT id FROM programs_region WHERE key = 'term:africa')"
REGION_MATCH = (
    "UPDATE programs_regionmatch SET {} "
    "WHERE match = 'close' AND term_id = (SELECT id FROM programs_region WHERE key = 'term:one')"
)
SOURCE = "UPDATE programs_source SET {} WHERE slug = 'one'"
THEME = "UPDATE programs_theme SET {} WHERE slug = 'one'"
THEMES_TWICE = (
    "INSERT INTO programs_program_themes (program_id, theme_id) "
    "SELECT program_id, theme_id FROM programs_program_themes LIMIT 1"
)
FRAMEWORKS_TWICE = (
    "INSERT INTO programs_program_frameworks (program_id, framework_id) "
    "SELECT program_id, framework_id FROM programs_program_frameworks LIMIT 1"
)
OF_NIER = "(SELECT id FROM programs_program WHERE slug = 'of-nier')"
NIER = "(SELECT id FROM institutes_institute WHERE code = 'nier')"

REFUSED = [
    ("country_codes_are_well_formed", COUNTRY, "iso3 = 'XxA'"),
    ("country_codes_are_well_formed", COUNTRY, "iso2 = 'X1'"),
    ("country_codes_are_well_formed", COUNTRY, "m49 = '98'"),
    ("country_has_its_names", COUNTRY, "name_en = ''"),
    ("country_has_its_names", COUNTRY, "name_ko = ''"),
    ("country_has_its_names", COUNTRY, "sort_en = ''"),
    ("country_text_is_clean", COUNTRY, "name_en = ' X'"),
    ("programs_country_iso3_key", COUNTRY, "iso3 = 'XXB'"),
    ("programs_country_iso2_key", COUNTRY, "iso2 = 'XB'"),
    ("programs_country_m49_key", COUNTRY, "m49 = '999'"),
    ("edition_unique", EDITION, "title = 'two'"),
    ("edition_text_is_clean", EDITION, "note = E'two lines\\n'"),
    ("edition_has_a_title", EDITION, "title = ''"),
    ("edition_has_a_source_locator", EDITION, "source_locator = ''"),
    ("edition_year_in_range", EDITION, "year = 1944"),
    ("edition_year_in_range", EDITION, "year = 2101"),
    ("edition_state_is_known", EDITION, "state = 'cancelled'"),
    ("framework_text_is_clean", FRAMEWORK, "launched_at = 'MCED-5 '"),
    ("framework_slug_is_well_formed", FRAMEWORK, "slug = 'one_two'"),
    ("framework_has_a_name", FRAMEWORK, "name_en = ''"),
    ("framework_has_a_source_locator", FRAMEWORK, "source_locator = ''"),
    ("framework_is_not_its_parent", FRAMEWORK, "parent_id = id"),
    (
        "framework_is_not_above_itself",
        FRAMEWORK,
        "parent_id = (SELECT id FROM programs_framework WHERE slug = 'below')",
    ),
    ("framework_year_in_range", FRAMEWORK, "launched_year = 1944"),
    ("framework_year_in_range", FRAMEWORK, "launched_year = 2101"),
    ("programs_framework_slug_key", FRAMEWORK, "slug = 'two'"),
    ("framework_partner_text_is_clean", FRAMEWORK_PARTNER, "as_printed = 'one '"),
    ("framework_partner_role_is_known", FRAMEWORK_PARTNER, "role = 'friend'"),
    ("framework_partner_unique", FRAMEWORK_PARTNER, "as_printed = 'two'"),
    ("framework_partner_names_somebody", FRAMEWORK_PARTNER, "as_printed = ''"),
    ("partner_text_is_clean", PARTNER, "acronym = ' WHO'"),
    ("partner_slug_is_well_formed", PARTNER, "slug = 'one two'"),
    ("partner_has_a_name", PARTNER, "name_en = ''"),
    ("partner_type_is_known", PARTNER, "type = 'club'"),
    ("programs_partner_slug_key", PARTNER, "slug = 'two'"),
    ("partnership_text_is_clean", PARTNERSHIP, "as_printed_ko = '하나 '"),
    ("partnership_unique", PARTNERSHIP, "as_printed = 'two'"),
    ("partnership_names_somebody", PARTNERSHIP, "as_printed = ''"),
    ("partnership_role_is_known", PARTNERSHIP, "role = ''"),
    ("program_text_is_clean", PROGRAM, "summary_ko = E'\\u3000하나'"),
    ("program_slug_is_well_formed", PROGRAM, "slug = '-one'"),
    ("program_has_a_name", PROGRAM, "name_en = ''"),
    ("program_has_a_source_locator", PROGRAM, "source_locator = ''"),
    ("program_is_not_its_parent", PROGRAM, "parent_id = id"),
    (
        "program_is_not_above_itself",
        PARENT,
        "parent_id = (SELECT id FROM programs_program WHERE slug = 'two')",
    ),
    ("program_years_in_range", PROGRAM, "start_year = 1944"),
    ("program_years_in_range", PROGRAM, "end_year = 2101"),
    ("program_ends_after_its_start", PROGRAM, "start_year = 2014, end_year = 2013"),
    ("program_sector_is_well_formed", PROGRAM, "sector = '4108'"),
    ("program_sector_is_well_formed", PROGRAM, "sector = '4108a'"),
    ("program_kind_is_known", PROGRAM, "kind = ''"),
    ("program_recurrence_is_known", PROGRAM, "recurrence = 'weekly'"),
    ("program_state_is_known", PROGRAM, "state = 'Active'"),
    ("program_publication_is_known", PROGRAM, "publication = 'public'"),
    ("programs_program_slug_key", PROGRAM, "slug = 'two'"),
    ("program_slug_is_never_used_again", RENAMED, "slug = 'two'"),
    ("program_parent_is_of_its_institute", PROGRAM, f"parent_id = {OF_NIER}"),
    ("program_parent_is_of_its_institute", CHILD, f"institute_id = {NIER}"),
    ("program_parent_is_of_its_institute", PARENT, f"institute_id = {NIER}"),
    ("program_country_unique", PROGRAM_COUNTRY, "role = 'host'"),
    ("program_country_text_is_clean", PROGRAM_COUNTRY, "source_locator = ' here'"),
    ("program_country_role_is_known", PROGRAM_COUNTRY, "role = 'guest'"),
    (
        "program_region_unique",
        PROGRAM_REGION,
        "region_id = (SELECT region_id FROM programs_programregion WHERE as_printed = 'two')",
    ),
    ("program_region_text_is_clean", PROGRAM_REGION, "as_printed = 'one '"),
    ("program_region_has_the_printed_words", PROGRAM_REGION, "as_printed = ''"),
    ("program_region_basis_is_known", PROGRAM_REGION, "basis = 'guessed'"),
    ("region_scheme_code_unique", REGION, "code = 'africa'"),
    ("region_text_is_clean", REGION, "name_en = ' One'"),
    ("region_has_a_name", REGION, "name_en = ''"),
    ("region_code_fits_scheme", REGION, "code = '002'"),
    ("region_code_fits_scheme", REGION, "scheme = 'm49'"),
    ("region_code_fits_scheme", REGION, "scheme = 'iso'"),
    ("region_term_has_no_parent", REGION, "parent_id = id"),
    ("region_parent_is_of_its_scheme", M49, f"parent_id = {TERM}"),
    ("region_is_not_above_itself", M49, "parent_id = id"),
    (
        "region_is_not_above_itself",
        ABOVE,
        "parent_id = (SELECT id FROM programs_region WHERE key = 'm49:996')",
    ),
    ("country_region_is_of_m49", COUNTRY, f"region_id = {TERM}"),
    (
        "region_match_unique",
        REGION_MATCH,
        "region_id = (SELECT id FROM programs_region WHERE key = 'm49:035')",
    ),
    ("region_match_is_exact_once", REGION_MATCH, "match = 'exact'"),
    ("region_match_is_with_m49", REGION_MATCH, "region_id = term_id"),
    ("region_match_is_with_m49", REGION_MATCH, f"region_id = {TERM}"),
    ("region_match_is_of_a_term", REGION_MATCH, "term_id = region_id"),
    ("region_match_match_is_known", REGION_MATCH, "match = 'half'"),
    ("source_text_is_clean", SOURCE, "publisher = 'Ministry '"),
    ("source_slug_is_well_formed", SOURCE, "slug = 'óne'"),
    ("source_has_a_title", SOURCE, "title = ''"),
    ("source_url_is_of_the_web", SOURCE, "url = 'javascript:alert(1)'"),
    ("source_url_is_of_the_web", SOURCE, "url = 'http://example.org http://example.com'"),
    ("source_sha256_is_well_formed", SOURCE, "sha256 = repeat('A', 64)"),
    ("source_sha256_is_well_formed", SOURCE, "sha256 = repeat('a', 63)"),
    ("programs_source_slug_key", SOURCE, "slug = 'two'"),
    ("theme_text_is_clean", THEME, "as_printed = ' one'"),
    ("theme_slug_is_well_formed", THEME, "slug = '하나'"),
    ("theme_has_a_name", THEME, "name_en = ''"),
    ("programs_theme_slug_key", THEME, "slug = 'two'"),
    ("programs_program_themes_program_id_theme_id_5b911aa0_uniq", THEMES_TWICE, ""),
    ("programs_program_framewo_program_id_framework_id_6e5903b5_uniq", FRAMEWORKS_TWICE, ""),
]
ACCEPTED = [
    (EDITION, "year = 1945, title = 'two', state = 'held'"),
    (EDITION, "year = 2100, title = 'two'"),
    (FRAMEWORK, "launched_year = 1945, summary_en = '', name_ko = ''"),
    (FRAMEWORK, "parent_id = (SELECT id FROM programs_framework WHERE slug = 'two')"),
    (FRAMEWORK_PARTNER, "as_printed = 'two', role = 'member'"),
    (
        FRAMEWORK_PARTNER,
        "as_printed = '', country_id = (SELECT id FROM programs_country WHERE iso3 = 'XXA')",
    ),
    (PARTNER, "acronym = '', name_ko = '', country_id = NULL"),
    (PARTNERSHIP, "as_printed = 'two', role = 'host'"),
    (
        PARTNERSHIP,
        "as_printed = '', partner_id = (SELECT id FROM programs_partner WHERE slug = 'two')",
    ),
    (PROGRAM, "start_year = 1945, end_year = 2100"),
    (PROGRAM, "start_year = 2014, end_year = 2014"),
    (PROGRAM, "start_year = NULL, end_year = 2013"),
    (PROGRAM, "start_year = 2013, end_year = NULL"),
    (PROGRAM, "sector = '41082', name_ko = '', summary_en = E'two\\nlines'"),
    (PROGRAM, "parent_id = (SELECT id FROM programs_program WHERE slug = 'parent')"),
    (PROGRAM, "parent_id = NULL, institute_id = " + NIER),
    (PROGRAM_COUNTRY, "role = 'origin'"),
    (PROGRAM_REGION, "as_printed = 'two'"),
    (M49, "parent_id = (SELECT id FROM programs_region WHERE key = 'm49:001')"),
    (REGION_MATCH, "match = 'related'"),
    (SOURCE, "sha256 = repeat('0', 64), url = 'https://example.org/?q=one'"),
]


@pytest.mark.parametrize(("name", "statement", "change"), REFUSED)
def test_postgresql_refuses(name, statement, change):
    assert refusal(statement.format(change)) == name


@pytest.mark.parametrize(("statement", "change"), ACCEPTED)
def test_postgresql_accepts(statement, change):
    assert run(statement.format(change)) == 1


def test_a_parent_and_its_children_may_move_to_another_institute_together():
    family = "UPDATE programs_program SET {} WHERE slug IN ('two', 'parent')"
    assert run(family.format(f"institute_id = {NIER}")) == 2
