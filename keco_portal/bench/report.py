"""What the benchmark found, as plain text."""

from statistics import median

TIME_AT_MOST = 1.4  # times the time of psql
MEMORY_AT_MOST = 20  # MB
# Of a workbook of so many rows.
WORKBOOK_ROWS = 100_000
WORKBOOK_AT_MOST, WORKBOOK_MEMORY_AT_MOST = 20, 60  # seconds, MB
# Of an import of as many rows as `imports.ROWS`.
PREVIEW_AT_MOST, STORE_AT_MOST = 15, 5  # seconds
IMPORT_MEMORY_AT_MOST = 200  # MB

# An answer of the API to the constant; the list beside files to the list alone.
API_AT_MOST, BESIDE_AT_MOST = 30, 2

COLUMNS = ("page", "clients", "KB", "queries", "median ms", "95 % ms", "a second", "× constant")


def verdict(what, measured, at_most, unit):
    """(met, sentence) of a target; `measured` None where the system cannot tell."""
    if measured is None:
        return True, f"{what}: not measured, this system does not tell."
    word = "met, with" if measured <= at_most else "NOT MET, by"
    distance = abs(at_most - measured)
    return measured <= at_most, (
        f"{what}: {measured:.2f} {unit}, target at most {at_most} {unit}: {word} {distance:.2f}."
    )


def verdicts(exports):
    """[(met, sentence)] of the two targets that the export has."""
    memory = exports.memory_before and exports.memory_peak - exports.memory_before
    return [
        verdict("Time to the last byte", median(exports.ratios), TIME_AT_MOST, "× psql"),
        verdict("More memory in the server", memory, MEMORY_AT_MOST, "MB"),
    ]


def export_table(exports):
    """The lines on the export of all figures."""
    rows = [("", "median", *(f"run {i}" for i, _ in enumerate(exports.served, 1)))]
    for name, runs in (
        ("/figures.csv, s", exports.served),
        ("psql \\copy, s", exports.psql),
        ("ratio", exports.ratios),
    ):
        rows.append((name, *(f"{one:.2f}" for one in (median(runs), *runs))))
    size = f"{exports.rows:,} rows, the same in both; {exports.size / 1e6:,.0f} MB"
    return ["", f"The export of all figures: {size}", *in_columns(rows)]


def workbook_table(workbook):
    """The line on the workbook of all figures."""
    size = f"{workbook.rows:,} rows; {workbook.size / 1e6:,.0f} MB; {workbook.seconds:.1f} s"
    return ["", f"The workbook of all figures: {size}"]


def workbook_verdicts(workbook):
    """[(met, sentence)] of the two targets that a workbook has."""
    seconds, what = workbook.seconds_for(WORKBOOK_ROWS), f"A workbook of {WORKBOOK_ROWS:,} rows"
    return [
        verdict(f"{what}, at the pace of this one", seconds, WORKBOOK_AT_MOST, "s"),
        verdict("More memory for the workbook", workbook.memory, WORKBOOK_MEMORY_AT_MOST, "MB"),
    ]


def import_verdicts(imports):
    """[(met, sentence)] of the three targets that an import has, for each format of ours."""
    found = []
    for one in imports[:-1]:
        found += [
            verdict(f"Preview of {one.name}", one.preview, PREVIEW_AT_MOST, "s"),
            verdict(f"Storing of {one.name}", one.store, STORE_AT_MOST, "s"),
            verdict(f"More memory for {one.name}", one.memory, IMPORT_MEMORY_AT_MOST, "MB"),
        ]
    return found


def import_table(imports):
    """The lines on imports; the last is the plain package, on fewer rows."""
    *ours, plain = imports
    rows = [("file", "rows", "preview s", "store s", "rows/s", "more MB")]
    for one in imports:
        memory = "?" if one.memory is None else f"{one.memory:.0f}"
        pace = one.rows / (one.preview + one.store)
        steps = f"{one.preview:.2f}", f"{one.store:.2f}"
        rows.append((one.name, f"{one.rows:,}", *steps, f"{pace:,.0f}", memory))
    preview, store = plain.at(ours[0].rows)
    return [
        "",
        "Imports of figures, half of the rows new, a quarter changed drafts, a quarter proposed",
        *in_columns(rows),
        f"{ours[0].rows:,} rows by the plain package, at the pace it had with {plain.rows:,}: "
        f"preview {preview:.0f} s, store {store:.0f} s. It asks neither whose rows these are, nor "
        "what is public, nor the rules of the model.",
    ]


def api_verdict(answers):
    """[(met, sentence)] of the slowest answer of the API that somebody asked for before."""
    slowest = max(answers, key=lambda one: one.ratio)
    what = f"The slowest answer of the API that was asked for before, {slowest.called}"
    return [verdict(what, slowest.ratio, API_AT_MOST, "× constant")]


def api_table(answers):
    """The lines on the API; the last column is against the constant asked in turn with it."""
    rows = [("answer", "KB", "median ms", "95 % ms", "× constant")]
    rows += [
        (
            *(one.called, f"{one.size / 1000:.0f}"),
            *(f"{one.median:.1f}", f"{one.slow:.1f}", f"{one.ratio:.1f}"),
        )
        for one in answers
    ]
    title = "A hundred figures by the API, against a view that returns a constant"
    return ["", title, *in_columns(rows)]


def at_once_verdict(at_once):
    """[(met, sentence)] of the list beside files."""
    what = "95 % of the program list beside five files, to 95 % of it alone"
    return [verdict(what, at_once.ratio, BESIDE_AT_MOST, "×")]


def page_table(pages):
    """The lines on the pages; the last column is against the constant with as many clients."""
    constant = {page.at_once: page.median for page in pages if page.address == pages[0].address}
    rows = [COLUMNS]
    rows += [
        (
            *(page.address, str(page.at_once), f"{page.size / 1000:.0f}", str(page.queries)),
            *(f"{page.median:.1f}", f"{page.slow:.1f}", f"{page.a_second:.0f}"),
            f"{page.median / constant[page.at_once]:.0f}",
        )
        for page in pages
    ]
    return ["", "Pages, against a view that returns a constant", *in_columns(rows)]


def in_columns(rows):
    """`rows` of texts as lines, the first column flush left, the others flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
