"""What PostgreSQL refuses of an archive."""

import pytest

from tests.raw_sql import refusal

pytestmark = pytest.mark.django_db

KEPT = (
    "INSERT INTO catalogue_archive (state, is_complete, version, size, sha256, files) "
    "VALUES ('1', true, '2026.11.28+0', {size}, {sha256}, '{{}}')"
)
PIECE = (
    "INSERT INTO catalogue_piece (archive_id, number, data) "
    "SELECT id, {number}, '' FROM catalogue_archive"
)


def kept(size="1", sha256="repeat('a', 64)"):
    return KEPT.format(size=size, sha256=sha256)


def piece(number):
    return f"{kept()}; {PIECE.format(number=number)}"


REFUSED = [
    ("archive_sha256_is_well_formed", kept(sha256="repeat('A', 64)")),
    ("archive_sha256_is_well_formed", kept(sha256="'a'")),
    ("archive_has_a_size", kept(size="0")),
    ("piece_stands_once", f"{piece(0)}; {PIECE.format(number=0)}"),
    ("piece_number_from_zero", piece(-1)),
]


@pytest.mark.parametrize(("name", "sql"), REFUSED)
def test_a_rule_refuses_what_breaks_it(name, sql):
    assert refusal(sql) == name
