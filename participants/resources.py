"""The public tables of figures and of what they count, their columns declared once."""

from django.db.models import Case, TextField, When
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutes.among import Among
from institutes.models import Institute
from participants.models import Figure, Measure
from participants.models.figure import FigureKind, Qualifier, Sex, ValueStatus
from participants.models.measure import Group, Unit
from participants.partial_date import PATTERN
from programs.cells import OneCountry, OneOf, WholeNumber
from programs.column_types import KEY, Type
from programs.models import Country, Program, Source
from programs.tables import Column, PrintedTime, Table, code_column, text_column

PARTIAL_DATE = Type("string", pattern=PATTERN)


class MeasureTable(Table):
    """It is read from no file."""

    about = _("What the figures count, each measure with its unit and its definition.")

    measure = code_column("The measure's key.", "slug", title=_("slug"))
    name = text_column("What is counted, in English.", "name_en", title=_("name in English"))
    name_ko = text_column("The same in Korean, by the editors.", "name_ko")
    group = code_column("Its group; training and visits count people.", "group", of=Group)
    unit = code_column("What one of the count is; two units are never added.", "unit", of=Unit)
    of_named = Column("Whether the source names all that it counts.", Cast("of_named", TextField()))
    definition = text_column("What exactly is counted.", "definition_en", title=_("definition"))
    definition_ko = text_column("The same in Korean.", "definition_ko")
    part_of = Column(
        "The key of a measure that holds this one; the two are never added.",
        Case(When(part_of__in=Measure.objects.published(), then="part_of__slug")),
        names=Measure,
        type=KEY,
    )

    class Meta:
        model = Measure


class FigureTable(Table):
    about = _("The numbers that the sources state, each with what it counts, when, and where.")

    figure = code_column("The figure's key.", "key", "key")
    program = Column("The key of its program.", "program__slug", "program", OneOf(Program, "slug"))
    program_name = text_column(
        "The program's name in English.", "program__name_en", title=_("name of the program")
    )
    institute = Column(
        "The key of the program's institute.",
        "program__institute__code",
        title=_("institute"),
        names=Institute,
    )
    institute_name = text_column(
        "The institute's name in English.",
        "program__institute__name_en",
        title=_("name of the institute"),
    )
    measure = Column(
        "The key of what is counted.", "measure__slug", "measure", OneOf(Measure, "slug")
    )
    measure_name = text_column(
        "What is counted, in English.", "measure__name_en", title=_("name of the measure")
    )
    group = Column("The group of the measure.", "measure__group", title=_("group"), of=Group)
    unit = Column("What one of the count is.", "measure__unit", title=_("unit"), of=Unit)
    kind = code_column("How the number relates to time.", "kind", "kind", FigureKind)
    value = Column(
        "The number; blank where there is none.", "value", "value", WholeNumber(), unit="unit"
    )
    value_lower = Column(
        "The lower end where only a range is known.",
        *("value_lower", "value_lower", WholeNumber()),
        unit="unit",
    )
    value_upper = Column(
        "The upper end where only a range is known.",
        *("value_upper", "value_upper", WholeNumber()),
        unit="unit",
    )
    value_status = code_column(
        "Whether the source states the number, and why it is blank.",
        "value_status",
        "value_status",
        ValueStatus,
    )
    qualifier = code_column("Whether the number is exact.", "qualifier", "qualifier", Qualifier)
    country = Column(
        "ISO 3166-1 code; blank for the whole, which is no country's share.",
        *("country__iso3", "country", OneCountry(Country)),
    )
    country_name = text_column(
        "The country's name in English.", "country__name_en", title=_("name of the country")
    )
    sex = code_column("SDMX code; _T is the total.", "sex", "sex", Sex)
    period_start = code_column(
        "First year, month or day.", "period_start", "period_start", type=PARTIAL_DATE
    )
    period_end = code_column(
        "Last year, month or day.", "period_end", "period_end", type=PARTIAL_DATE
    )
    as_of = code_column("Year, month or day of the count.", "as_of", "as_of", type=PARTIAL_DATE)
    source = Column(
        "The key of the document that states it.", "source__slug", "source", OneOf(Source, "slug")
    )
    source_locator = text_column("Where in that document.", "source_locator", "source_locator")
    note = text_column("What else must be known.", "note", "note")
    changed_at = Column("When it last changed, in UTC.", PrintedTime("changed_at"), volatile=True)

    weighed = (
        *("program", "measure", "country", "sex", "kind", "value", "value_status", "qualifier"),
        *("period_start", "period_end"),
    )

    class Meta:
        model = Figure

    def check_rows(self, outcomes):
        """A part is not greater than its whole, nor are all parts together."""
        rows = {one.pk: one for one in outcomes}
        programs = Figure.objects.filter(Among("pk", rows)).order_by().values("program")
        for whole in Figure.objects.filter(program__in=programs).less_than_parts():
            parts = [*Figure.objects.parts_of(whole).by_key()]
            words = gettext(
                "The whole “{whole}” is {value}, and its parts {parts} are {sum} together."
            )
            words = words.format(
                whole=whole.key,
                value=whole.value,
                parts=", ".join(f"“{part.key}”" for part in parts),
                sum=whole.sum,
            )
            for figure in (whole, *parts):
                if figure.pk in rows:
                    yield rows[figure.pk], "value", words
