"""The desk where the staff of an institute answer questions about its figures."""

from django import forms
from django.contrib import admin
from django.db.models import Case, Value, When
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from institutes.desk.choices import OwnInstitutes
from institutes.desk.ground import PortalAdmin
from institutes.desk.scope import OfInstitutes
from institutes.desk.waiting import Wait
from institutes.models import Role
from institutes.text import clean
from participants.models import Question
from participants.models.question import Progress
from participants.questions.steps import ANSWER_IN, STEPS, answered, steps_of, take

BUTTONS = {f"_{step.name}" for step in STEPS}
WAITING_FIRST = Case(
    When(progress=Progress.OPEN, then=Value(0)),
    When(progress=Progress.ANSWERED, then=Value(1)),
    default=Value(2),
)


class AnswerForm(forms.ModelForm):
    """The answer, and the step that a button of the form asks for: `asked_for`, or None.

    `possible` are the steps that the person may take, by the names of their buttons.
    """

    possible = {}
    asked_for = None

    def clean(self):
        if self.asked_for and self.asked_for not in self.possible:
            self.add_error(None, _("That cannot be done with this question now, or not by you."))
        elif self.asked_for and self.is_written:
            self.add_error(None, _("Save what you wrote first; somebody else publishes it then."))
        return super().clean()

    @property
    def is_written(self):
        """Whether the answer is another now; browsers send other line breaks than are stored."""
        return any(
            clean(self.cleaned_data.get(name)) != self.initial[name]
            for name in ANSWER_IN
            if name in self.fields
        )


@admin.register(Question)
class QuestionAdmin(OfInstitutes, PortalAdmin):
    """Questions come from visitors alone; staff write the answer."""

    waits = [
        Wait("unanswered", _("Without an answer"), lambda rows, person: rows.open()),
        Wait(
            "answered",
            _("Answered by others, to be made public"),
            lambda rows, person: rows.to_publish_by(person),
            Role.PUBLISHER,
        ),
    ]
    form = AnswerForm
    change_form_template = "admin/participants/question/change_form.html"
    list_display = ["beginning", "figure", "progress", "asked_at"]
    list_filter = ["progress", "language", ("figure__program__institute", OwnInstitutes)]
    list_select_related = ["figure"]
    search_fields = ["text", "answer", "answer_ko", "figure__key"]
    date_hierarchy = "asked_at"
    ordering = [WAITING_FIRST, "-asked_at", "-pk"]
    fields = [
        *("figure", ("asked_at", "language"), "text", *ANSWER_IN),
        *("progress", "answered_by", ("published_by", "published_at")),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("figure__program")

    def institute_of(self, question):
        return question.figure.program.institute_id

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """What says who somebody is can be taken away whole."""
        return self.may(request, Role.PUBLISHER, obj)

    def may_restore(self, request, row):
        """An answer goes back by writing it again, so that somebody else publishes it again."""
        return False

    def get_readonly_fields(self, request, obj=None):
        names = [field.name for field in self.opts.fields]
        if obj and obj.progress in (Progress.OPEN, Progress.ANSWERED):
            return [name for name in names if name not in ANSWER_IN]
        return names

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj:
            form.possible = {f"_{step.name}": step for step in steps_of(obj, request.user)}
            asked = [name for name in request.POST if name in BUTTONS]
            form.asked_for = asked[0] if asked else None
        return form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        steps = steps_of(obj, request.user) if obj else []
        context |= {
            "steps": steps,
            "can_answer": self.has_change_permission(request, obj)
            and not set(ANSWER_IN) <= set(self.get_readonly_fields(request, obj)),
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        if form.asked_for:
            take(form.possible[form.asked_for], obj, request.user)
        elif form.is_written:
            answered(obj, request.user)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("question"), ordering="text")
    def beginning(self, question):
        return Truncator(question.text).chars(100)
