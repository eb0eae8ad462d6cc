"""Membership: the part that a person of the staff has in an institute."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutes.history import recorded
from institutes.models.institute import Institute
from institutes.text import Line, value_is_known


class Role(models.TextChoices):
    VIEWER = "viewer", pgettext_lazy("of a person", "viewer")
    EDITOR = "editor", pgettext_lazy("of a person", "editor")
    PUBLISHER = "publisher", pgettext_lazy("of a person", "publisher")


class MembershipQuerySet(models.QuerySet):
    def by_institute_of(self, person):
        """The parts of `person`, with their institutes."""
        return self.filter(user=person.pk).select_related("institute").order_by("institute")


@recorded
class Membership(models.Model):
    """One role of a person in one institute. The portal's administrators need none."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships",
        verbose_name=_("person"),
    )  # fmt: skip
    institute = models.ForeignKey(
        Institute, models.CASCADE, related_name="memberships", verbose_name=_("institute")
    )
    role = Line(
        _("role"), max_length=9, choices=Role.choices,
        help_text=_(
            "A viewer sees, an editor writes too, a publisher also approves what others wrote."
        ),
    )  # fmt: skip

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "institute"], name="membership_unique"),
            value_is_known("membership", "role", Role),
        ]

    def __str__(self):
        return f"{self.user}: {self.institute} ({self.get_role_display()})"
