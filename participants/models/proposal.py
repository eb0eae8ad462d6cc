"""Proposal: what waits for somebody else's yes before the public sees it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutes.history import recorded
from institutes.text import Line, Prose, text_is_clean, value_is_known
from participants.models.figure import Figure
from programs.models import Program


class Act(models.TextChoices):
    PUBLISH = "publish", _("publish")
    CHANGE = "change", _("change")
    WITHDRAW = "withdraw", _("withdraw")


class Decision(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("of a proposal", "waiting")
    APPROVED = "approved", pgettext_lazy("of a proposal", "approved")
    REFUSED = "refused", pgettext_lazy("of a proposal", "refused")
    TAKEN_BACK = "taken-back", pgettext_lazy("of a proposal", "taken back")


class IsAmong(Func):
    """SQL: whether a number is in an array of numbers."""

    output_field = models.BooleanField()

    def as_sql(self, compiler, connection, **extra_context):
        one, array = self.get_source_expressions()
        one_sql, one_params = compiler.compile(one)
        array_sql, array_params = compiler.compile(array)
        return f"({one_sql} = ANY ({array_sql}))", (*one_params, *array_params)


class ProposalQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decision=Decision.WAITING)

    def about(self, row):
        """Proposals about a program or a figure."""
        return self.filter(**{row._meta.model_name: row.pk})

    def in_institutes(self, institutes):
        """Proposals about programs, or figures of programs, of one of `institutes`."""
        return self.filter(
            Q(program__institute__in=institutes) | Q(figure__program__institute__in=institutes)
        )

    def written_by(self, person):
        return self.filter(authors__contains=[person.pk])

    def to_decide_by(self, person):
        """Proposals that wait, and that `person` did not write in."""
        return self.waiting().exclude(authors__contains=[person.pk])

    def sent_back(self, since):
        """Refused since then, and nothing was proposed about the same thing afterwards."""
        newer = self.model.objects.filter(
            Q(program=OuterRef("program")) | Q(figure=OuterRef("figure")), pk__gt=OuterRef("pk")
        )
        refused = self.filter(decision=Decision.REFUSED, decided_at__gte=since)
        return refused.exclude(Exists(newer))

    def with_relations(self):
        return self.select_related(
            *("program__institute", "figure__program__institute", "proposed_by", "decided_by")
        )

    def oldest_first(self):
        return self.order_by("proposed_at", "pk")


@recorded
class Proposal(models.Model):
    """That a program or a figure be published, changed in public, or withdrawn.

    A change holds two contents (`institutes.history.content`): what was public when it was
    proposed, and what is to be public. `authors` are the keys of all who wrote in it, or in the
    draft that is to be published; none of them may decide.
    """

    program = models.ForeignKey(
        Program, models.CASCADE, null=True, blank=True, related_name="proposals"
    )
    figure = models.ForeignKey(
        Figure, models.CASCADE, null=True, blank=True, related_name="proposals"
    )
    act = Line(_("what is to happen"), max_length=8, choices=Act.choices)
    before = models.JSONField(_("before"), default=dict, blank=True, editable=False)
    after = models.JSONField(_("after"), default=dict, blank=True, editable=False)
    message = Prose(_("message to the reviewer"), blank=True)
    authors = ArrayField(models.BigIntegerField(), verbose_name=_("authors"), editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"), db_default=Now())
    decision = Line(
        _("decision"), max_length=10, choices=Decision.choices, default=Decision.WAITING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    reason = Prose(
        _("reason"), blank=True, help_text=_("Approved, it is shown to the public with the change.")
    )
    reason_ko = Prose(_("reason in Korean"), blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            text_is_clean("proposal", prose=["message", "reason", "reason_ko"]),
            value_is_known("proposal", "act", Act),
            value_is_known("proposal", "decision", Decision),
            models.CheckConstraint(
                condition=Q(program=None, figure__isnull=False)
                | Q(program__isnull=False, figure=None),
                name="proposal_is_about_one_thing",
                violation_error_message=_("A proposal is about a program or about a figure."),
            ),
            models.UniqueConstraint(
                fields=["program", "figure"],
                condition=Q(decision=Decision.WAITING),
                nulls_distinct=False,
                name="proposal_waits_alone",
                violation_error_message=_("Another proposal about it waits already."),
            ),
            models.CheckConstraint(
                condition=Q(act=Act.CHANGE) & ~Q(after={}) | ~Q(act=Act.CHANGE) & Q(after={}),
                name="proposal_of_a_change_has_its_content",
                violation_error_message=_("A change, and nothing else, has a new content."),
            ),
            models.CheckConstraint(
                condition=Q(IsAmong("proposed_by", "authors")),
                name="proposal_is_by_an_author",
                violation_error_message=_("Who proposes is one of the authors."),
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=[Decision.APPROVED, Decision.REFUSED])
                | Q(decided_by__isnull=False),
                name="proposal_is_decided_by_somebody",
                violation_error_message=_("Say who decided."),
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.WAITING, decided_at=None)
                | ~Q(decision=Decision.WAITING) & Q(decided_at__isnull=False),
                name="proposal_is_decided_at_a_time",
                violation_error_message=_("A decision has its time."),
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.APPROVED)
                | Q(decided_by__isnull=False) & ~Q(IsAmong("decided_by", "authors")),
                name="proposal_is_not_approved_by_an_author",
                violation_error_message=_("Nobody approves what they wrote themselves."),
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.APPROVED) | Q(act=Act.PUBLISH) | ~Q(reason=""),
                name="proposal_approved_has_a_reason",
                violation_error_message=_("Give the public the reason of the change."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["proposed_at"],
                condition=Q(decision=Decision.WAITING),
                name="proposal_waiting",
            ),
        ]

    def __str__(self):
        return f"{self.get_act_display()}: {self.about}"

    @property
    def about(self):
        """The program or the figure; it must be at hand."""
        return self.figure or self.program

    @property
    def institute(self):
        return (self.figure.program if self.figure_id else self.program).institute

    @property
    def is_waiting(self):
        return self.decision == Decision.WAITING
