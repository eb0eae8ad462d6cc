"""The page on which anybody reports a problem with a figure, and the thanks."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic.detail import SingleObjectMixin

from institutes.language import page_language
from institutes.visitors.views import VisitorFormView
from participants.models import Figure, Question
from participants.past import LastingAddress
from participants.questions import floods
from participants.questions.forms import ReportForm
from participants.words import number_as_text


class OfAFigure(LastingAddress, SingleObjectMixin):
    """A view about a figure that the public sees; what it saw once is gone, or has moved."""

    model = Figure
    slug_field = slug_url_kwarg = "key"

    @cached_property
    def object(self):
        return self.get_object()

    def get_queryset(self):
        return Figure.objects.published().with_relations()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"cited": number_as_text(self.object)}


class FigureReport(OfAFigure, VisitorFormView):
    """Takes a question to the institute; the public sees nothing of it before that publishes it."""

    template_name = "participants/figure_report.html"
    form_class = ReportForm
    floods = floods

    def row_of(self, form):
        return Question(
            figure=self.object, language=page_language(), nonce=form.nonce, **form.given
        )

    def get_success_url(self):
        return reverse("figure-report-thanks", args=[self.object.key])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"about": f"question {self.object.key}"}


class FigureReportThanks(OfAFigure, TemplateView):
    template_name = "participants/figure_report_thanks.html"
