"""What is drawn of figures: bars beside like figures, and a line where there is a series.

Pure: figures in, whole numbers out, no query. Lengths are thousandths of the width, from zero.
The numbers themselves stand in the table; the drawing repeats them and says nothing more.
"""

from dataclasses import dataclass
from itertools import groupby, pairwise

from participants.models.value import FigureKind, Qualifier
from programs.timeline import Tick, percent, round_years

WIDTH = 1000  # thousandths of the width of a drawing
HEIGHT = 160  # pixels from the line of zero to the top of a series
FIGURES_AT_MOST = 700  # of more no series is drawn at all: one that was cut short would lie
POINTS_OF_A_LINE = 3  # fewer known years are bars in the table and never a line


@dataclass(frozen=True)
class Bar:
    """A bar from `start` to `end`, thousandths of the scale; `drawn` is how."""

    start: int
    end: int
    drawn: str  # exact, about, at-least, at-most, range or plan

    @property
    def x(self):
        return percent(self.start)

    @property
    def x_end(self):
        return percent(self.end)

    @property
    def width(self):
        return percent(self.end - self.start)


@dataclass(frozen=True)
class Row:
    """A row of a table of figures; `bar` is None where nothing may be compared."""

    figure: object
    bar: Bar | None
    is_apart: bool  # from the row before it, where one of the two has a bar and they are unlike


@dataclass(frozen=True)
class Rows:
    """The rows of a table; `scales` is how many different ones its bars have."""

    rows: list
    scales: int

    def __iter__(self):
        return iter(self.rows)


def rows(figures):
    """The Rows of `figures`, in their order.

    A bar stands only where another figure of the same kind of count has a number too: one bar by
    itself compares nothing. What is not known has none.
    """
    figures = list(figures)
    alike = {}
    for figure in figures:
        if figure.has_a_number:
            alike.setdefault(likeness(figure), []).append(upper(figure))
    scales = {like: max(ends) for like, ends in alike.items() if len(ends) > 1 and max(ends)}
    found, before = [], None
    for figure in figures:
        like = likeness(figure)
        is_apart = before not in (None, like) and (like in scales or before in scales)
        found.append(Row(figure, bar(figure, scales.get(like)), is_apart))
        before = like
    return Rows(found, len(scales))


def likeness(figure):
    """What two figures have in common whose lengths may be compared.

    Always the measure, which has one unit. Periods must be as long as one another, and a plan
    stands beside results of its length; a cumulative count only beside one of the same program
    with the same beginning.
    """
    if figure.kind in (FigureKind.ANNUAL, FigureKind.PLAN):
        return figure.measure_id, "period", span(figure)
    if figure.kind == FigureKind.CUMULATIVE:
        return figure.measure_id, figure.kind, figure.program_id, figure.period_start
    return figure.measure_id, figure.kind


def span(figure):
    """How long the period is: (“months”, 12) where it is of whole months, or (“days”, 10)."""
    start, end = figure.period_start, figure.period_end
    if not start or not end:
        return "open", start, end
    if len(start) == 10 or len(end) == 10:
        return "days", (figure.ends_on - figure.starts_on).days + 1
    first, last = figure.starts_on, figure.ends_on
    return "months", (last.year - first.year) * 12 + last.month - first.month + 1


def bar(figure, largest):
    """The Bar of a figure on a scale from zero to `largest`; None without either."""
    if not largest or not figure.has_a_number:
        return None
    is_range = figure.value_lower is not None
    start = part(figure.value_lower, largest) if is_range else 0
    drawn = "range" if is_range else str(figure.qualifier)
    if figure.kind == FigureKind.PLAN:
        drawn = "plan"
    return Bar(start, part(upper(figure), largest), drawn)


def upper(figure):
    return figure.value if figure.value is not None else figure.value_upper


def part(value, largest, whole=WIDTH):
    """`value` of `largest` in parts of `whole`, rounded half up; what is there is at least one."""
    rounded = (2 * value * whole + largest) // (2 * largest)
    return max(rounded, 1) if value else 0


@dataclass(frozen=True)
class Point:
    """A known year of a series: `x` in percent of the width, `y` in pixels from the top."""

    figure: object
    year: int
    at: int
    y: int
    labelled: bool

    @property
    def x(self):
        return percent(self.at)

    @property
    def anchor(self):
        """Where the words at it begin, so that none runs over an edge."""
        return "start" if self.at < WIDTH // 8 else "end" if self.at > WIDTH * 7 // 8 else "middle"

    @property
    def label_y(self):
        return self.y - 10

    @property
    def is_exact(self):
        return self.figure.qualifier == Qualifier.EXACT

    @property
    def is_a_bound(self):
        """Whether the number itself lies above or below it."""
        return self.figure.qualifier in (Qualifier.AT_LEAST, Qualifier.AT_MOST)


@dataclass(frozen=True)
class Series:
    """The annual figures of one program, measure, country and sex, in the order of time.

    `figures` are all of them, the data; `points` those of one calendar year with one number;
    `strokes` join the points of years that follow one another, so that a gap stays a gap.
    """

    figures: list
    points: list
    strokes: list
    top: int
    ticks: list
    height: int = HEIGHT

    @property
    def first(self):
        return self.points[0]

    @property
    def last(self):
        return self.points[-1]

    @property
    def top_as_text(self):
        return f"{self.top:,}"

    @property
    def not_drawn(self):
        return len(self.figures) - len(self.points)

    @property
    def has_gaps(self):
        return len(self.strokes) < len(self.points) - 1


def series(figures):
    """A Series for each one among `figures` that has at least three known years."""
    annual = [figure for figure in figures if figure.kind == FigureKind.ANNUAL]
    if len(annual) > FIGURES_AT_MOST:
        return []
    found = groupby(sorted(annual, key=of_series), key=lambda figure: of_series(figure)[:-1])
    drawn = (one_series(list(members)) for _key, members in found)
    return [one for one in drawn if one]


def of_series(figure):
    """The key of its series, and its place in it."""
    series_of = (figure.program_id, figure.measure_id, figure.country_id or 0, figure.sex)
    return *series_of, figure.starts_on


def one_series(figures):
    """The Series of `figures`, which belong to one and are in order; None with too few points."""
    known = [figure for figure in figures if is_a_point(figure)]
    if len(known) < POINTS_OF_A_LINE:
        return None
    first, last = known[0].starts_on.year, known[-1].starts_on.year
    largest = max(figure.value for figure in known)
    top = round_top(largest)
    last_of_largest = max(i for i, figure in enumerate(known) if figure.value == largest)

    def place(year):
        return (year - first) * WIDTH // (last - first)

    points = [
        Point(
            figure=figure,
            year=figure.starts_on.year,
            at=place(figure.starts_on.year),
            y=HEIGHT - part(figure.value, top, HEIGHT),
            labelled=i in (last_of_largest, len(known) - 1),
        )
        for i, figure in enumerate(known)
    ]
    strokes = [(one, two) for one, two in pairwise(points) if may_be_joined(one, two)]
    ticks = [Tick(year, place(year)) for year in round_years(first, last)]
    return Series(figures, points, strokes, top, ticks)


def may_be_joined(one, two):
    """Whether nothing is unknown between two points: neither a year nor how far a bound is off."""
    return two.year == one.year + 1 and not (one.is_a_bound or two.is_a_bound)


def is_a_point(figure):
    """Whether it is one number for one calendar year."""
    start, end = figure.starts_on, figure.ends_on
    return (
        figure.value is not None
        and start.year == end.year
        and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    )


def round_top(largest):
    """The smallest of 1, 2 or 5 with noughts that is not below `largest`."""
    size = 10 ** (len(str(largest)) - 1) if largest else 1
    return next(size * step for step in (1, 2, 5, 10) if size * step >= largest)
