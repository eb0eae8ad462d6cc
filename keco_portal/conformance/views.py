from django.views.generic import TemplateView

from keco_portal.conformance.results import latest


class Conformance(TemplateView):
    """What each format was checked with, when, by which test, and with which result."""

    template_name = "conformance/conformance.html"

    def get_context_data(self, **kwargs):
        finished, formats = latest()
        return super().get_context_data(**kwargs) | {"finished": finished, "formats": formats}
