"""Many rows of a table at once: COPY brings them into a temporary table like it, the rest is SQL.

Identifiers and expressions in the statements are those of the models and of PostgreSQL's own
catalogue; values only ever go by COPY or as parameters.
"""

from django.db import connection

KEYS_AT_FIRST = 500


class Staged:
    """Rows of `model` that are not stored yet, in a temporary table, until the transaction ends.

    `fields` are those that are given. A row that is stored already gets those that are `updated`,
    all unless they are named: a trigger on a column wakes up only where it is set. Beside their
    columns the table has `gone`, of rows that are to be deleted, and `rule`, empty at first: the
    name of a rule that the row breaks.
    """

    def __init__(self, model, fields, updated=None):
        self.model, self.fields = model, fields
        given = [one for one in fields if not one.primary_key]
        self.updated = [one for one in given if one in updated] if updated else given
        self.table = quoted(model._meta.db_table)
        self.name = "pg_temp." + quoted(f"staged_{model._meta.db_table}"[:63])
        self.key = quoted(model._meta.pk.column)
        self.columns = ", ".join(quoted(field.column) for field in fields)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {self.name}")
            cursor.execute(
                f"CREATE TEMP TABLE {self.name} (LIKE {self.table} INCLUDING GENERATED, "
                "gone boolean NOT NULL DEFAULT false, rule text) ON COMMIT DROP"
            )
            for column in self.columns_not_of_the_model(cursor):
                cursor.execute(f"ALTER TABLE {self.name} DROP COLUMN {quoted(column)}")

    def columns_not_of_the_model(self, cursor):
        """Those that PostgreSQL computes for itself, such as the words of a search."""
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attgenerated <> ''",
            [self.table],
        )
        known = {field.column for field in self.model._meta.concrete_fields}
        return [name for (name,) in cursor.fetchall() if name not in known]

    def copy(self, rows, *, gone=False):
        """Add `rows`, the values of the fields in their order, as PostgreSQL stores them."""
        statement = f"COPY {self.name} ({self.columns}, gone) FROM STDIN"
        # The cursor underneath: Django's debugging one knows no COPY.
        with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row((*row, gone))

    def index(self, column):
        """Let the rows be found by `column`, one after the other."""
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE INDEX ON {self.name} ({quoted(column)})")
            cursor.execute(f"ANALYZE {self.name}")

    def deleting(self, whose):
        """The statement that deletes what is gone, of the rows for which `whose` holds."""
        return (
            f"DELETE FROM {self.table} WHERE {self.key} IN "
            f"(SELECT {self.key} FROM {self.name} WHERE gone AND {whose})"
        )

    def storing(self, whose):
        """The statements that update the other rows for which `whose` holds, and insert the rest.

        An insertion that runs into each row that is there would compute and index it twice.
        """
        columns = [quoted(field.column) for field in self.updated]
        given = ", ".join(f"{one} = new.{one}" for one in columns)
        rows = f"SELECT * FROM {self.name} WHERE NOT gone AND {whose} ORDER BY {self.key}"
        yield (
            f"UPDATE {self.table} AS old SET {given} FROM ({rows}) AS new "
            f"WHERE old.{self.key} = new.{self.key}"
        )
        yield (
            f"INSERT INTO {self.table} ({self.columns}) SELECT {self.columns} FROM ({rows}) AS new "
            f"ON CONFLICT ({self.key}) DO NOTHING"
        )

    def broken_rules(self, owner):
        """(value of the column `owner`, key, [names]) of rows that break CHECK constraints.

        All of them at once, by PostgreSQL's own expressions, before anything is stored.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT conname, pg_get_expr(conbin, conrelid) FROM pg_constraint "
                "WHERE conrelid = %s::regclass AND contype = 'c' ORDER BY conname",
                [self.table],
            )
            rules = cursor.fetchall()
            if not rules:
                return []
            names = ", ".join(
                f"CASE WHEN ({rule}) IS FALSE THEN '{name}' END" for name, rule in rules
            )
            broken = " OR ".join(f"({rule}) IS FALSE" for _name, rule in rules)
            # Without parameters, so that a % in a rule is one.
            cursor.execute(
                f"SELECT {quoted(owner)}, {self.key}, array_remove(ARRAY[{names}], NULL) "
                f"FROM {self.name} WHERE NOT gone AND ({broken}) ORDER BY {self.key}"
            )
            return cursor.fetchall()


class FreshKeys:
    """Primary keys that no row had, of any model, fetched many at a time, ever more of them."""

    def __init__(self):
        self.left, self.fetched = {}, {}

    def next(self, model):
        left = self.left.setdefault(model, [])
        if not left:
            number = self.fetched[model] = 2 * self.fetched.get(model, KEYS_AT_FIRST // 2)
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                    [model._meta.db_table, model._meta.pk.column, number],
                )
                left += [key for (key,) in reversed(cursor.fetchall())]
        return left.pop()


def quoted(name):
    return connection.ops.quote_name(name)
