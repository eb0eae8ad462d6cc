"""Two people at one row: what the second one saves is refused once, and nothing typed is lost.

A form carries, signed, what it was made from. When it is sent, the row is locked first of all,
and what the form would show now is compared with that. Where somebody else changed it meanwhile,
the form is shown again as it was typed, beside what is stored now; saved once more from there, it
is saved.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import inlineformset_factory
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from institutes.desk import seen
from institutes.desk.comparison import compared, last_event
from institutes.desk.sent import keep_those_gone

SEEN = "seen"
CHANGED = _(
    "Nothing was saved: somebody else changed this after you opened it. All that you typed is "
    "still below; saved again from here, it is saved as it stands there."
)
UNKNOWN = _(
    "Nothing was saved: the form does not say what it was made from. Look at what is stored now; "
    "saved again from here, it is saved as it stands below."
)


class SeenField(forms.CharField):
    """The hidden field that carries what a form was made from; nobody writes in it."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def has_changed(self, initial, data):
        return False


@dataclass(frozen=True)
class Conflict:
    """Why a save is refused, what the form began from (None: unknown), and what is stored now.

    `kept` has, by prefix and number of a form, the key of the row it was of, which is no more.
    """

    words: str
    began: dict | None
    now: dict | None
    kept: dict


class GuardedForm:
    """A ModelForm that is refused where there is a conflict."""

    conflict = None

    def clean(self):
        if self.conflict:
            self.add_error(None, self.conflict.words)
        return super().clean()


class Guarded:
    """A ModelAdmin whose rows are locked before they are written, and guarded as said above.

    The lock stands in `change_view`, around all that a desk may do in its `changeform_view`; what
    is stored now is read within that, so a desk may show something else than the tables have.
    """

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method != "POST":
            return super().change_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                if not self.lock(object_id):
                    gone = self.gone(request, object_id)
                    if gone:
                        return gone
                return super().change_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            return self.nothing_saved(request, error)

    def delete_view(self, request, object_id, extra_context=None):
        with self.locked_to_write(request, object_id):
            return super().delete_view(request, object_id, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        """What is restored is restored over what was looked at."""
        with self.locked_to_write(request, object_id):
            return super().history_view(request, object_id, extra_context)

    @contextmanager
    def locked_to_write(self, request, object_id):
        """A transaction in which the row of an address is locked, where one is sent there."""
        if request.method != "POST":
            yield
            return
        with transaction.atomic():
            self.lock(object_id)
            yield

    def response_action(self, request, queryset):
        """Rows that were chosen stay as they are until the action is done."""
        with transaction.atomic():
            chosen = queryset
            if request.POST.get("select_across", "0") == "0":
                chosen = queryset.filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME))
            self.lock_chosen(chosen.order_by())
            return super().response_action(request, queryset)

    def lock_chosen(self, chosen):
        locked(self.model, pk__in=chosen.values("pk"))

    def lock(self, object_id):
        """Lock the row of an address with the rows on its page. Whether it is there."""
        try:
            key = self.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            return False
        there = locked(self.model, pk=key)
        for inline in self.inlines if there else ():
            rows = inlineformset_factory(
                self.model, inline.model, fk_name=inline.fk_name, fields=[]
            )
            locked(inline.model, **{rows.fk.name: key})
        return bool(there)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if not change:
            return form
        form = type(form)(form.__name__, (GuardedForm, form), {SEEN: SeenField()})
        if request.method == "POST":
            form.conflict = self.conflict(request, obj, form)
        return form

    def conflict(self, request, row, form):
        """What stands against saving what was sent of `row`, as a Conflict; else None.

        Afterwards the request carries the form as it can be saved in spite of it.
        """
        formsets = self.formsets_of(request, row, row)
        now = seen.shown(form(instance=row), formsets)
        name = self.name_of(request, row.pk)
        try:
            began, words = seen.read(request.POST.get(SEEN, ""), name), CHANGED
        except seen.Unsigned:
            began, words = None, UNKNOWN
        if began == now:
            return None
        request.POST = request.POST.copy()
        request.POST[SEEN] = seen.sign(now, name)
        kept = {one.prefix: keep_those_gone(request.POST, one) for one in formsets}
        return Conflict(words, began, now, kept)

    def formsets_of(self, request, stored, row, data=None):
        """The sets of forms of the inlines of `row`, filled in with `data` where it is given.

        `stored` is the row too, but None where it is no more.
        """
        found = []
        for formset, inline in self.get_formsets_with_inlines(request, stored):
            prefix = formset.get_default_prefix()
            rows = inline.get_queryset(request)
            found.append(formset(data, instance=row, prefix=prefix, queryset=rows))
        return found

    def name_of(self, request, key):
        """What a token is good for: one person, and one row."""
        return f"{self.opts.label_lower} {key} {request.user.pk}"

    def render_change_form(self, request, context, *args, **kwargs):
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context[SEEN] = form[SEEN] if SEEN in form.fields else ""
        conflict = getattr(form, "conflict", None)
        context["comparison"] = conflict and compared(
            form, formsets, conflict, partial(self.last_change, form.instance)
        )
        if context[SEEN] and not form.is_bound:
            name = self.name_of(request, form.instance.pk)
            form.initial[SEEN] = seen.sign(seen.shown(form, formsets), name)
        response = super().render_change_form(request, context, *args, **kwargs)
        if conflict:
            response.status_code = 409
        return response

    def last_change(self, row, model, key):
        """The last event of a row of `model` that is on the page of `row`, or None."""
        return last_event(model, key)

    def gone(self, request, object_id):
        """The page that says that the row is no more, with all that was typed.

        None where the form sent was not of such a row.
        """
        try:
            key = self.opts.pk.to_python(unquote(object_id))
            began = seen.read(request.POST.get(SEEN, ""), self.name_of(request, key))
        except (ValidationError, seen.Unsigned):
            return None
        row = self.model(pk=key)
        fields = flatten_fieldsets(self.get_fieldsets(request))
        form = super().get_form(request, fields=fields)(request.POST, instance=row)
        conflict = Conflict("", began, None, {})
        formsets = self.formsets_of(request, None, row, request.POST)
        context = self.admin_site.each_context(request) | {
            "title": _("Somebody deleted it meanwhile"),
            "opts": self.opts,
            "comparison": compared(form, formsets, conflict, last_event),
        }
        return render(request, "admin/row_is_gone.html", context, status=409)


def locked(model, **which):
    """The keys of the rows of `model` that are so, locked until the transaction ends.

    Rows that refer to them may come meanwhile: these do not change them.
    """
    rows = model._base_manager.filter(**which).order_by("pk").select_for_update(no_key=True)
    return list(rows.values_list("pk", flat=True))
