"""The catalogue's page, and its files: each is a part of the one archive, so all agree."""

import logging
from contextlib import nullcontext

from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView, View

from keco_portal.catalogue.archive import NotMade, current_archive
from keco_portal.catalogue.files import file_of, range_of
from keco_portal.catalogue.making import ZIP_NAME, as_json
from keco_portal.catalogue.tables import tables_of
from keco_portal.catalogue.ways import other_ways
from keco_portal.open_data.address import address_of
from keco_portal.open_data.licence import licence
from keco_portal.open_data.tables import TABLES
from keco_portal.standards.csvw import table_alone
from programs.export import TooLarge, place
from programs.files import CSV, PLAIN, FilteredXlsx, TableResponse
from programs.filtering import PublicFilterSet

logger = logging.getLogger(__name__)

LARGE = 10 * 1024**2  # bytes
JSON = "application/json"
CSVM = "application/csvm+json"
ZIP = "application/zip"
WHOLE = "This file always has every row, and takes no parameter. "
FILTERED = "Rows are chosen at {}.\n"
LATER = "The file could not be made just now. Please try again in a minute.\n"


class DataCatalogue(TemplateView):
    """What data there are, in which forms, for people."""

    template_name = "catalogue/catalogue.html"

    def get_context_data(self, **kwargs):
        try:
            archive = current_archive()
        except NotMade:
            archive = None
        return super().get_context_data(**kwargs) | {
            "archive": archive,
            "zip_name": ZIP_NAME,
            "tables": tables_of(archive),
            "ways": other_ways(),
            "licence": licence(),
        }


# It only reads, so a POST is answered 405 in two words and not with a form's 403.
@method_decorator(csrf_exempt, name="dispatch")
class ArchiveFile(View):
    """A file of the archive; a part of it, where a range is asked for."""

    name = ""
    content_type = ""
    is_download = False

    def file_name(self):
        return self.name

    def get(self, request, **kwargs):
        if request.GET:
            return refused(self.on_parameters(), 400)
        try:
            file = file_of(current_archive(), self.file_name())
            return self.answer(request, file)
        except (NotMade, DatabaseError, TooLarge, OSError):
            logger.exception("%s could not be sent", request.path)
            return refused(LATER, 503, {"Retry-After": "60"})

    def on_parameters(self):
        return f"{WHOLE}\n"

    def answer(self, request, file):
        # As long as its bytes stay, and a change of the licence makes other ones, too.
        modified = int(file.archive.made_at.timestamp())
        headers = self.headers(file) | {"Last-Modified": http_date(modified)}
        if unchanged := get_conditional_response(request, file.etag, modified):
            return with_headers(unchanged, headers)
        try:
            part = self.range(request, file)
        except ValueError:
            return refused("", 416, headers | {"Content-Range": f"bytes */{file.size}"})
        start, length = part or (0, file.size)
        if part:
            headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{file.size}"
        response = self.sent(file, start, length)
        response.status_code = 206 if part else 200
        return with_headers(response, headers | {"Content-Length": str(length)})

    def sent(self, file, start, length):
        """The answer with a part of the file; without one, where only its head is asked for."""
        if self.request.method == "HEAD":
            return HttpResponse(content_type=self.content_type)
        # A table is unpacked from its beginning to the end of the part; the archive goes out at
        # any time.
        with place() if file.name != ZIP_NAME and start + length > LARGE else nullcontext():
            part = file.read(start, length)
        return TableResponse(part.file, content_type=self.content_type)

    def range(self, request, file):
        """(start, length) of what is asked for, None for all. Raises ValueError."""
        asked, only_of = request.headers.get("Range"), request.headers.get("If-Range")
        if not asked or (only_of and only_of != file.etag):
            return None
        return range_of(asked, file.size)

    def headers(self, file):
        said = {
            "ETag": file.etag,
            "Repr-Digest": file.digest,
            "Accept-Ranges": "bytes",
            "Cache-Control": "no-cache",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        if self.is_download:
            said["Content-Disposition"] = content_disposition_header(True, file.name)
        return said


class TableCsv(ArchiveFile):
    """/data/<table>.csv, with a link to what describes it."""

    content_type = CSV
    is_download = True

    def file_name(self):
        return f"{public_table(self.kwargs['table']).name}.csv"

    def on_parameters(self):
        name = self.kwargs["table"]
        return WHOLE + (
            FILTERED.format(f"/{name}.csv") if name in ("programs", "figures") else "\n"
        )

    def headers(self, file):
        described = reverse("data-csv-metadata", args=[self.kwargs["table"]])
        link = f'<{described}>; rel="describedby"; type="{CSVM}"'
        return super().headers(file) | {"Link": link}


class TableXlsx(FilteredXlsx):
    """/data/<table>.xlsx: the same rows as a workbook, made for whoever asks."""

    filterset_class = PublicFilterSet

    def setup(self, request, **kwargs):
        super().setup(request, **kwargs)
        self.public = public_table(kwargs["table"])
        self.table, self.stem = self.public.table, self.public.name

    def queryset(self):
        return self.public.by_key()

    def problem(self, filterset):
        return f"{WHOLE}\n" if self.request.GET else ""

    def page_address(self, filterset):
        return address_of("data")

    def csv_address(self, filterset):
        return address_of("data-csv", self.stem)

    def filename(self, filterset):
        return f"{self.stem}.{self.ending}"


@method_decorator(csrf_exempt, name="dispatch")
class Checksum(View):
    """The archive's SHA-256, as `sha256sum --check` reads it."""

    def get(self, request):
        try:
            archive = current_archive()
        except NotMade:
            return refused(LATER, 503, {"Retry-After": "60"})
        return HttpResponse(f"{archive.sha256}  {ZIP_NAME}\n", content_type=PLAIN)


@method_decorator(csrf_exempt, name="dispatch")
class TableMetadata(View):
    """/data/<table>.csv-metadata.json: where a reader of CSV on the Web looks, knowing the CSV."""

    def get(self, request, table):
        return HttpResponse(as_json(table_alone(public_table(table))), content_type=CSVM)


def public_table(name):
    if name not in TABLES:
        raise Http404
    return TABLES[name]


def with_headers(response, headers):
    for name, value in headers.items():
        response.headers[name] = value
    return response


def refused(words, status, headers=None):
    return HttpResponse(words, status=status, content_type=PLAIN, headers=headers)
