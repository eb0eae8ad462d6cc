"""How many rows each choice of a filter would give, counted by PostgreSQL in one statement.

The counts of a filter leave its own choice aside and respect all others. So there is one set of
rows that fit everything, which serves the filters that are not set, and for each filter that is
set the rows that fit everything else.
"""

from collections import Counter

from django.db import connection
from django.db.models import F

ROWS_AT_MOST = 250_000  # of a table whose choices are counted: about a second of PostgreSQL


class ByColumn:
    """One value of each row, at `path`, and others that `link` ties to those without.

    Rows of another table are values by their primary keys, here and in ByLink: PostgreSQL groups
    numbers faster than texts.
    """

    def __init__(self, path, link=None):
        self.columns = {"value": path}
        self.link = link


class ByLink:
    """The values that other rows tie to a row: those of `rows()`, a queryset, at `value`.

    `item` is the path from there to the primary key of the row. `once` says that no two of them
    tie the same value to a row. `around()` may say under which values each value counts,
    {value: values}, as a program counts under each region around the one that it names.
    """

    columns = {}

    def __init__(self, rows, item, value, *, once=False, around=None):
        self.rows, self.item, self.value = rows, item, value
        self.once, self.around = once, around

    @property
    def link(self):
        return self


class ByYears:
    """Each year from `first` to `last`, and those that `link`, a ByLink, ties to the row besides.

    One list has one filter by years.
    """

    def __init__(self, first, last, link=None):
        self.columns = {"first": first, "last": last}
        self.link = link


class Counts:
    """What was counted, for filters by name.

    `total`: rows that fit all that is set. `of[name][value]`: rows if this filter had that value
    alone, a word or a primary key as text. Of years, `spans[name]` has {(first, last): rows}, and
    `year(name, year)` counts.
    """

    def __init__(self, rows, names):
        self.total = 0
        self.of = {name: Counter() for name in names}
        self.spans = {name: Counter() for name in names}
        for way, value, first, last, number in rows:
            if way is None:
                self.total = number
            elif value is not None:
                self.of[names[way]][value] += number
            elif first is not None:
                self.spans[names[way]][first, last] += number

    def year(self, name, year):
        return sum(
            number for (first, last), number in self.spans[name].items() if first <= year <= last
        )


def count(found, others, ways):
    """The Counts of the queryset `found`.

    `ways` has, for each filter whose choices are counted, how: ByColumn, ByLink or ByYears.
    `others` has, for each of them that is set, the queryset of what all the others let through.
    """
    sql, params = statement(found, others, list(ways.items()))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return Counts(cursor.fetchall(), list(ways))


def may_be_counted(model):
    """Whether a table is small enough, by PostgreSQL's estimate, which costs nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [model._meta.db_table]
        )
        return cursor.fetchone()[0] <= ROWS_AT_MOST


def count_each(querysets):
    """{name: number of rows} of a dict of querysets, in one statement."""
    parts = [compiled(queryset.order_by().values("pk")) for queryset in querysets.values()]
    sql = " UNION ALL ".join(
        f"SELECT {i}, count(*) FROM ({part}) AS part"  # noqa: S608 (what the ORM wrote)
        for i, (part, _) in enumerate(parts)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [param for _, params in parts for param in params])
        numbers = dict(cursor.fetchall())
    return {name: numbers[i] for i, name in enumerate(querysets)}


def statement(found, others, ways):
    """(SQL, parameters); its rows are (way, value, first, last, number), a way told by its place.

    The row without a way has the number of all rows that were found.
    """
    tables, selects, params, more = [], [], [], []
    shared = [(i, way) for i, (name, way) in enumerate(ways) if name not in others]
    alone = [([(i, way)], others[name]) for i, (name, way) in enumerate(ways) if name in others]
    for part, (those, queryset) in enumerate([(shared, found), *alone]):
        sql, given = compiled(queryset.order_by().values(item=F("pk"), **columns_of(those)))
        tables.append(f"found_{part} AS MATERIALIZED ({sql})")
        params += given
        if not part or columns_of(those):
            selects.append(by_columns(part, those))
        for i, way in those:
            if way.link:
                sql, given = by_link(part, i, way)
                selects.append(sql)
                more += given
    return f"WITH {', '.join(tables)}\n" + "\nUNION ALL\n".join(selects), params + more


def compiled(queryset):
    """(SQL, list of parameters), also where Django knows that there are no rows."""
    compiler = queryset.query.get_compiler(connection=connection, elide_empty=False)
    sql, params = compiler.as_sql()
    return sql, list(params)


def columns_of(ways):
    """The columns of (place, way) pairs, by names that the places tell apart."""
    return {
        f"{column}_{i}": F(path) if isinstance(path, str) else path
        for i, way in ways
        for column, path in way.columns.items()
    }


def by_columns(part, ways):
    """One pass over what was found, for all that its columns tell; the first part has the total."""
    sets = [] if part else ["()"]
    which, values, first, last = "", ["NULL::text"], "NULL", "NULL"
    for i, way in ways:
        if names := [f"{column}_{i}" for column in way.columns]:
            sets.append(f"({', '.join(names)})")
            which += f" WHEN GROUPING({names[0]}) = 0 THEN {i}"
            if isinstance(way, ByYears):
                first, last = names
            else:
                values.append(f"{names[0]}::text")
    which = f"CASE{which} END" if which else "NULL"
    columns = f"{which}::integer, COALESCE({', '.join(values)})"
    groups = ", ".join(sets)
    return (
        f"SELECT {columns}, {first}::integer, {last}::integer, count(*) "  # noqa: S608 (own names)
        f"FROM found_{part} GROUP BY GROUPING SETS ({groups})"
    )


def by_link(part, i, way):
    """What other rows tie to those found, each value of a row once."""
    link = way.link
    sql, params = compiled(
        link.rows().order_by().values(tied=F(link.item), tied_value=F(link.value))
    )
    value, joins, narrow = "tied_value", "", ""
    columns = "value::text, NULL::integer, NULL::integer"
    if isinstance(way, ByYears):
        columns = "NULL::text, value::integer, value::integer"
        narrow = f" WHERE (tied_value BETWEEN first_{i} AND last_{i}) IS NOT TRUE"
    elif link.around:
        pairs = [(inner, outer) for inner, around in link.around().items() for outer in around]
        params += [[inner for inner, _ in pairs], [outer for _, outer in pairs]]
        value = "outer_value"
        joins = (
            " JOIN unnest(%s::bigint[], %s::bigint[]) AS around(inner_value, outer_value)"
            " ON inner_value = tied_value"
        )
    distinct = "" if link.once else "DISTINCT "
    return (
        f"SELECT {i}, {columns}, count(*) "  # noqa: S608 (own names, and what the ORM wrote)
        f"FROM (SELECT {distinct}item, {value} AS value "
        f"FROM found_{part} JOIN ({sql}) AS link ON tied = item{joins}{narrow}) AS tied_values "
        "GROUP BY value"
    ), params
