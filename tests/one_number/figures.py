"""What each format says of figures: a reader a format, {key: {name: what it says}}.

The names are those of `tests.one_number.typed.Number`; a format has all of them or some, which
CARRIED says.
"""

from participants.models import Figure
from tests import pages
from tests.one_number.reading import (
    activities,
    body_of,
    by_key,
    csv_rows,
    desk_rows,
    json_of,
    last_part,
    node_of,
    rows_of_api,
    snapshot_rows,
    xlsx_rows,
)
from tests.one_number.typed import Number


def own_pages(client):
    """The number on each figure's own page, with its unit."""
    return {
        figure.key: {"words": pages.text_of(shown(client, figure).cssselect(".big")[0])}
        for figure in Figure.objects.published()
    }


def shown(client, row):
    return pages.parsed(client.get(row.get_absolute_url()))


def pages_of_programs(client):
    """The numbers in the tables on pages of programs."""
    found = {}
    for program in {figure.program for figure in Figure.objects.published()}:
        for row in shown(client, program).cssselect("tr:has(td.number)"):
            [key] = pages.links_in([row], "/figures/")
            [cell] = row.cssselect("td.number")
            found[key] = {"words": pages.text_of(cell)}
    return found


def list_of_figures(client):
    """The numbers on the page /figures/."""
    found = {}
    for row in pages.parsed(client.get("/figures/")).cssselect("tr:has(td.number)"):
        [key] = pages.links_in([row], "/figures/")[:1]
        [cell] = row.cssselect("td.number")
        found[key] = {"words": pages.text_of(cell)}
    return found


def csv(client):
    return by_key(csv_rows(body_of(client, "/figures.csv")))


def xlsx(client):
    return by_key(xlsx_rows(body_of(client, "/figures.xlsx")))


def desk_csv(client):
    return of_public(desk_rows(client, Figure, "0"))


def desk_xlsx(client):
    return of_public(desk_rows(client, Figure, "1"))


def of_public(rows):
    """The rows that the public sees, too, of those that staff see."""
    public = {figure.key for figure in Figure.objects.published()}
    return {key: row for key, row in by_key(rows).items() if key in public}


def data_package(client):
    return by_key(csv_rows(body_of(client, "/data/figures.csv")))


def api(client):
    return by_key(rows_of_api(client, "figures"))


def api_of_programs(client):
    """The figures inside their programs."""
    found = {}
    for program in {figure.program for figure in Figure.objects.published()}:
        said = json_of(client, f"/api/v1/programs/{program.slug}")
        assert said["figures_are_all"]
        found |= by_key(said["figures"])
    return found


def snapshot(client):
    return by_key(snapshot_rows(client, "figures"))


def iati(client):
    """Actuals, targets and baselines; one without a single number has no value at all."""
    found = {}
    for activity in activities(client).values():
        for number in activity.iter("actual", "target", "baseline"):
            [address] = {one.get("url") for one in number.iter("document-link")}
            value = number.get("value")
            assert value != ""
            found[last_part(address)] = {"value": value and int(value)}
    return found


def json_ld(client):
    """Observations on the figures' own pages; a bound is said as one."""
    found = {}
    for figure in Figure.objects.published():
        node = node_of(client, figure)
        said = {one["propertyID"]: one["value"] for one in node["additionalProperty"]}
        least, most = node.get("minValue"), node.get("maxValue")
        bound = {"at-least": least, "at-most": most}.get(said["qualifier"])
        found[node["identifier"]] = said | {
            "value": node.get("value") if bound is None else bound,
            "value_lower": least if bound is None else None,
            "value_upper": most if bound is None else None,
            "unit": node["unitText"],
        }
    return found


PAGES = {
    "own pages": own_pages,
    "pages of programs": pages_of_programs,
    "the list": list_of_figures,
}
FILES = {"CSV": csv, "workbook": xlsx, "Data Package": data_package, "snapshot": snapshot}
FOR_PROGRAMS = {
    "API": api,
    "programs of the API": api_of_programs,
    "IATI": iati,
    "JSON-LD": json_ld,
}
IN_CELLS = set(Number._fields) - {"words"}
CARRIED = {page: {"words"} for page in PAGES} | {
    "IATI": {"value"},
    "JSON-LD": IN_CELLS - {"period_start", "period_end", "as_of"},
}
OF_THE_DESK = {"CSV of the desk": desk_csv, "workbook of the desk": desk_xlsx}
