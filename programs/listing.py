"""Lists that visitors filter: the page, and the CSV of exactly what the page's filter means."""

import logging

from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View
from django_filters.views import FilterView

from institutes.embedding import Embeddable
from programs.export import CsvTooLarge, csv_of
from programs.facets import Facets

logger = logging.getLogger(__name__)

PLAIN = "text/plain; charset=utf-8"
CSV = "text/csv; charset=utf-8; header=present"
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
    csv = None  # the name of the address that gives the same rows as CSV

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
        rows = filterset.narrowing_query
        return context | {
            "query": filterset.query,
            "facets": Facets(filterset),
            "csv_url": f"{reverse(self.csv)}?{rows}" if rows else reverse(self.csv),
        }

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


class CsvResponse(FileResponse):
    # Larger blocks are no faster, and each thread that ever sent a file keeps some of them.
    block_size = 1 << 16


# It only reads, so a POST is answered 405 in two words and not with a form's 403.
@method_decorator(csrf_exempt, name="dispatch")
class FilteredCsv(View):
    """The CSV of every row that the filter lets through; what goes wrong is said in plain text."""

    table = None
    filterset_class = None
    stem = ""

    @staticmethod
    def queryset():
        """The rows that the filter narrows."""

    def get(self, request):
        filterset = self.filterset_class(request.GET, queryset=self.queryset())
        try:
            if problem := self.problem(filterset):
                return HttpResponse(problem, status=400, content_type=PLAIN)
            csv = csv_of(self.table, filterset.qs)
        except (DatabaseError, CsvTooLarge, OSError):
            logger.exception("The CSV of %s broke off", request.get_full_path())
            return HttpResponse(
                "The file could not be made just now, so nothing is sent rather than a part of "
                "it. Please try again in a minute, or narrow the filter.\n",
                status=503,
                content_type=PLAIN,
                headers={"Retry-After": "60"},
            )
        made = {"Content-Length": str(csv.size), "ETag": csv.etag}
        headers = self.headers(filterset) | made
        response = CsvResponse(csv.file, content_type=CSV, headers=headers)
        answer = get_conditional_response(request, etag=csv.etag, response=response)
        if answer is not response:
            csv.file.close()
        return answer

    def head(self, request):
        """What GET says of the file, but for its length and hash: these are had by making it."""
        filterset = self.filterset_class(request.GET, queryset=self.queryset())
        if self.problem(filterset):
            return self.get(request)
        return StreamingHttpResponse((), content_type=CSV, headers=self.headers(filterset))

    def headers(self, filterset):
        return {
            "Content-Disposition": content_disposition_header(True, self.filename(filterset)),
            "Cache-Control": "no-cache",
        }

    def problem(self, filterset):
        """What is wrong with the address, in a sentence for each fault; empty where nothing is."""
        known = list(filterset.filters)
        unknown = [name for name in self.request.GET if name not in known]
        lines = [
            f"Unknown parameter: {name[:50]}. Known are: {', '.join(known)}."
            for name in unknown[:1]
        ]
        if not filterset.is_valid():
            for name, messages in filterset.errors.items():
                lines += [f"{name}: {message}" for message in messages]
        return "".join(f"{line}\n" for line in lines)

    def filename(self, filterset):
        """Such as figures_2026-11-23_country-idn.csv."""
        parts = [self.stem, timezone.localdate().isoformat()]
        parts += [f"{name}-{slugify(value)}" for name, value in filterset.pairs()]
        return f"{'_'.join(parts)[:120]}.csv"
