"""Rows that the public must not see, with a marker in each of their fields."""

from itertools import count

from django.db import models
from django.utils import timezone

from institutes.history.content import content_of
from institutes.models import Institute
from institutes.text import Key, Line, Prose, WebAddress
from participants.models import Figure, Measure, Proposal, Question
from participants.partial_date import PartialDateField
from programs.models import (
    Country,
    Edition,
    Framework,
    Partner,
    Partnership,
    Program,
    ProgramCountry,
    ProgramRegion,
    Region,
    Source,
    Theme,
)
from tests.factories import make_person

WORD, KOREAN, NUMBER, YEAR = "Quibblezorp", "괴발개발", 7654321, 2093
# A number may have been corrected once, by one, before it was withdrawn.
NUMBERS = [form.format(number) for number in (NUMBER, NUMBER + 1) for form in ("{}", "{:,}")]
TRACES = (WORD.lower(), KOREAN, *NUMBERS, str(YEAR))
CHOSEN = {
    Partner: {"type": "research"},
    Measure: {"group": "training", "unit": "people"},
    Figure: {"kind": "plan", "value_lower": None, "value_upper": None},
    Program: {"kind": "visits"},
}

_numbers = count(1)


def filled(model, **given):
    """Values of all fields of `model` but for those `given`: markers where anything fits."""
    given = CHOSEN.get(model, {}) | given
    for field in model._meta.local_concrete_fields:
        if field.name not in given and (value := marker(field)) is not None:
            given[field.name] = value
    return given


def marker(field):
    """A marker that the field takes, or None."""
    if field.is_relation or field.choices or field.generated or field.primary_key:
        return None
    word = KOREAN if field.name.endswith("_ko") else WORD
    markers = [
        (field.name == "sector", str(NUMBER)[:5]),
        (field.name == "sha256", "ab" * 32),
        (isinstance(field, Key), f"hidden-{next(_numbers)}"),
        (isinstance(field, WebAddress), f"https://{WORD.lower()}.example/"),
        (isinstance(field, PartialDateField), str(YEAR)),
        (isinstance(field, Line | Prose), f"{word} {next(_numbers)}"[: field.max_length]),
        (isinstance(field, models.SmallIntegerField), YEAR),
        (isinstance(field, models.BigIntegerField), NUMBER),
        (type(field) is models.DateField, f"{YEAR}-09-09"),
    ]
    return next((value for fits, value in markers if fits), None)


class Hidden:
    """Everything that is not public, around a program and a figure that are."""

    def __init__(self, public, figure):
        self.public, self.figure, self.rows = public, figure, []
        for publication in ("draft", "review"):
            program = self.program(publication)
            for state in ("draft", "review", "published"):
                self.figures(program, state)
            self.figures(public, publication)
        self.program("draft", parent=public)
        for model in (Partner, Source, Theme, Measure):
            self.add(model)
        for row in (public, figure):
            self.proposals(row)
        self.questions()

    def add(self, model, **given):
        row = model.objects.create(**filled(model, **given))
        self.rows.append(row)
        return row

    def program(self, publication, **given):
        """A program with something in each of its parts."""
        institute = Institute.objects.get(code="keco")
        given |= {"institute": institute, "source": self.add(Source), "publication": publication}
        program = self.add(Program, **given)
        for country in Country.objects.filter(iso3__in=["FRA", "CHN"]):
            self.add(ProgramCountry, program=program, country=country)
        self.add(ProgramRegion, program=program, region=Region.objects.order_by("pk").last())
        for partner in (None, self.add(Partner), Partner.objects.by_name().first()):
            self.add(Partnership, program=program, partner=partner)
        host = Country.objects.get(iso3="ZWE")
        self.add(Edition, program=program, source=self.add(Source), host_country=host)
        program.frameworks.set(Framework.objects.by_name()[:2])
        program.themes.set([self.add(Theme), Theme.objects.by_name().first()])
        return program

    def figures(self, program, publication):
        for measure in (self.add(Measure), Measure.objects.by_name().first()):
            given = {"program": program, "measure": measure, "publication": publication}
            self.add(Figure, **given, source=self.add(Source))

    def proposals(self, row):
        """A change that waits, and one that was refused."""
        author = make_person()
        said = {
            row._meta.model_name: row, "act": "change", "before": content_of(row),
            "after": {row._meta.label_lower: {str(row.pk): filled(type(row))}},
            "authors": [author.pk], "proposed_by": author, "message": f"{WORD} {KOREAN}",
            "reason": WORD, "reason_ko": KOREAN,
        }  # fmt: skip
        refused = {"decided_at": timezone.now(), "decided_by": make_person()}
        Proposal.objects.create(**said)
        Proposal.objects.create(**said, **refused, decision="refused")

    def questions(self):
        """From the public: not answered, and answered but not published."""
        said = {"figure": self.figure, "language": "en", "text": WORD}
        answer = {"answer": WORD, "answer_ko": KOREAN, "answered_by": make_person()}
        Question.objects.create(**said, nonce="1")
        Question.objects.create(**said, nonce="2", progress="answered", **answer)

    def addresses(self):
        return [row.get_absolute_url() for row in self.rows if hasattr(row, "get_absolute_url")]

    def filters(self):
        """Query strings that choose something hidden, one of each kind."""
        names = {Program: "program", Partner: "partner", Source: "source"}
        names |= {Theme: "theme", Measure: "measure"}
        return list(
            {
                type(row): f"?{names[type(row)]}={row.slug}"
                for row in self.rows
                if type(row) in names
            }.values()
        )
