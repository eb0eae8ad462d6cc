"""The filters of the files: those of the list of programs, and of institutes."""

from django.utils.translation import gettext_lazy as _

from institutes.models import Institute
from programs.filtering import PublicFilterSet
from programs.filters import ProgramFilter
from programs.models import Program
from programs.parameters import Keys, by_acronym


class ActivityFilter(ProgramFilter):
    program = Keys(
        "slug",
        lambda: Program.objects.published().by_name(),
        lambda programs, ones: programs.filter(pk__in=[one.pk for one in ones]),
        label=_("Program"),
    )
    sort = None  # the file has one order


class OrganisationFilter(PublicFilterSet):
    institute = Keys(
        "code",
        Institute.objects.by_acronym,
        lambda institutes, ones: institutes.filter(pk__in=[one.pk for one in ones]),
        words=by_acronym,
        label=_("Institute"),
    )
