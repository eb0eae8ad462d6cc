"""The web server's account does all its work, and the history is beyond it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from keco_portal.postgres.rights import (
    give_rights,
    loopholes,
    may_make_roles,
    sequences,
    web_address,
)
from participants.models import Figure
from programs.models import Program, Theme
from tests.desks import address
from tests.factories import make_administrator, make_program
from tests.spreadsheets import FIGURE, as_csv, confirmed, previewed

pytestmark = pytest.mark.django_db

EVENT = "programs_themeevent"


@pytest.fixture
def role():
    """A role made by `rights`, gone with the transaction of the test."""
    if not may_make_roles():
        pytest.skip("the account of the tests may not make roles")
    name = f"{connection.settings_dict['NAME']}_web"
    give_rights(name, "sesame")
    run(f"GRANT {name} TO CURRENT_USER")
    return name


@pytest.fixture
def as_web_server(role):
    """From here on the test is signed in as the web server."""
    run(f"SET ROLE {role}")
    yield role
    run("RESET ROLE")


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def run_each(statements):
    for statement in statements:
        run(statement)


def value(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def trigger(table, kind):
    return value(
        "SELECT tgname FROM pg_trigger "
        f"WHERE tgrelid = '{table}'::regclass AND tgname ~ '^pgtrigger_{kind}'"
    )


FORBIDDEN = [
    f"UPDATE {EVENT} SET name_en = 'Another'",
    f"DELETE FROM {EVENT}",
    f"TRUNCATE {EVENT}",
    f"INSERT INTO {EVENT} SELECT * FROM {EVENT}",
    f"SELECT * FROM {EVENT} FOR UPDATE",
    f"ALTER TABLE {EVENT} DISABLE TRIGGER ALL",
    f"DROP TABLE {EVENT}",
    f"SELECT nextval('{EVENT}_pgh_id_seq')",
    "ALTER TABLE programs_theme DISABLE TRIGGER ALL",
    "ALTER TABLE programs_theme DISABLE TRIGGER USER",
    "DROP TRIGGER {trigger} ON programs_theme",
    "ALTER FUNCTION {trigger}() SECURITY INVOKER",
    "DROP FUNCTION {trigger}() CASCADE",
    "TRUNCATE programs_theme CASCADE",
    "SET session_replication_role = replica",
    "SET LOCAL session_replication_role = replica",
    "CREATE FUNCTION public.another() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE public.programs_themeevent_2 (id int)",
    "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) "
    "RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE TRIGGER another BEFORE INSERT ON programs_theme "
    "FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    # An own table with the trigger of ours would write whatever it likes.
    "CREATE TEMP TABLE forged (LIKE programs_theme); "
    "CREATE TRIGGER forged AFTER INSERT ON forged FOR EACH ROW EXECUTE FUNCTION {trigger}()",
    "CREATE RULE another AS ON INSERT TO programs_theme DO INSTEAD NOTHING",
    "UPDATE django_migrations SET applied = now()",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_would_alter_the_history_is_refused(as_web_server, statement):
    statement = statement.format(trigger=trigger("programs_theme", "insert"))
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        run_each(statement.split("; "))
    assert refused.value.__cause__.diag.sqlstate == "42501"  # no such right


def events(slug):
    return list(
        Theme.pgh_event_model.objects.filter(slug=slug)
        .order_by("pgh_id")
        .values_list("pgh_label", flat=True)
    )


@pytest.mark.parametrize(
    "trick",
    [
        "SET pgtrigger.ignore = '{{{names}}}'",
        "SELECT set_config('pgtrigger.ignore', '{{{names}}}', true)",
        "SET search_path = pg_temp, public",
        "CREATE TEMP TABLE programs_themeevent (LIKE programs_themeevent)",
    ],
)
def test_what_would_go_past_the_history_is_recorded_all_the_same(as_web_server, trick):
    names = ",".join(trigger("programs_theme", kind) for kind in ("insert", "update", "delete"))
    run(trick.format(names=names))
    run("INSERT INTO programs_theme (slug, name_en, name_ko, as_printed) VALUES ('x', 'X', '', '')")
    run("UPDATE programs_theme SET name_en = 'Y' WHERE slug = 'x'")
    run("DELETE FROM programs_theme WHERE slug = 'x'")
    run("SET search_path = public")
    run("DROP TABLE IF EXISTS pg_temp.programs_themeevent")
    assert events("x") == ["insert", "update", "delete"]


def test_without_the_command_the_package_itself_can_be_told_to_look_away(role):
    """That the tests above can fail."""
    run(
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) "
        "RETURNS boolean LANGUAGE sql AS $$ "
        "SELECT trigger_name = ANY (current_setting('pgtrigger.ignore')::text[]) $$"
    )
    run(f"SET LOCAL pgtrigger.ignore = '{{{trigger('programs_theme', 'insert')}}}'")
    Theme.objects.create(slug="x", name_en="X")
    assert events("x") == []


def test_the_work_of_the_web_server_goes_on(role, client):
    kim = make_administrator("kim")
    run(f"SET ROLE {role}")
    client.force_login(kim)
    assert client.get("/readyz").content == b"ok\n"
    assert b"".join(client.get("/figures.csv")).count(b"\r\n") > 10
    page = address(Theme, "add")
    assert client.post(page, {"slug": "x", "name_en": "X"}).status_code == 302
    preview = previewed(
        client,
        "participants_figure",
        as_csv([FIGURE | {"period_start": "1998", "period_end": "1998"}]),
    )
    confirmed(client, "participants_figure", preview)
    assert Figure.objects.filter(key="test-figure").exists()
    program = make_program()
    program.themes.set(Theme.objects.all()[:2])
    program.delete()
    client.post(reverse("admin:logout"))
    run("RESET ROLE")
    [event] = Theme.pgh_event_model.objects.filter(slug="x")
    assert event.pgh_context["name"] == "kim"


def test_given_again_the_rights_are_the_same(role):
    def granted():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, privilege_type FROM information_schema.role_table_grants "
                f"WHERE grantee = '{role}'"
            )
            return set(cursor.fetchall())

    before = granted()
    run(f"GRANT ALL ON {EVENT} TO {role}")
    give_rights(role)
    assert granted() == before
    assert (EVENT, "SELECT") in before
    assert (EVENT, "INSERT") not in before
    assert ("programs_program", "DELETE") in before


def test_every_trigger_of_the_history_acts_for_its_owner(role):
    assert (
        value(
            "SELECT count(*) FROM pg_proc WHERE starts_with(proname, 'pgtrigger_') "
            "AND NOT (prosecdef AND array_to_string(proconfig, ' ') ~ 'search_path=pg_catalog')"
        )
        == 0
    )
    assert sequences(EVENT) == {f"{EVENT}_pgh_id_seq"}


@pytest.mark.parametrize(
    ("power", "sentence"),
    [
        ("ALTER ROLE {role} CREATEROLE", "powers over the whole cluster"),
        (f"GRANT TRUNCATE ON {EVENT} TO {{role}}", "write into the history"),
        (f"GRANT INSERT ON {EVENT} TO PUBLIC", "write into the history"),
    ],
)
def test_what_would_make_all_that_useless_is_named(role, power, sentence):
    assert loopholes(role) == []
    run(power.format(role=role))
    assert sentence in " ".join(loopholes(role))


def test_the_owner_is_no_account_for_the_web_server():
    owner = value("SELECT current_user")
    assert "It is, or can become, the owner of the tables." in loopholes(owner)


def test_the_command_says_what_it_did_or_why_not(role, capsys):
    call_command("rights", role)
    assert "but alter no history and no snapshot" in capsys.readouterr().out
    run(f"GRANT DELETE ON {EVENT} TO PUBLIC")
    with pytest.raises(CommandError, match="could still alter what must stay"):
        call_command("rights", role)
    with pytest.raises(CommandError, match=r"PostgreSQL refuses: role .* does not exist"):
        call_command("rights", "nobody_of_that_name")


def test_the_web_server_is_told_its_own_account(tmp_path):
    if not may_make_roles():
        pytest.skip("the account of the tests may not make roles")
    name = connection.settings_dict["NAME"]
    url = f"postgresql://me:secret@%2Ftmp%2Fsocket:5432/{name}?sslmode=prefer"
    password = None
    for _ in range(2):  # the second start finds the role and its password
        told = web_address(url, tmp_path / "web_password")
        password = password or (tmp_path / "web_password").read_text().strip()
        rest = f"%2Ftmp%2Fsocket:5432/{name}?sslmode=prefer"
        assert told == f"postgresql://{name}_web:{password}@{rest}"
    assert Program.objects.exists()


def test_where_no_role_can_be_made_the_owner_serves(tmp_path, monkeypatch):
    monkeypatch.setattr("keco_portal.postgres.rights.may_make_roles", lambda: False)
    assert web_address("postgresql://me@host/portal", tmp_path / "x").endswith("//me@host/portal")
    assert not (tmp_path / "x").exists()
