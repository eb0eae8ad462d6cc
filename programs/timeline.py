"""The programs of an institute in the order of time, as a drawing beside their words.

Pure: programs in, whole numbers out, no query. A year is a stretch from its first day to its
last; places are thousandths of the width. An end that no source states fades out.
"""

from dataclasses import dataclass, field

from programs.models.program import State

WIDTH = 1000
YEARS_AT_LEAST = 6  # so that a single year is not drawn as wide as the page
TICKS_AT_MOST = 6


def percent(thousandths):
    """“37.1%”, as the attributes of SVG want it."""
    return f"{thousandths // 10}.{thousandths % 10}%"


def round_years(first, last):
    """Round years from `first` to `last`, at most six of them."""
    steps = (1, 2, 5, 10, 20, 50)
    step = next(step for step in steps if last // step - (first - 1) // step <= TICKS_AT_MOST)
    return list(range(-(-first // step) * step, last + 1, step))


@dataclass(frozen=True)
class Tick:
    """A year on the axis."""

    year: int
    at: int

    @property
    def x(self):
        return percent(self.at)

    @property
    def anchor(self):
        """Where its words begin, so that they do not run over the edge."""
        return "end" if self.at > WIDTH * 9 // 10 else "start"

    @property
    def around(self):
        """The same for words that stand around it where there is room."""
        return self.anchor if not WIDTH // 20 < self.at < WIDTH * 19 // 20 else "middle"


@dataclass(frozen=True)
class Piece:
    """A stretch of a bar: `solid`, a `plan`, or fading `in` or `out`."""

    start: int
    end: int
    drawn: str

    @property
    def x(self):
        return percent(self.start)

    @property
    def width(self):
        return percent(self.end - self.start)


@dataclass(frozen=True)
class Dot:
    """An edition in the middle of its year, planned or not."""

    at: int
    planned: bool

    @property
    def x(self):
        return percent(self.at)


@dataclass(frozen=True)
class Line:
    """A program with what is drawn of it."""

    program: object
    is_current: bool
    pieces: list
    dots: list

    @property
    def planned_years(self):
        """The years of editions that were only planned, as text: “2014, 2015”."""
        return ", ".join(map(str, self.program.planned_years))

    @property
    def edition_years(self):
        """The years of the other editions."""
        return ", ".join(map(str, self.program.edition_years))


@dataclass(frozen=True)
class Timeline:
    """`lines` in the order of time; `undated` the programs without any year; `more` unread."""

    lines: list = field(default_factory=list)
    undated: list = field(default_factory=list)
    ticks: list = field(default_factory=list)
    more: bool = False


def timeline(programs, current=None, more=False):
    """The Timeline of `programs`, each with `edition_years` and `planned_years` at hand.

    `more` says that the list was cut.
    """
    dated = [program for program in programs if years_of(program)]
    undated = [program for program in programs if not years_of(program)]
    if not dated:
        return Timeline(undated=undated, more=more)
    scale = Scale(dated)
    lines = [
        Line(program, program == current, pieces(program, scale), dots(program, scale))
        for program in sorted(dated, key=lambda program: min(years_of(program)))
    ]
    return Timeline(lines, undated, scale.ticks(), more)


def years_of(program):
    """Every year that is known of a program."""
    ends = [year for year in (program.start_year, program.end_year) if year]
    return ends + program.edition_years + program.planned_years


def goes_on(program):
    """Whether it has begun and nothing says when it ended."""
    return program.start_year and not program.end_year


class Scale:
    """From years to thousandths, with a year to spare where an end is open."""

    def __init__(self, programs):
        known = [year for program in programs for year in years_of(program)]
        before = any(program.end_year and not program.start_year for program in programs)
        after = any(goes_on(program) for program in programs)
        room = max(1, (max(known) - min(known)) // 12)
        self.first = min(known) - (room if before else 0)
        self.end = max(known) + 1 + (room if after else 0)
        self.first -= max(0, YEARS_AT_LEAST - (self.end - self.first))

    def at(self, year):
        """The first day of `year`."""
        return (year - self.first) * WIDTH // (self.end - self.first)

    def middle(self, year):
        return (2 * (year - self.first) + 1) * WIDTH // (2 * (self.end - self.first))

    def ticks(self):
        return [Tick(year, self.at(year)) for year in round_years(self.first, self.end - 1)]


def pieces(program, scale):
    """The stretches of a program's bar: solid where it is known, fading where it is open."""
    start, end = program.start_year, program.end_year
    known = "plan" if program.state == State.PLANNED else "solid"
    if start and end:
        return [Piece(scale.at(start), scale.at(end + 1), known)]
    if end:
        return [Piece(0, scale.at(end), "in"), Piece(scale.at(end), scale.at(end + 1), known)]
    if not start:
        return []
    begun = scale.at(start + 1)
    if program.state == State.ENDED:
        return [
            Piece(scale.at(start), begun, known),
            Piece(begun, min(WIDTH, scale.at(start + 2)), "out"),
        ]
    fading = WIDTH - (WIDTH - begun) // 3
    return [Piece(scale.at(start), fading, known), Piece(fading, WIDTH, "out")]


def dots(program, scale):
    """A dot for each year with an edition; a ring where one was only planned."""
    held, planned = set(program.edition_years), set(program.planned_years)
    return [Dot(scale.middle(year), year not in held) for year in sorted(held | planned)]
