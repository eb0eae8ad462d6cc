"""What each format says of programs: a reader a format, {slug: {name: what it says}}.

The names are those of `tests.one_number.typed.Program`; a format has all of them or some, which
CARRIED says.
"""

import re

from programs.models import Country, Program
from tests import pages
from tests.one_number.reading import (
    activities,
    body_of,
    by_key,
    csv_rows,
    desk_rows,
    last_part,
    node_of,
    rows_of_api,
    snapshot_rows,
    xlsx_rows,
)
from tests.one_number.typed import Program as Typed


def of_cells(rows):
    """Rows of a table, the countries of each as a set."""
    return {
        slug: row
        | {
            "countries": frozenset((row["country_roles"] or "").split("|")) - {""},
            "named": frozenset((row["countries"] or "").split("|")) - {""},
        }
        for slug, row in by_key(rows).items()
    }


def csv(client):
    return of_cells(csv_rows(body_of(client, "/programs.csv")))


def xlsx(client):
    return of_cells(xlsx_rows(body_of(client, "/programs.xlsx")))


def desk_csv(client):
    return of_public(desk_rows(client, Program, "0"))


def desk_xlsx(client):
    return of_public(desk_rows(client, Program, "1"))


def of_public(rows):
    """The rows that the public sees, too, of those that staff see."""
    public = {program.slug for program in Program.objects.published()}
    return {slug: row for slug, row in of_cells(rows).items() if slug in public}


def data_package(client):
    return of_cells(csv_rows(body_of(client, "/data/programs.csv")))


def snapshot(client):
    return of_cells(snapshot_rows(client, "programs"))


def api(client):
    found = by_key(rows_of_api(client, "programs"))
    for row in found.values():
        places = [(one["country"], one["role"]) for one in row["program_countries"]]
        row["named"] = frozenset(row["countries"])
        row["countries"] = frozenset(f"{code}:{role}" for code, role in places)
    return found


def iati(client):
    """A year that the source states says so; any other day is one that the standard asks for."""
    found = {}
    for slug, activity in activities(client).items():
        years = {
            date.get("type"): int(date.get("iso-date")[:4])
            for date in activity.findall("activity-date")
            if date.findtext("narrative") == "Only the year is stated."
        }
        parents = [one.get("ref") for one in activity.findall("related-activity[@type='1']")]
        found[slug] = {
            "start_year": years.get("1") or years.get("2"),
            "end_year": years.get("3") or years.get("4"),
            "parent": slug_of(parents[0]) if parents else None,
            "named": frozenset(countries_of(activity)),
        }
    return found


def slug_of(identifier):
    return next(
        slug for slug in Program.objects.values_list("slug", flat=True)
        if identifier.endswith(f"-{slug}")
    )  # fmt: skip


def countries_of(activity):
    codes = dict(Country.objects.values_list("iso2", "iso3"))
    for one in activity.findall("recipient-country"):
        yield codes[one.get("code")]
    for one in activity.findall("location/location-id[@vocabulary='A4']"):
        yield codes[one.get("code")]


def json_ld(client):
    found = {}
    for program in Program.objects.published():
        node = node_of(client, program)
        served = [last_part(one["@id"]) for one in node.get("areaServed", [])]
        parent = node.get("isRelatedTo")
        found[node["identifier"]] = {
            "parent": parent and last_part(parent["@id"]),
            "named": frozenset(one for one in served if one.isupper()),
        }
    return found


def own_pages(client):
    """Years in the words of the page: “since 2006”, “2005–2013”, “until 2013”, or “2014”."""
    found = {}
    for program in Program.objects.published():
        page = pages.parsed(client.get(program.get_absolute_url()))
        marks = " ".join(pages.text_of(one) for one in page.cssselect(".marks li"))
        years = [int(year) for year in re.findall(r"\d{4}", marks)]
        start, end = [None, *years] if "until" in marks else [*years, None, None][:2]
        parents = page.xpath("//dt[text()='Part of']/following-sibling::dd")
        found[program.slug] = {
            "start_year": start,
            "end_year": end,
            "parent": pages.links_in(parents, "/programs/")[0] if parents else None,
            "named": frozenset(
                pages.links_in(page.cssselect("[aria-labelledby=named]"), "/countries/")
            ),
        }
    return found


FILES = {"CSV": csv, "workbook": xlsx, "Data Package": data_package, "snapshot": snapshot}
OTHERS = {"own pages": own_pages, "API": api, "IATI": iati, "JSON-LD": json_ld}
OF_THE_DESK = {"CSV of the desk": desk_csv, "workbook of the desk": desk_xlsx}
IN_CELLS = set(Typed._fields)
CARRIED = {
    "own pages": {"start_year", "end_year", "parent", "named"},
    "IATI": {"start_year", "end_year", "parent", "named"},
    "JSON-LD": {"parent", "named"},
}
