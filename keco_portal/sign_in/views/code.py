"""The second page of signing in: the code."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from keco_portal.sign_in import door, second_factor
from keco_portal.sign_in.forms import WRONG_CODE, CodeForm
from keco_portal.sign_in.views.page import GuessedPage


class CodePage(GuessedPage, FormView):
    """Asks who stands at the door for a code; who has no second factor yet sets one up."""

    template_name = "admin/sign_in/code.html"
    form_class = CodeForm
    title = _("Sign in: the code")

    def dispatch(self, request, *args, **kwargs):
        self.person = door.person_at(request)
        if self.person is None:
            return HttpResponseRedirect(reverse("admin:login"))
        if not second_factor.has_one(self.person):
            return HttpResponseRedirect(reverse("admin:sign_in_set_up"))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        device = second_factor.accepted(self.person, form.cleaned_data["code"])
        if device is None:
            form.add_error("code", WRONG_CODE)
            return self.form_invalid(form)
        onward = door.onward_from(self.request)
        door.let_in(self.request, self.person, device)
        return HttpResponseRedirect(onward)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"person": self.person}
