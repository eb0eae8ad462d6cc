"""Lists that visitors filter, with links to files of exactly what the filter means."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.functional import cached_property
from django_filters.views import FilterView

from institutes.embedding import Embeddable
from programs.facets import Facets

ROWS_ON_A_PAGE = 50
PAGES_AT_MOST = 200


class FirstRows:
    """The first rows of a list that stands on another thing's page; `more` if there are others.

    How many there are is not asked: with a million figures that takes longer than the page.
    """

    def __init__(self, queryset):
        rows = list(queryset[: ROWS_ON_A_PAGE + 1])
        self.rows = rows[:ROWS_ON_A_PAGE]
        self.more = len(rows) > ROWS_ON_A_PAGE

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


class ShallowPaginator(Paginator):
    """Pages up to a depth that the database reaches at once; the CSV has what lies deeper."""

    @cached_property
    def num_pages(self):
        return min(super().num_pages, PAGES_AT_MOST)

    @property
    def is_cut(self):
        return self.count > self.num_pages * self.per_page


class FilteredList(Embeddable, FilterView):
    """A list page with its filter. A wrong value gives 400 and the form that says what is wrong."""

    paginate_by = ROWS_ON_A_PAGE
    paginator_class = ShallowPaginator
    files = ""  # what the addresses of files of the same rows are called, before -csv and -xlsx

    def get_filterset_kwargs(self, filterset_class):
        return super().get_filterset_kwargs(filterset_class) | {"data": self.request.GET}

    def get_paginator(self, queryset, per_page, **kwargs):
        paginator = super().get_paginator(queryset, per_page, **kwargs)
        if self.filterset.is_valid() and self.filterset.counts:
            paginator.count = self.filterset.counts.total
        return paginator

    def get_context_data(self, *, object_list, **kwargs):
        filterset = self.filterset
        context = super().get_context_data(object_list=filterset.ordered(object_list), **kwargs)
        return context | {
            "query": filterset.query,
            "facets": Facets(filterset),
            "csv_url": self.file_url("csv"),
            "xlsx_url": self.file_url("xlsx"),
        }

    def file_url(self, ending):
        """The address of a file of the same rows."""
        address, rows = reverse(f"{self.files}-{ending}"), self.filterset.narrowing_query
        return f"{address}?{rows}" if rows else address

    def shown_query(self):
        return self.filterset.query

    def piece_title(self):
        """Such as “Programs: Indonesia, 2014”."""
        chosen = self.filterset.chosen() if self.filterset.is_valid() else ()
        words = ", ".join(str(one["words"]) for one in chosen)
        return f"{self.title}: {words}" if words else str(self.title)

    def render_to_response(self, context, **kwargs):
        if not self.filterset.is_valid():
            kwargs["status"] = 400
        return super().render_to_response(context, **kwargs)
