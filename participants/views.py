"""Figures, the trainee statistics among them: pages and files; and what changed in public."""

from itertools import groupby

from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView

from institutes.embedding import Embeddable
from institutes.language import in_language
from participants.charts import FIGURES_AT_MOST, series
from participants.corrections.log import Log, log_of
from participants.filters import FigureFilter
from participants.models import Figure, Measure
from participants.past import LastingAddress
from participants.resources import FigureTable
from participants.stats import ADDED_AT_MOST, Total, total
from participants.words import number_as_text
from programs.files import FilteredCsv, FilteredXlsx
from programs.listing import ROWS_ON_A_PAGE, FilteredList, FirstRows


class FigureList(FilteredList):
    title = _("Figures")
    filterset_class = FigureFilter
    template_name = "participants/figure_list.html"
    files = "figures"

    def get_queryset(self):
        return Figure.objects.published().with_relations().by_key()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"country_chosen": self.country_chosen}

    @property
    def country_chosen(self):
        return "country" in dict(self.filterset.pairs())


class ParticipantList(FigureList):
    title = _("Participants")
    template_name = "participants/participant_list.html"
    files = "participants"

    def get_queryset(self):
        return Figure.objects.published().of_people().with_relations().by_measure()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        by_measure = groupby(context["object_list"], lambda figure: figure.measure)
        groups = [(measure, list(figures)) for measure, figures in by_measure]
        # Of other measures than the first and the last of a page, all figures stand on it.
        cut = [groups[0][0], groups[-1][0]] if groups and context["is_paginated"] else []
        groups = [self.group(measure, figures, measure in cut) for measure, figures in groups]
        return context | {"groups": groups}

    def group(self, measure, figures, is_cut):
        """What stands under the heading of a measure. A series that a page cuts is not drawn."""
        is_drawn = not is_cut and "year" not in dict(self.filterset.pairs())
        return {
            "measure": measure,
            "figures": figures,
            "series": series(figures) if is_drawn else [],
            "total": self.total_of(self.all_of(measure) if is_cut else figures),
        }

    def all_of(self, measure: Measure):
        """What the filter lets through of `measure`, on this page or not; enough to add it up."""
        return list(self.filterset.qs.filter(measure=measure).order_by()[: ADDED_AT_MOST + 1])

    def total_of(self, figures):
        if self.country_chosen and any(figure.country_id is None for figure in figures):
            return Total(why_not=_("No total: the whole of a program is no country’s share."))
        return total(figures)


class FigureFile:
    """What the files of figures hold."""

    table = FigureTable
    filterset_class = FigureFilter
    stem = "figures"

    @staticmethod
    def queryset():
        return Figure.objects.published().by_key()


class ParticipantFile(FigureFile):
    stem = "participants"

    @staticmethod
    def queryset():
        return Figure.objects.published().of_people().by_key()


class FigureCsv(FigureFile, FilteredCsv):
    pass


class FigureXlsx(FigureFile, FilteredXlsx):
    pass


class ParticipantCsv(ParticipantFile, FilteredCsv):
    pass


class ParticipantXlsx(ParticipantFile, FilteredXlsx):
    pass


class FigureDetail(Embeddable, LastingAddress, DetailView):
    model = Figure
    slug_field = slug_url_kwarg = "key"

    def get_queryset(self):
        return Figure.objects.published().with_relations()

    def get_context_data(self, **kwargs):
        figure = self.object
        of_program = Figure.objects.published().filter(program=figure.program).with_relations()
        same_series = of_program.in_series_of(figure)[: FIGURES_AT_MOST + 1]
        return super().get_context_data(**kwargs) | {
            "changes": log_of(figure),
            "cited": number_as_text(figure),
            "figures": FirstRows(of_program.by_key()),
            "series": series(same_series),
            "questions": figure.questions.published().newest_first(),
        }

    def piece_title(self):
        return in_language(self.object.measure, "name")


class ChangeList(ListView):
    """What changed in public, of programs and of figures."""

    template_name = "participants/change_list.html"
    context_object_name = "changes"
    paginate_by = ROWS_ON_A_PAGE

    def get_queryset(self):
        return Log()
