"""Files of the rows that a filter lets through: CSV, and workbooks (XLSX) of the same rows."""

import hashlib
import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header, http_date
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from institutes.address import absolute
from institutes.remembered import Remembered
from programs.export import (
    XLSX,
    About,
    NotForASheet,
    TooLarge,
    csv_of,
    place,
    sources_of,
    statement,
    xlsx_of,
)

logger = logging.getLogger(__name__)
# ETags by what was asked: whoever has a file is told so without making it again.
known_tags = Remembered(1024)

PLAIN = "text/plain; charset=utf-8"
CSV = "text/csv; charset=utf-8; header=present"
BROKEN_OFF = """\
The file could not be made just now, so nothing is sent rather than a part of it. Please try again \
in a minute, or narrow the filter.
"""


class TableResponse(FileResponse):
    # Larger blocks are no faster, and each thread that ever sent a file keeps some of them.
    block_size = 1 << 16


# It only reads, so a POST is answered 405 in two words and not with a form's 403.
@method_decorator(csrf_exempt, name="dispatch")
class FilteredFile(View):
    """A file of every row that the filter lets through; what goes wrong is said in plain text.

    `stem` is what the list and its files are called. What is made may set `changed_at`: when it
    last changed, in whole seconds, where that is sure.
    """

    table = None
    filterset_class = None
    stem = ""
    ending = ""
    content_type = ""
    changed_at = None

    @staticmethod
    def queryset():
        """The rows that the filter narrows."""

    def made(self, filterset):
        """The TableFile of the rows. Raises DatabaseError, TooLarge, OSError, NotForASheet."""
        raise NotImplementedError

    def get(self, request, **kwargs):
        filterset = self.filterset_class(request.GET, queryset=self.queryset())
        try:
            if problem := self.problem(filterset):
                return HttpResponse(problem, status=400, content_type=PLAIN)
            asked = self.asked(filterset)
            return self.not_modified(asked) or self.answer(filterset, self.file(filterset, asked))
        except NotForASheet as refusal:
            said = f"{refusal} The CSV has it all: {self.csv_address(filterset)}\n"
            return HttpResponse(said, status=400, content_type=PLAIN)
        except (DatabaseError, TooLarge, OSError):
            logger.exception("The file of %s broke off", request.get_full_path())
            later = {"Retry-After": "60"}
            return HttpResponse(BROKEN_OFF, status=503, content_type=PLAIN, headers=later)

    def not_modified(self, asked):
        """The answer to who has the file, where that is known without making it; or None."""
        etag = asked and known_tags.get(asked)
        answer = etag and get_conditional_response(self.request, etag=etag)
        if answer:
            answer["ETag"] = etag
        return answer or None

    def file(self, filterset, asked):
        """The TableFile, once there is a place for making it."""
        with place(filterset.qs):
            made = self.made(filterset)
        if asked:
            known_tags.keep(asked, made.etag)
        return made

    def answer(self, filterset, made):
        headers = {"Content-Length": str(made.size), "ETag": made.etag}
        headers |= self.headers(filterset)
        if self.changed_at:
            headers["Last-Modified"] = http_date(self.changed_at)
        response = TableResponse(made.file, content_type=self.content_type, headers=headers)
        answer = get_conditional_response(self.request, made.etag, self.changed_at, response)
        if answer is not response:
            made.file.close()
        return answer

    def head(self, request, **kwargs):
        """What GET says of the file, but for its length and hash: these are had by making it."""
        filterset = self.filterset_class(request.GET, queryset=self.queryset())
        if self.problem(filterset):
            return self.get(request)
        headers = self.headers(filterset)
        return StreamingHttpResponse((), content_type=self.content_type, headers=headers)

    def asked(self, filterset):
        """What the file depends on: data, query, day and address, as a digest.

        None soon after a change, when more may come under the same version.
        """
        version = import_string(settings.DATA_VERSION)()
        if not version.is_complete:
            return None
        of = repr((version.state, self.key(filterset)))
        return hashlib.blake2b(of.encode(), digest_size=16).hexdigest()

    def key(self, filterset):
        """All that the file depends on, but for the data."""
        query = statement(self.table.public_rows(filterset.qs))
        address = absolute(self.request.get_full_path())
        about = (address, timezone.localdate(), get_language())
        return query, list(self.table.columns()), about

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
        return f"{'_'.join(parts)[:120]}.{self.ending}"


class FilteredCsv(FilteredFile):
    ending = "csv"
    content_type = CSV

    def made(self, filterset):
        return csv_of(self.table, filterset.qs)


class FilteredXlsx(FilteredFile):
    ending = "xlsx"
    content_type = XLSX

    def page_address(self, filterset):
        return address_with(reverse(self.stem), filterset)

    def csv_address(self, filterset):
        return address_with(reverse(f"{self.stem}-csv"), filterset)

    def made(self, filterset):
        about = About(
            name=self.stem,
            address=self.page_address(filterset),
            chosen=[(one["label"], one["words"]) for one in filterset.chosen()],
            sources=sources_of(filterset.qs),
        )
        return xlsx_of(self.table, filterset.qs, about)


def address_with(path, filterset):
    """The whole address of `path` with what narrows the rows."""
    return absolute(f"{path}?{filterset.narrowing_query}".rstrip("?"))
