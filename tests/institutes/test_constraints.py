"""What PostgreSQL refuses of institutes, whoever writes, by the name of the refusal."""

import pytest

from tests.raw_sql import refusal, run

pytestmark = pytest.mark.django_db

KECO = "UPDATE institutes_institute SET {} WHERE code = 'keco'"

REFUSED = [
    ("institute_has_a_name", KECO, "name_en = ''"),
    ("institute_has_a_name", KECO, "acronym = ''"),
    ("institute_text_is_clean", KECO, "name_ko = '환경공단 '"),
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
    (KECO, "name_en = (SELECT name_en FROM institutes_institute WHERE code = 'nier')"),
]


@pytest.mark.parametrize(("name", "statement", "change"), REFUSED)
def test_postgresql_refuses(name, statement, change):
    assert refusal(statement.format(change)) == name


@pytest.mark.parametrize(("statement", "change"), ACCEPTED)
def test_postgresql_accepts(statement, change):
    assert run(statement.format(change)) == 1
