"""The history of a row on its desk: its timeline, any two versions beside each other, a way back.

…/7/history/                 the versions, the newest first
…/7/history/?from=2&to=5     what differs between two of them
…/7/history/?restore=2       what restoring one would change; sent as POST, it is restored
"""

from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from institutes.history import note
from institutes.history.content import parts_of, write
from institutes.history.saying import who
from institutes.history.versions import Versions

VERSIONS_ON_A_PAGE = 20


class HistoryAdmin:
    """A ModelAdmin whose history is what PostgreSQL's triggers recorded, and no list beside it."""

    def log_addition(self, request, *what):
        """Nothing: the triggers wrote it down."""

    log_change = log_deletions = log_addition

    def response_action(self, request, queryset):
        note(by="action")
        return super().response_action(request, queryset)

    def response_delete(self, request, obj_display, obj_id):
        """Say where what was deleted can be brought back."""
        row = gone_row(self.model, obj_id)
        if row and self.may_restore(request, row):
            address = reverse(admin_urlname(self.opts, "history"), args=[quote(obj_id)])
            words = _('It can be brought back from <a href="{}">its history</a>.')
            messages.info(request, format_html(words, address))
        return super().response_delete(request, obj_display, obj_id)

    def history_view(self, request, object_id, extra_context=None):
        key = unquote(object_id)
        row = gone_row(self.model, key) or self.get_object(request, key)
        if row is None or not self.has_view_or_change_permission(request, row):
            raise Http404
        history = RowHistory(self, request, row)
        if request.method == "POST":
            return history.restored()
        if "restore" in request.GET:
            return history.restoring()
        return history.compared() if "from" in request.GET else history.timeline()

    def may_restore(self, request, row):
        """Whether the person may write an earlier version of `row` over the one of now.

        What is public is written by proposals only.
        """
        is_public = getattr(row, "is_public", False)
        return self.has_change_permission(request, row) and not is_public

    def restore(self, request, row, content):
        """Give `row` the `content`, in a transaction; returns what to tell the person.

        Raises IntegrityError or ValidationError where that is refused.
        """
        write(row, content)
        return _("The version is restored.")


def is_recorded(model):
    return hasattr(model, "pgh_event_model")


def gone_row(model, key):
    """The row `key` of `model` as it last was, with the key; None where it is there or never was.

    How far it was on its way to the public is not told: what comes back begins anew.
    """
    try:
        pk = model._meta.pk.to_python(key)
    except ValidationError:
        return None
    if not is_recorded(model) or model._base_manager.filter(pk=pk).exists():
        return None
    last = model.pgh_event_model._base_manager.filter(pgh_obj_id=pk).order_by("pgh_id").last()
    if last is None:
        return None
    own, row = parts_of(model)[0], model(pk=pk)
    own.set(row, own.values(last))
    return row


class RowHistory:
    """The pages of the history of `row`, which the person of `request` may see."""

    def __init__(self, desk, request, row):
        self.desk, self.request, self.row = desk, request, row
        self.versions = Versions(desk.model, row.pk)

    def timeline(self):
        numbers = Paginator(range(len(self.versions), 0, -1), VERSIONS_ON_A_PAGE)
        page = numbers.get_page(self.request.GET.get("p"))
        found = [*page.object_list]
        versions = self.versions.between(found[-1], found[0])[::-1] if found else []
        changes = self.versions.differences(*((one.before, one.after) for one in versions))
        return self.page(
            "admin/history/timeline.html",
            _("History: %(row)s") % {"row": self.row},
            page=page,
            entries=[
                {"version": version, "who": who(version.said), "differences": differences}
                for version, differences in zip(versions, changes, strict=True)
            ],
        )

    def compared(self):
        first, last = self.version("from"), self.version("to")
        [differences] = self.versions.differences((first.after, last.after))
        return self.page(
            "admin/history/compare.html",
            _("From version %(first)s to version %(last)s: %(row)s")
            % {"first": first.number, "last": last.number, "row": self.row},
            first=first,
            last=last,
            differences=differences,
        )

    def restoring(self, version=None, refusal="", status=200):
        """The page that says what restoring `version` would change."""
        version = version or self.version("restore")
        newest = self.versions.one(len(self.versions))
        [differences] = self.versions.differences((newest.after, version.after))
        return self.page(
            "admin/history/restore.html",
            _("Restore version %(number)s: %(row)s") % {"number": version.number, "row": self.row},
            version=version,
            who=who(version.said),
            refusal=refusal,
            is_public=getattr(self.row, "is_public", False),
            differences=[one for one in differences if one.field not in self.kept_apart],
            status=status,
        )

    def restored(self):
        """Restore the version that was sent, unless the row changed since the page was shown."""
        with transaction.atomic():
            rows = self.desk.model._base_manager.select_for_update(of=("self",), no_key=True)
            # Locked, so that nobody changes it from here on.
            self.row = rows.filter(pk=self.row.pk).first() or self.row
            version = self.version("restore")
            if not (self.may_restore and version.after.is_there):
                raise PermissionDenied
            if self.request.POST.get("newest") != str(len(self.versions)):
                changed = _("It was changed meanwhile. Look at what restoring would change now.")
                return self.restoring(version, changed, status=409)
            note(by="restore", version=version.number)
            try:
                with transaction.atomic():
                    said = self.desk.restore(self.request, self.row, version.after.content)
            except IntegrityError as error:
                rule = error.__cause__.diag.constraint_name
                words = _("The database refuses this version beside what is there now: %(rule)s.")
                return self.restoring(version, words % {"rule": rule}, status=409)
            except ValidationError as error:
                return self.restoring(version, " ".join(error.messages), status=409)
        messages.success(self.request, said)
        return HttpResponseRedirect(self.request.path)

    def version(self, name):
        """The version whose number the request gives as `name`. Raises BadRequest."""
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        try:
            return self.versions.one(int(given.get(name, "")))
        except (ValueError, IndexError) as error:
            raise BadRequest(_("There is no such version.")) from error

    @property
    def may_restore(self):
        return self.desk.may_restore(self.request, self.row)

    @property
    def kept_apart(self):
        return getattr(self.desk.model, "kept_apart", ())

    def page(self, template, title, status=200, **context):
        desk, opts = self.desk, self.desk.opts
        self.request.current_app = desk.admin_site.name
        everywhere = desk.admin_site.each_context(self.request) | {
            "title": title,
            "subtitle": None,
            "object": self.row,
            "opts": opts,
            "module_name": capfirst(opts.verbose_name_plural),
            "is_gone": self.row._state.adding,
            "newest": len(self.versions),
            "may_restore": self.may_restore,
        }
        return render(self.request, template, everywhere | context, status=status)
