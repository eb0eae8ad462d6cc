"""The log of corrections, of all rows or of one: each with what it changed, the newest first."""

from collections import defaultdict

from django.urls import reverse

from institutes.history.content import parts_of
from participants.corrections.heads import heads
from participants.corrections.walk import CHANGED, WITHDRAWN, Walk
from participants.corrections.words import names_of, told
from participants.models import Figure
from programs.listing import ROWS_ON_A_PAGE
from programs.models import Program


class Log:
    """All corrections, as a list that a paginator reads in slices.

    Of those whose rows are public no more, only the withdrawals are in it.
    """

    def __init__(self):
        self.number = None

    def count(self):
        if self.number is None:
            _, self.number = heads(0, 1)
        return self.number

    def __getitem__(self, place):
        found, self.number = heads(place.start, place.stop)
        return corrections(found)


def log_of(row):
    """The newest corrections of a program or a figure that is public, one page of them at most."""
    found, _ = heads(0, ROWS_ON_A_PAGE, {type(row): [row.pk]})
    return corrections(found)


def newest(number, rows):
    """The newest corrections of `rows`, or of all where it is None; `heads` says what they are."""
    found, _ = heads(0, number, rows)
    return corrections(found)


def corrections(found):
    """The Corrections of Heads, in their order; however many, in the same number of queries."""
    if not found:
        return []
    walked = {}
    for (model, pk), events in events_of(found).items():
        for one in Walk(model, pk).corrections(events):
            walked[model, pk, one.key] = one
    seen = [walked[head] for head in map(tuple, found) if head in walked]
    public = {
        model: public_rows(model).in_bulk([one.pk for one in seen if one.model is model])
        for model in (Program, Figure)
    }
    for one in seen:
        one.row = public[one.model].get(one.pk)
        one.address = address_of(one)
    seen = [one for one in seen if one.row or one.act == WITHDRAWN]
    compared = [one for one in seen if one.act != WITHDRAWN]
    names = names_of(compared)
    for one in compared:
        one.differences = told(one, names)
    return [one for one in seen if one.act != CHANGED or one.differences]


def public_rows(model):
    """The rows that are public, with what is said of each."""
    return model.objects.published().select_related(*RELATED[model])


RELATED = {Program: ["institute"], Figure: ["measure", "program__institute", "country"]}


def events_of(found):
    """{(model, primary key): its (part, event) pairs}, of figures with those of their programs."""
    events = defaultdict(list)
    figures = [head.pk for head in found if head.model is Figure]
    programs = {head.pk for head in found if head.model is Program}
    figures_in = defaultdict(set)
    [own] = parts_of(Figure)
    for event in Figure.pgh_event_model.objects.filter(pgh_obj__in=figures):
        events[Figure, event.pgh_obj_id].append((own, event))
        figures_in[event.program_id].add(event.pgh_obj_id)
    own, *parts = parts_of(Program)
    for event in Program.pgh_event_model.objects.filter(pgh_obj__in=programs | {*figures_in}):
        if event.pgh_obj_id in programs:
            events[Program, event.pgh_obj_id].append((own, event))
        for figure in figures_in[event.pgh_obj_id]:
            events[Figure, figure].append((own, event))
    for part in parts:
        of_programs = {f"{part.link}__in": programs}
        for event in part.model.pgh_event_model.objects.filter(**of_programs):
            events[Program, getattr(event, f"{part.link}_id")].append((part, event))
    return events


def address_of(correction):
    """Where it stands, or once stood: the address by the key that the public last knew."""
    if correction.row:
        return correction.row.get_absolute_url()
    [own] = parts_of(correction.model)[:1]
    values = correction.before[own.label][str(correction.pk)]
    noun = correction.model._meta.model_name
    return reverse(noun, args=[values["slug" if noun == "program" else "key"]])
