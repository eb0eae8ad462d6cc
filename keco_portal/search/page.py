"""The page of the search: what was found, or ways on where nothing was."""

from django.http import HttpResponseRedirect
from django.views.generic import TemplateView

from institutes.words import Search
from keco_portal.search.groups import COUNTRIES, NAMES, finds, groups
from keco_portal.search.spelling import better_spelled
from programs.models import Country


class SearchPage(TemplateView):
    """?q= is what to look for, ?in= one noun; a country's whole name in countries leads to it."""

    template_name = "search.html"

    def get(self, request):
        search = Search(request.GET.get("q", ""))
        name = request.GET.get("in", "")
        if name == COUNTRIES and search:
            named = list(Country.objects.named(search)[:2])
            if len(named) == 1:
                return HttpResponseRedirect(named[0].get_absolute_url())
        return self.render_to_response(self.get_context_data(search=search, name=name))

    def get_context_data(self, *, search, name, **kwargs):
        found = groups(search, name)
        better = Search("" if found else better_spelled(search))
        return super().get_context_data(**kwargs) | {
            "search": search,
            "only": name if name in NAMES else "",
            "groups": found,
            "count": sum(group.count for group in found),
            "did_you_mean": better.text if finds(better) else "",
        }
