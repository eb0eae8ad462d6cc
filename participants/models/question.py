"""Question: what a visitor says is wrong with a figure, and what the institute answers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from institutes.history import recorded
from institutes.text import Line, Prose, text_is_clean, value_is_known
from institutes.visitors.floods import this_hour
from participants.models.figure import Figure

QUESTION_AT_MOST = 2000  # characters


class Progress(models.TextChoices):
    OPEN = "open", pgettext_lazy("of a question", "open")
    ANSWERED = "answered", pgettext_lazy("of a question", "answered, not public")
    PUBLISHED = "published", pgettext_lazy("of a question", "public with its answer")
    CLOSED = "closed", pgettext_lazy("of a question", "closed without an answer")


class QuestionQuerySet(models.QuerySet):
    def waiting(self):
        """Questions for which staff still have something to do."""
        return self.filter(progress__in=[Progress.OPEN, Progress.ANSWERED])

    def open(self):
        return self.filter(progress=Progress.OPEN)

    def to_publish_by(self, person):
        """Questions with an answer that is not public, and not by `person`."""
        return self.filter(progress=Progress.ANSWERED).exclude(answered_by=person.pk)

    def published(self):
        return self.filter(progress=Progress.PUBLISHED)

    def in_institutes(self, institutes):
        """Questions about figures of one of `institutes`."""
        return self.filter(figure__program__institute__in=institutes)

    def in_this_hour(self):
        return self.filter(asked_at__gte=this_hour())

    def newest_first(self):
        return self.order_by("-asked_at", "-pk")


@recorded
class Question(models.Model):
    """A visitor's words about a figure, without anything that says who the visitor is."""

    figure = models.ForeignKey(
        Figure, models.CASCADE, related_name="questions", verbose_name=_("figure")
    )
    language = Line(_("language"), max_length=2, choices=[("en", "English"), ("ko", "한국어")])
    text = Prose(_("question"))
    asked_at = models.DateTimeField(_("asked at"), db_default=Now())
    nonce = Line(_("number of the form"), max_length=20, editable=False)
    progress = Line(_("how far"), max_length=9, choices=Progress.choices, default=Progress.OPEN)
    answer = Prose(_("answer"), blank=True)
    answer_ko = Prose(_("answer in Korean"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("answered by"),
    )  # fmt: skip
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("published by"),
    )  # fmt: skip
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question from the public")
        verbose_name_plural = _("questions from the public")
        constraints = [
            text_is_clean("question", lines=["nonce"], prose=["text", "answer", "answer_ko"]),
            value_is_known("question", "progress", Progress),
            models.CheckConstraint(
                condition=Q(language__in=["en", "ko"]),
                name="question_language_is_known",
                violation_error_message=_("A question is in English or in Korean."),
            ),
            models.CheckConstraint(
                condition=~Q(text="") & LessThanOrEqual(Length("text"), QUESTION_AT_MOST),
                name="question_says_something_short",
                violation_error_message=_(
                    "A question says something, in 2,000 characters at most."
                ),
            ),
            models.UniqueConstraint(fields=["nonce"], name="question_nonce_unique"),
            models.CheckConstraint(
                condition=Q(progress__in=[Progress.OPEN, Progress.CLOSED])
                | (~Q(answer="") | ~Q(answer_ko="")) & Q(answered_by__isnull=False),
                name="question_answered_has_an_answer",
                violation_error_message=_("Write an answer first."),
            ),
            models.CheckConstraint(
                condition=~Q(progress=Progress.PUBLISHED)
                | Q(published_by__isnull=False, published_at__isnull=False)
                & ~Q(published_by=F("answered_by")),
                name="question_is_published_by_another",
                violation_error_message=_("Somebody else than who answered publishes it."),
            ),
        ]

    def __str__(self):
        return f"{self.figure}: {self.text[:60]}"

    def get_absolute_url(self):
        return self.figure.get_absolute_url() + "#questions"

    @property
    def asked_en(self):
        """What was asked, where that was in English; templates say it as they say other texts."""
        return self.text if self.language == "en" else ""

    @property
    def asked_ko(self):
        return self.text if self.language == "ko" else ""
