"""The pages of imports beside the list of a desk: what was imported, and undoing one of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.imports.found import Imports
from participants.imports.steps import Act, steps_to_undo
from participants.imports.undoing import undo
from participants.review.refused import Refused

IMPORTS_ON_A_PAGE = 20


class ImportsAdmin:
    """A desk whose imports are listed, and undone as a whole."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        own = [
            path("imports/", view(self.imports_view), name=f"{name}_imports"),
            path("imports/<uuid:key>/", view(self.undo_view), name=f"{name}_undo"),
        ]
        return own + super().get_urls()

    def imports_view(self, request):
        """The imports that the person may undo, the newest first."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        imports = Imports(self.model, request.user)
        pages = Paginator(imports.newest_first(), IMPORTS_ON_A_PAGE)
        page = pages.get_page(request.GET.get("p"))
        told = imports.told(page.object_list)
        title = _("Imports of %(rows)s") % {"rows": self.opts.verbose_name_plural}
        context = self.around(request) | {"title": title, "page": page, "imports": told}
        return render(request, "admin/imports/imports.html", context)

    def undo_view(self, request, key):
        """What undoing an import would do; sent as POST, it is done."""
        found = Imports(self.model, request.user).one(key)
        if found is None:
            raise Http404
        refusal = None
        if request.method == "POST":
            try:
                done = undo(found=found, person=request.user, reason=request.POST.get("reason", ""))
            except Refused as error:
                refusal = error
            else:
                messages.success(request, what_was_done(done))
                return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_imports")
        steps = steps_to_undo(found)
        context = self.around(request) | {
            "title": _("Undo the import of “%(file)s”") % {"file": found.file},
            "import": found,
            "steps": steps,
            "in_the_way": [one for one in steps if one.obstacle],
            "withdraws": any(one.act == Act.WITHDRAW for one in steps),
            "reason": request.POST.get("reason", ""),
            "refusal": refusal,
        }
        return render(request, "admin/imports/undo.html", context, status=409 if refusal else 200)

    def around(self, request):
        request.current_app = self.admin_site.name
        return self.admin_site.each_context(request) | {"opts": self.opts, "subtitle": None}


def what_was_done(steps):
    """In words: how many rows are as they were, and how many wait for somebody else."""
    waiting = sum(one.waits for one in steps)
    done = len(steps) - waiting
    words = [
        ngettext("%(number)s row is as it was.", "%(number)s rows are as they were.", done),
        ngettext("%(number)d waits for review.", "%(number)d wait for review.", waiting),
    ]
    numbers = zip(words, (done, waiting), strict=True)
    return " ".join(text % {"number": number} for text, number in numbers if number)
