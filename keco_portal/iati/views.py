"""The page and the two files of IATI."""

from django.db.models import Q
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import override
from django.views.generic import TemplateView

from institutes.models import Institute
from keco_portal.iati.filters import ActivityFilter, OrganisationFilter
from keco_portal.iati.kept import kept_or_made
from keco_portal.iati.reading import activity_rows
from keco_portal.open_data.licence import licence
from keco_portal.open_data.one_moment import one_moment
from keco_portal.open_data.public_change import last_public_change
from keco_portal.open_data.version import current_version
from keco_portal.standards.iati import (
    ACTIVITIES,
    ORGANISATIONS,
    activity,
    organisation,
    publisher,
    write_file,
)
from keco_portal.standards.iati.codes import WITHDRAWN_SECTORS
from programs.export import TableFile
from programs.files import PLAIN, FilteredFile
from programs.models import Program
from programs.models.kind import State


class NothingFits(Exception):
    """No row fits the filter: the standard knows no file without a row."""


class IatiFile(FilteredFile):
    """A file of IATI 2.03. It is kept until the data changes, see `keco_portal.iati.kept`."""

    root = ""
    ending = "xml"
    content_type = "application/xml"

    def elements(self, queryset):
        """The elements of the rows of `queryset`, in order of their keys."""
        raise NotImplementedError

    def get(self, request):
        try:
            return super().get(request)
        except NothingFits:
            return HttpResponse("Nothing fits this filter.\n", status=404, content_type=PLAIN)

    def head(self, request):
        """All that GET says of the file, and nothing of the file."""
        whole = self.get(request)
        close_file(whole)
        return StreamingHttpResponse((), status=whole.status_code, headers=whole.headers)

    def key(self, filterset):
        """All that the file depends on, but for the data."""
        return self.root, filterset.narrowing_query, publisher(), timezone.localdate()

    def made(self, filterset):
        # The version and the rows are of one moment, so that what is kept under it is of it.
        with one_moment():
            version = current_version()
            self.changed_at = changed_at(version)
            return kept_or_made(self.key(filterset), version, lambda: self.written(filterset.qs))

    def written(self, queryset):
        """A TableFile of the rows. Raises DatabaseError, TooLarge, OSError, NothingFits."""
        if not queryset.exists():
            raise NothingFits
        with TableFile() as file, override("en"):
            write_file(file, self.root, self.elements(queryset), last_public_change())
        return file


def close_file(response):
    """Close the file that `response` will not send, if it has one; the request goes on."""
    if isinstance(response, FileResponse):
        response.file_to_stream.close()


def changed_at(version):
    """When the file last changed, in whole seconds; None while more may change in that second.

    With each new day, too: an end that lay ahead then lies behind.
    """
    if not version.is_settled or not version.changed_at:
        return None
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return int(max(version.changed_at, today).timestamp())


class ActivityFile(IatiFile):
    root = ACTIVITIES
    stem = "activities"
    filterset_class = ActivityFilter

    @staticmethod
    def queryset():
        return Program.objects.published()

    def elements(self, queryset):
        reporting, today = publisher(), timezone.localdate()
        return (activity(program, reporting, today) for program in activity_rows(queryset))


class OrganisationFile(IatiFile):
    root = ORGANISATIONS
    stem = "organisations"
    filterset_class = OrganisationFilter

    @staticmethod
    def queryset():
        return Institute.objects.all()

    def elements(self, queryset):
        reporting = publisher()
        return (organisation(institute, reporting) for institute in queryset.order_by("code"))


class Iati(TemplateView):
    """What the files hold, what is missing before the portal can register, and what is unsaid."""

    template_name = "iati/iati.html"

    def get_context_data(self, **kwargs):
        programs = Program.objects.published()
        return super().get_context_data(**kwargs) | {
            "publisher": publisher(),
            "licence": licence(),
            "program_count": programs.count(),
            "institute_count": Institute.objects.count(),
            "without_start": programs.filter(start_year=None).count(),
            "without_place": programs.filter(program_countries=None, program_regions=None).count(),
            "without_state": programs.filter(state=State.NOT_STATED).count(),
            "without_sector": programs.filter(
                Q(sector="") | Q(sector__in=WITHDRAWN_SECTORS)
            ).count(),
        }
