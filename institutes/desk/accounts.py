"""The desk of accounts: who works here, and with which role in which institute."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from institutes.access import is_administrator
from institutes.desk.choices import OwnChoices, OwnInstitutes
from institutes.desk.ground import PortalAdmin
from institutes.desk.scope import WithItsRow
from institutes.desk.tables import TableFormSet
from institutes.models import Account, Membership


class AccountForm(UserChangeForm):
    """An account; one administrator always remains."""

    def clean(self):
        cleaned = super().clean()
        stays = cleaned.get("is_active") and cleaned.get("is_superuser")
        if is_administrator(self.instance) and not stays and administrators() == [self.instance.pk]:
            raise ValidationError(
                _("This is the last administrator: make another one first, or nobody can.")
            )
        return cleaned


def administrators():
    """The keys of all, kept as they are until the transaction ends; so two cannot both go."""
    rows = Account.objects.filter(is_active=True, is_staff=True, is_superuser=True)
    return list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))


class MembershipInline(WithItsRow, OwnChoices, admin.TabularInline):
    model = Membership
    formset = TableFormSet
    extra = 0


class AccountAdmin(PortalAdmin, UserAdmin):
    """An account is disabled and never deleted: the history goes on saying whose it was."""

    form = AccountForm
    inlines = [MembershipInline]
    list_display = ["username", "last_name", "first_name", "roles", "is_superuser", "is_active"]
    list_filter = ["is_active", "is_superuser", ("memberships__institute", OwnInstitutes)]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    whose = (_("Whose it is"), {"fields": [("last_name", "first_name"), "email"]})
    fieldsets = [
        (None, {"fields": ["username", "password", "is_active", "is_superuser"]}),
        whose,
        (_("Since when"), {"fields": [("date_joined", "last_login")]}),
    ]
    add_fieldsets = [
        (
            None,
            {"fields": ["username", "usable_password", "password1", "password2", "is_superuser"]},
        ),
        whose,
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("memberships__institute")

    def get_form(self, request, obj=None, **kwargs):
        said = {
            "labels": {"is_superuser": _("Administrator"), "is_active": _("May sign in")},
            "help_texts": {
                "is_superuser": _(
                    "Sees and writes everything, and makes accounts; needs no role in an institute."
                ),
                "is_active": _("Take it away instead of deleting the account: it signs out too."),
            },
        }
        return super().get_form(request, obj, **said | kwargs)

    def may_restore(self, request, row):
        """Rights are given anew, with the form: it keeps the last administrator."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Every account is one of the staff: the public has none."""
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    @admin.display(description=_("roles"))
    def roles(self, person):
        held = person.memberships.all()
        return ", ".join(f"{one.institute} ({one.get_role_display()})" for one in held)
