"""The page for people who write programs that read the API."""

from django.views.generic import TemplateView


class ApiPage(TemplateView):
    template_name = "api/api.html"
