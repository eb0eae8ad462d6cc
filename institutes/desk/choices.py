"""What a form of the desk offers, and takes, where a row names another: only what is one's own."""

from django.contrib.admin import RelatedFieldListFilter
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.http import Http404

from institutes.access import institutes_of, within
from institutes.models import Role


def to_choose(rows, person):
    """Those of the queryset `rows` that `person` may name in a row of theirs."""
    return within(rows, person, Role.EDITOR)


class OwnChoices:
    """A desk or an inline whose foreign keys lead to rows of the person's own institutes."""

    def get_field_queryset(self, db, db_field, request):
        rows = super().get_field_queryset(db, db_field, request)
        if rows is None:
            rows = db_field.remote_field.model._default_manager.all()
        return to_choose(rows, request.user)


class OwnAutocomplete(AutocompleteJsonView):
    """What is found by typing; 404 for a field that is none, or whose rows one may not see."""

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except PermissionDenied:
            raise Http404 from None

    def get_queryset(self):
        return to_choose(super().get_queryset(), self.request.user)


class OwnInstitutes(RelatedFieldListFilter):
    """The filter of a list by institute, with those that the person has a role in."""

    def field_choices(self, field, request, model_admin):
        own = {"pk__in": institutes_of(request.user)}
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, ordering=ordering, limit_choices_to=own)
