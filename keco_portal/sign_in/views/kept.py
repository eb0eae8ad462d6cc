"""After signing in again: what was typed before, to be sent or thrown away."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from keco_portal.sign_in import kept
from keco_portal.sign_in.views.page import DeskPage


class RedirectAsSent(HttpResponseRedirect):
    """The browser sends the same form again, to another address of ours."""

    status_code = 307


class KeptPage(DeskPage, TemplateView):
    template_name = "admin/sign_in/kept.html"
    title = _("What you typed is still here")

    def dispatch(self, request, *args, **kwargs):
        self.kept = kept.kept_for(request.user)
        if self.kept is None:
            return HttpResponseRedirect(reverse("admin:index"))
        return super().dispatch(request, *args, **kwargs)

    def post(self, request):
        path = self.kept.path
        self.kept.delete()
        if request.POST.get("_kept") == "send":
            return RedirectAsSent(path)
        return HttpResponseRedirect(reverse("admin:index"))

    def get_context_data(self, **kwargs):
        readable = [
            (name, value)
            for name, value in self.kept.fields
            if value and not name.startswith("_") and not name.endswith(("_FORMS", "-id"))
        ]
        return super().get_context_data(**kwargs) | {"kept": self.kept, "readable": readable}
