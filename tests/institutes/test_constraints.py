"""What PostgreSQL refuses of institutes, whoever writes, by the name of the refusal."""

import pytest

from tests.raw_sql import refusal, run

pytestmark = pytest.mark.django_db

KECO = "UPDATE institutes_institute SET {} WHERE code = 'keco'"

REFUSED = [
    ("institute_has_a_name", KECO, "name_en = ''"),
    ("institute_has_a_name", KECO, "acronym = ''"),
    ("institute_text_is_clean", KECO, "name_ko = '환경공단 '"),
    ("institute_text_is_clean", KECO, "summary_en = E'two\\r\\nlines'"),
    ("institute_text_is_clean", KECO, "summary_en = E'one \\x01 two'"),
    ("institute_text_is_clean", KECO, "contact = E'two\\nlines'"),
    ("institute_text_is_clean", KECO, "contact = E'a\\ttab'"),
    ("institute_text_is_clean", KECO, "name_en = E'\\u200b'"),
    ("institute_text_is_clean", KECO, "name_en = E'\\u3164 \\u200b'"),
    ("institute_website_is_of_the_web", KECO, "website = 'javascript:alert(1)'"),
    ("institute_website_is_of_the_web", KECO, "website = '//www.keco.or.kr'"),
    ("institute_website_is_of_the_web", KECO, "website = 'http://'"),
    ("institute_code_is_well_formed", KECO, "code = ''"),
    ("institute_code_is_well_formed", KECO, "code = 'Keco'"),
    ("institute_code_is_well_formed", KECO, "code = 'keco-'"),
    ("institute_code_is_well_formed", KECO, "code = 'ke--co'"),
    ("institute_code_is_well_formed", KECO, "code = E'keco\\n'"),
    ("institutes_institute_code_key", KECO, "code = 'nier'"),
]
ACCEPTED = [
    (KECO, "name_ko = '', summary_en = '', website = '', contact = '', source_note = ''"),
    (KECO, "code = 'k-eco-2'"),
    (KECO, "website = 'http://www.keco.or.kr'"),
    (KECO, "website = 'https://www.keco.or.kr/eng'"),
    (KECO, "summary_en = E'two\\nlines and a\\ttab', name_en = E'K\\u200bECO'"),
    (KECO, "name_en = '환', name_ko = '—'"),
    (KECO, "name_en = (SELECT name_en FROM institutes_institute WHERE code = 'nier')"),
]


@pytest.mark.parametrize(("name", "statement", "change"), REFUSED)
def test_postgresql_refuses(name, statement, change):
    assert refusal(statement.format(change)) == name


@pytest.mark.parametrize(("statement", "change"), ACCEPTED)
def test_postgresql_accepts(statement, change):
    assert run(statement.format(change)) == 1
