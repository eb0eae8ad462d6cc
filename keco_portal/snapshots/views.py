"""Snapshots: the button that makes one, the page of one, its files and citations, and the list."""

import logging

from django.core.exceptions import BadRequest
from django.db import DatabaseError
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, View

from institutes.refusals import TooManyRequests
from institutes.visitors.floods import client_of, seconds_left
from institutes.visitors.views import VisitorFormView
from keco_portal.catalogue.views import LATER, refused
from keco_portal.open_data.licence import licence
from keco_portal.snapshots import floods
from keco_portal.snapshots.citing import citation_of
from keco_portal.snapshots.comparing import NotCompared, compared
from keco_portal.snapshots.forms import SnapshotForm, about
from keco_portal.snapshots.making import prepared, stored, the_same_as
from keco_portal.snapshots.models import CitedTable, Snapshot
from keco_portal.snapshots.table import Marked, StoredTable
from keco_portal.snapshots.workbook import tag_of, workbook_of
from keco_portal.standards.citation import as_bibtex, as_csl_json, as_ris, as_text
from programs.export import XLSX, NotForASheet, TooLarge
from programs.files import CSV, TableResponse
from programs.listing import ROWS_ON_A_PAGE, ShallowPaginator

logger = logging.getLogger(__name__)

FOR_EVER = "public, max-age=31536000, immutable"


class SnapshotMake(VisitorFormView):
    """Makes a snapshot of a list, or finds the same one, and leads to it."""

    http_method_names = ["post", "options"]
    template_name = "snapshots/snapshot_make.html"
    form_class = SnapshotForm
    floods = floods

    def get_form_kwargs(self):
        given = self.request.POST
        table, query = given.get("table", ""), given.get("query", "")
        if table not in CitedTable.values:
            raise BadRequest(_("There is no such table to cite."))
        return super().get_form_kwargs() | {"about": about(table, query)}

    def taken(self, form):
        if floods.clients.is_full(client_of(self.request), floods.OF_A_CLIENT):
            raise TooManyRequests(seconds_left())
        try:
            snapshot = prepared(form.cleaned_data["table"], form.filterset)
        except TooLarge:
            said = _("These are more rows than one snapshot holds (20 MB of CSV). Choose less.")
            return self.shown_again(form, 400, said)
        except (DatabaseError, OSError):
            return self.not_now(form, _("It could not be made just now. Please try again."))
        if there := the_same_as(snapshot):
            return HttpResponseRedirect(there.get_absolute_url())
        return self.made(form, snapshot)

    def made(self, form, snapshot):
        """Store a new one where there is room for it."""
        if not snapshot.row_count:
            return self.shown_again(form, 400, _("No row fits all of this."))
        if floods.is_full():
            said = _("There is no room for more snapshots. Those that are there stay.")
            return self.not_now(form, said)
        if floods.is_flooded():
            return self.flooded(form)
        return HttpResponseRedirect(stored(snapshot).get_absolute_url())

    def not_now(self, form, said):
        return self.shown_again(form, 503, said)


class SnapshotList(ListView):
    """The snapshots of which nothing was typed, the newest first."""

    template_name = "snapshots/snapshot_list.html"
    paginate_by = ROWS_ON_A_PAGE
    paginator_class = ShallowPaginator

    def get_queryset(self):
        return Snapshot.objects.listed().newest_first()


class SnapshotDetail(DetailView):
    template_name = "snapshots/snapshot_detail.html"
    slug_field = slug_url_kwarg = "key"

    def get_queryset(self):
        return Snapshot.objects.with_beginning()

    def get_context_data(self, **kwargs):
        cited = citation_of(self.object)
        return (
            super().get_context_data(**kwargs)
            | {
                # Found by search engines, anybody's words would stand under the portal's name.
                "is_of_typed_words": "q" in QueryDict(self.object.query),
                "citation": as_text(cited),
                "citations": [one.shown(cited, self.object) for one in CITATIONS],
                "licence": licence(),
                "rows": StoredTable(self.object),
            }
            | self.moved_on()
        )

    def moved_on(self):
        """What the live list has otherwise, or why that is not known."""
        try:
            found = compared(self.object)
        except NotCompared as fault:
            return {"compared": None, "is_unreadable": fault.is_unreadable}
        return {"compared": found, "marked": Marked(self.object, found)}


def snapshot_called(key):
    """The Snapshot `key` with its checksum, but without its bytes. Raises Http404."""
    return get_object_or_404(Snapshot.objects.with_checksum(), key=key)


class CitationFile(View):
    """The citation of a snapshot as a file, in the language of its address."""

    ending = ""
    name = ""
    content_type = ""
    write = None

    @classmethod
    def shown(cls, cited, snapshot):
        """What the page of a snapshot shows of it."""
        address = reverse(f"snapshot-{cls.ending}", args=[snapshot.key])
        said = {"name": cls.name, "ending": cls.ending, "address": address}
        return said | {"text": cls.write(cited)}

    def get(self, request, key):
        snapshot = snapshot_called(key)
        cited = citation_of(snapshot)
        filename = f"{cited.key}.{self.ending}"
        return HttpResponse(
            self.write(cited),
            content_type=self.content_type,
            headers={"Content-Disposition": content_disposition_header(True, filename)},
        )


class BibtexFile(CitationFile):
    ending, name = "bib", "BibTeX"
    content_type = "application/x-bibtex; charset=utf-8"
    write = staticmethod(as_bibtex)


class RisFile(CitationFile):
    ending, name = "ris", "RIS"
    content_type = "application/x-research-info-systems; charset=utf-8"
    write = staticmethod(as_ris)


class CslJsonFile(CitationFile):
    ending, name = "json", "CSL-JSON"
    content_type = "application/vnd.citationstyles.csl+json"
    write = staticmethod(as_csl_json)


CITATIONS = [BibtexFile, RisFile, CslJsonFile]


class SnapshotCsvFile(View):
    """The stored bytes, which are read only where they are sent."""

    def get(self, request, key):
        snapshot = snapshot_called(key)
        etag = f'"{snapshot.csv.sha256}"'
        headers = named_file(snapshot, "csv", etag) | {"Cache-Control": FOR_EVER}
        headers |= {"Content-Length": str(snapshot.csv.size)}
        response = HttpResponse(content_type=CSV, headers=headers)
        answer = get_conditional_response(request, etag=etag, response=response)
        if answer is response and request.method == "GET":
            response.content = bytes(snapshot.csv.data)
        return answer


class SnapshotXlsxFile(View):
    """The stored rows as a workbook, with what is said of their columns today."""

    def get(self, request, key):
        snapshot = get_object_or_404(Snapshot.objects.with_beginning(), key=key)
        etag = tag_of(snapshot)
        headers = named_file(snapshot, "xlsx", etag) | {"Cache-Control": "no-cache"}
        response = HttpResponse(content_type=XLSX, headers=headers)
        answer = get_conditional_response(request, etag=etag, response=response)
        if answer is not response or request.method == "HEAD":
            return answer
        try:
            made = workbook_of(snapshot)
        except NotForASheet as refusal:
            return refused(f"{refusal} The CSV has it all.\n", 400)
        except (DatabaseError, TooLarge, OSError):
            logger.exception("%s could not be made", request.path)
            return refused(LATER, 503, {"Retry-After": "60"})
        headers |= {"Content-Length": str(made.size)}
        return TableResponse(made.file, content_type=XLSX, headers=headers)


def named_file(snapshot, ending, etag):
    filename = f"{citation_of(snapshot).key}.{ending}"
    return {
        "Content-Disposition": content_disposition_header(True, filename),
        "ETag": etag,
    }
