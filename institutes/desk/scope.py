"""Which rows a desk shows to whom, and who may do what with them: `institutes.access`, asked.

A desk belongs to administrators alone unless it wears `SharedList` or `OfInstitutes`. To a person
who may not see it, it is not there: 404 at each of its addresses. What a person sees but may not
do is 403.
"""

from functools import wraps

from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404

from institutes.access import has_role, is_administrator, may, within
from institutes.models import Role

NOWHERE = 0  # no institute has this key


def for_those_who_see(view, of_the_account):
    """`view` of the desk, 404 for those of the staff who may not see what it is of.

    `of_the_account` are the names of addresses that need no role.
    """
    desk = getattr(view, "__self__", None)

    @wraps(view)
    def seen(request, *args, **kwargs):
        if isinstance(desk, ModelAdmin):
            there = desk.has_view_or_change_permission(request)
        else:
            there = request.resolver_match.url_name in of_the_account or has_role(request.user)
        if not there:
            raise Http404
        return view(request, *args, **kwargs)

    return seen


class AdministratorsOnly:
    """A desk that is there for the portal's administrators alone; the ground of every other."""

    def has_view_permission(self, request, obj=None):
        return is_administrator(request.user)

    def has_change_permission(self, request, obj=None):
        return is_administrator(request.user)

    def has_delete_permission(self, request, obj=None):
        return is_administrator(request.user)

    def has_add_permission(self, request):
        return is_administrator(request.user)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def get_object(self, request, object_id, from_field=None):
        row = super().get_object(request, object_id, from_field)
        if row is None:
            raise Http404
        return row

    def get_urls(self):
        """Without the nameless one: it sends any key on to a page, be there a row or not."""
        return [one for one in super().get_urls() if one.name]

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST" and not self.get_actions(request):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def response_action(self, request, queryset):
        """404 for a chosen row that the person does not see, 403 for what is not theirs to do."""
        names = {name for name in request.POST.getlist("action") if name}
        if names - self.get_actions(request).keys():
            raise PermissionDenied
        keys = set(request.POST.getlist(ACTION_CHECKBOX_NAME))
        if self.get_queryset(request).filter(pk__in=keys).count() < len(keys):
            raise Http404
        return super().response_action(request, queryset)


class SharedList(AdministratorsOnly):
    """A desk of a list that all institutes share: everybody with a role sees it.

    Administrators change it; where `editors_add`, an editor of any institute adds to it.
    """

    editors_add = False

    def has_view_permission(self, request, obj=None):
        return has_role(request.user)

    def has_add_permission(self, request):
        if self.editors_add:
            return may(request.user, Role.EDITOR)
        return super().has_add_permission(request)


class OfInstitutes(AdministratorsOnly):
    """A desk of rows of institutes, found by the query word `in_institutes`.

    Who has a role in an institute sees its rows, its editors write them.
    """

    def institute_of(self, row):
        """The key of the institute that `row` belongs to."""
        return row.institute_id

    def may(self, request, role, row=None):
        """Whether the person has `role` where `row` is; without one, anywhere.

        A row of nowhere, such as what is left of one whose program is gone, is an administrator's.
        """
        if row is None:
            return may(request.user, role)
        try:
            return may(request.user, role, self.institute_of(row) or NOWHERE)
        except ObjectDoesNotExist:
            return may(request.user, role, NOWHERE)

    def get_queryset(self, request):
        return within(super().get_queryset(request), request.user)

    def has_view_permission(self, request, obj=None):
        return self.may(request, Role.VIEWER, obj)

    def has_change_permission(self, request, obj=None):
        return self.may(request, Role.EDITOR, obj)

    def has_delete_permission(self, request, obj=None):
        return self.may(request, Role.EDITOR, obj)

    def has_add_permission(self, request):
        return self.may(request, Role.EDITOR)

    def response_action(self, request, queryset):
        """Chosen rows of an institute where the person only looks are not theirs to act on."""
        chosen = queryset
        if request.POST.get("select_across", "0") == "0":
            chosen = queryset.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))
        for action, (act, *_) in self.get_actions(request).items():
            if action in request.POST.getlist("action"):
                theirs = within(chosen, request.user, role_for(act))
                if theirs.count() < chosen.count():
                    raise PermissionDenied
        return super().response_action(request, queryset)


def role_for(act):
    """The role that the action `act` needs; by its permissions, as `admin.action` takes them."""
    needed = set(getattr(act, "allowed_permissions", ["change"]))
    if "publish" in needed:
        return Role.PUBLISHER
    return Role.VIEWER if needed <= {"view", "export"} else Role.EDITOR


class WithItsRow:
    """An inline whose rows are seen, and written, by those who see and write the row around."""

    @property
    def desk(self):
        return self.admin_site.get_model_admin(self.parent_model)

    def has_view_permission(self, request, obj=None):
        return self.desk.has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return self.desk.has_add_permission(request)
        return self.desk.has_change_permission(request, obj)

    has_add_permission = has_delete_permission = has_change_permission
