"""Which figures fit a filter, as plain as can be; see `tests.naive`."""

from participants.models import Figure
from programs.models import ProgramCountry
from tests.naive import first_day, last_day


class Figures:
    """Whether a figure fits a value of a parameter: everything read first, then plain loops."""

    def __init__(self):
        figures = Figure.objects.select_related(
            "program__institute", "measure", "country", "source"
        )
        self.figures = [
            figure
            for figure in figures
            if figure.publication == figure.program.publication == "published"
        ]
        self.places = list(ProgramCountry.objects.values_list("program_id", "country__iso3"))

    def keys(self, chosen):
        """The keys of the figures that fit one of the values of each parameter of `chosen`."""
        return sorted(
            figure.key
            for figure in self.figures
            if all(
                any(getattr(self, name)(figure, value) for value in values)
                for name, values in chosen.items()
                if values
            )
        )

    def institute(self, figure, code):
        return figure.program.institute.code == code

    def program(self, figure, slug):
        return figure.program.slug == slug

    def group(self, figure, word):
        return figure.measure.group == word

    def measure(self, figure, slug):
        return figure.measure.slug == slug

    def country(self, figure, iso3):
        """The country's own figures, and the wholes of programs that name it."""
        if figure.country:
            return figure.country.iso3 == iso3
        return (figure.program_id, iso3) in self.places

    def kind(self, figure, word):
        return figure.kind == word

    def source(self, figure, slug):
        return figure.source.slug == slug

    def series(self, figure, key):
        [one] = [other for other in self.figures if other.key == key]
        return figure.kind == "annual" and all(
            getattr(figure, name) == getattr(one, name)
            for name in ("program_id", "measure_id", "country_id", "sex")
        )

    def year(self, figure, text):
        start, end = first_day(figure.period_start), last_day(figure.period_end)
        if start or end:
            first = start.year if start else end.year
            last = end.year if end else 2100
        elif figure.as_of:
            first = last = first_day(figure.as_of).year
        else:
            return False
        return first <= int(text) <= last
