"""The account of the web server: it does all its work, and can alter no history and no snapshot.

The tables belong to another account, their owner, who migrates and seeds. The web server's own
may write every table but the tables of events: into these only the triggers write, which act for
their owner. So whoever speaks to PostgreSQL as the web server, be it a form, a fault or an
attacker, is recorded, and what is recorded stays. Into tables that are kept for ever, such as
those of snapshots, it may write new rows, and change or delete none.

All of this is about the tables there are: it is to be given anew after each migration.
"""

from pathlib import Path
from urllib.parse import quote, urlsplit

from django.apps import apps
from django.db import connection, transaction

from keco_portal.start.secret import keep_secret

LONGEST_NAME = 59  # bytes; a role's name holds 63
# What only migrations write.
READ_ONLY = {"django_migrations"}


def web_address(url: str, secret: Path) -> str:
    """The address of the database `url` for the web server, as a role of its own.

    The role is `<database>_web`; its password is kept in the file `secret`. Where the owner of
    the tables may not make roles, the address is the owner's. Raises DatabaseError, OSError.
    """
    if not may_make_roles():
        return url
    role = f"{connection.settings_dict['NAME'][:LONGEST_NAME]}_web"
    password = keep_secret(secret)
    give_rights(role, password)
    address = urlsplit(url)
    host = address.netloc.rpartition("@")[2]
    return address._replace(netloc=f"{quote(role, safe='')}:{quote(password)}@{host}").geturl()


@transaction.atomic
def give_rights(role, password=None):
    """Make `role`, where there is none, and let it do what the web server does, and no more.

    To be called as the owner of the tables. Raises DatabaseError where that is refused.
    """
    name = connection.ops.quote_name(role)
    if password:
        make_role(role, password)
    events = {
        model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")
    }
    tables = owned("r")
    read = (events | READ_ONLY) & tables
    kept = kept_for_ever() & tables
    its_own = {sequence for table in events & tables for sequence in sequences(table)}
    for kind, found, rights in (
        ("TABLE", tables, None),
        ("TABLE", read, "SELECT"),
        ("TABLE", kept, "SELECT, INSERT"),
        ("TABLE", tables - read - kept, "SELECT, INSERT, UPDATE, DELETE"),
        ("SEQUENCE", owned("S"), None),
        ("SEQUENCE", owned("S") - its_own, "USAGE, SELECT"),
    ):
        names = ", ".join(map(connection.ops.quote_name, sorted(found)))
        if rights:
            run(f"GRANT {rights} ON {kind} {names} TO {name}")
        else:
            run(f"REVOKE ALL ON {kind} {names} FROM {name}")
    secure_triggers()


def kept_for_ever():
    """The tables of the models whose rows nobody changes or deletes: they say so themselves."""
    models = apps.get_models()
    return {one._meta.db_table for one in models if getattr(one, "kept_for_ever", False)}


def make_role(role, password):
    """A role that may log in by `password`; one that is there gets this password."""
    name = connection.ops.quote_name(role)
    if not rows("SELECT FROM pg_roles WHERE rolname = %s", [role]):
        run(f"CREATE ROLE {name}")
    server = connection.connection.pgconn
    # Only its hash is sent: a statement may come into a log.
    secret = server.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    run(f"ALTER ROLE {name} LOGIN PASSWORD '{secret}'")


def secure_triggers():
    """Let the triggers act for their owner, always, and be attached to no other table."""
    [[schema]] = rows("SELECT quote_ident(current_schema())")
    # The temporary tables of a session come last: none of them can stand for a table of events.
    path = f"pg_catalog, {schema}, pg_temp"
    functions = rows(
        "SELECT oid::regprocedure::text FROM pg_proc "
        "WHERE pronamespace = current_schema()::regnamespace "
        "AND starts_with(proname, 'pgtrigger_') ORDER BY 1"
    )
    for [function] in functions:
        run(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = {path}")
        run(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
    # The package asks it whether the session wants to go unrecorded: never.
    run(
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) "
        "RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false'"
    )


def loopholes(role):
    """Why `role` could still alter history or snapshots: sentences, none where it cannot."""
    events = [
        model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")
    ]
    [found] = rows(
        """
        SELECT
            rolsuper OR rolcreaterole OR rolreplication OR rolbypassrls,
            rolname = current_user OR pg_has_role(rolname, current_user, 'MEMBER'),
            has_schema_privilege(rolname, current_schema(), 'CREATE'),
            has_parameter_privilege(rolname, 'session_replication_role', 'SET'),
            EXISTS (
                SELECT FROM unnest(%s::text[]) AS event
                WHERE has_table_privilege(rolname, event, 'INSERT, UPDATE, DELETE, TRUNCATE')
            ),
            EXISTS (
                SELECT FROM unnest(%s::text[]) AS kept
                WHERE has_table_privilege(rolname, kept, 'UPDATE, DELETE, TRUNCATE')
            )
        FROM pg_roles WHERE rolname = %s
        """,
        [events, [*kept_for_ever()], role],
    )
    sentences = [
        "It has powers over the whole cluster.",
        "It is, or can become, the owner of the tables.",
        "It may create objects beside the tables.",
        "It may switch triggers off.",
        "It may write into the history.",
        "It may change what is kept for ever.",
    ]
    return [sentence for sentence, holds in zip(sentences, found, strict=True) if holds]


def may_make_roles():
    """Whether the account that is signed in may make another one."""
    return bool(
        rows("SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)")
    )


def owned(kind):
    """The names of the tables ("r") or sequences ("S") that belong to who is signed in."""
    found = rows(
        "SELECT relname FROM pg_class WHERE relkind = %s "
        "AND relnamespace = current_schema()::regnamespace AND pg_has_role(relowner, 'USAGE')",
        [kind],
    )
    return {name for (name,) in found}


def sequences(table):
    """The names of the sequences that number the rows of `table`."""
    found = rows(
        "SELECT sequence.relname FROM pg_class AS sequence "
        "JOIN pg_depend ON objid = sequence.oid AND refobjid = %s::regclass "
        "WHERE relkind = 'S'",
        [connection.ops.quote_name(table)],
    )
    return {name for (name,) in found}


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def rows(query, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()
