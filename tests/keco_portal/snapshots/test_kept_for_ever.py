"""No snapshot is changed or deleted, whoever says so to PostgreSQL; and what PostgreSQL refuses."""

import pytest
from django.db import DatabaseError, connection, transaction

from keco_portal.postgres.rights import give_rights, loopholes, may_make_roles
from keco_portal.snapshots.models import BYTES_AT_MOST, Snapshot, SnapshotCsv
from tests.raw_sql import refusal, run
from tests.snapshots import MAKE, make_snapshot, pressed

pytestmark = pytest.mark.django_db

CHANGES = [
    "UPDATE keco_portal_snapshot SET row_count = 1",
    "UPDATE keco_portal_snapshot SET made_at = '2000-01-01'",
    "DELETE FROM keco_portal_snapshot",
    "UPDATE keco_portal_snapshotcsv SET data = 'a'",
    "DELETE FROM keco_portal_snapshotcsv",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_owner_of_the_tables_cannot_change_one_by_mistake(statement):
    make_snapshot()
    with pytest.raises(DatabaseError, match="Cannot update or delete rows"):
        run(statement)
    assert Snapshot.objects.count() == 1


@pytest.fixture
def role():
    """The web server's account, gone with the transaction of the test."""
    if not may_make_roles():
        pytest.skip("the account of the tests may not make roles")
    name = f"{connection.settings_dict['NAME']}_web"
    give_rights(name, "sesame")
    run(f"GRANT {name} TO CURRENT_USER")
    return name


@pytest.mark.parametrize(
    "statement",
    [
        *CHANGES,
        "TRUNCATE keco_portal_snapshot",
        "TRUNCATE keco_portal_snapshotcsv CASCADE",
        "ALTER TABLE keco_portal_snapshot DISABLE TRIGGER ALL",
        "DROP TABLE keco_portal_snapshot",
    ],
)
def test_the_web_server_has_no_right_to(role, statement):
    make_snapshot()
    run(f"SET ROLE {role}")
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        run(statement)
    assert refused.value.__cause__.diag.sqlstate == "42501"  # no such right
    run("RESET ROLE")


def test_the_web_server_makes_them_all_the_same(role, client):
    run(f"SET ROLE {role}")
    assert client.post(MAKE, pressed()).status_code == 302
    run("RESET ROLE")
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_an_account_that_could_change_them_is_named(role, right):
    assert loopholes(role) == []
    run(f"GRANT {right} ON keco_portal_snapshotcsv TO PUBLIC")
    assert loopholes(role) == ["It may change what is kept for ever."]


COPY = """
    INSERT INTO keco_portal_snapshot
        (key, "table", query, csv_id, row_count, chosen, sources, made_at)
    SELECT {key}, {table}, {query}, csv_id, {row_count}, chosen, sources, made_at
    FROM keco_portal_snapshot
"""
SAME = {"key": "'aaaaaaaaaaaa'", "table": "'figures'", "query": "'year=2014'", "row_count": "1"}
STORE = "INSERT INTO keco_portal_snapshotcsv (data) VALUES ({})"
REFUSED = [
    ("snapshot_key_unique", COPY.format(**SAME | {"key": "key"})),
    ("snapshot_of_the_same_rows_unique", COPY.format(**SAME | {"query": "query"})),
    ("snapshot_key_is_well_formed", COPY.format(**SAME | {"key": "'AAAAAAAAAAAA'"})),
    ("snapshot_key_is_well_formed", COPY.format(**SAME | {"key": "'aaa'"})),
    ("snapshot_table_is_known", COPY.format(**SAME | {"table": "'countries'"})),
    ("snapshot_query_is_part_of_an_address", COPY.format(**SAME | {"query": "'q=a b'"})),
    ("snapshot_query_is_part_of_an_address", COPY.format(**SAME | {"query": "'q=가'"})),
    ("snapshot_has_rows", COPY.format(**SAME | {"row_count": "0"})),
    ("snapshot_csv_is_stored_once", STORE.format("(SELECT data FROM keco_portal_snapshotcsv)")),
    ("snapshot_csv_is_not_too_large", STORE.format(f"repeat('a', {BYTES_AT_MOST + 1})::bytea")),
]


@pytest.mark.parametrize(("name", "statement"), REFUSED)
def test_postgresql_refuses(name, statement):
    make_snapshot()
    assert refusal(statement) == name


def test_postgresql_takes_what_no_rule_refuses():
    """That the refusals above are for their reason."""
    make_snapshot()
    assert run(COPY.format(**SAME)) == 1
    assert run(STORE.format("'a'")) == 1


def test_postgresql_computes_the_checksum_and_compresses_what_it_keeps():
    kept = SnapshotCsv.objects.get(pk=make_snapshot("figures").csv_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT encode(sha256(data), 'hex'), octet_length(data), pg_column_size(data) "
            "FROM keco_portal_snapshotcsv"
        )
        sha256, size, on_disk = cursor.fetchone()
    assert (kept.sha256, kept.size) == (sha256, size)
    assert on_disk < size / 2
