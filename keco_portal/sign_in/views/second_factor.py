"""A person's own second factor, once signed in: how it stands, new codes, another phone."""

import time

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from keco_portal.sign_in import second_factor
from keco_portal.sign_in.forms import ConfirmForm
from keco_portal.sign_in.views.page import DeskPage, GuessedPage
from keco_portal.sign_in.views.set_up import CONFIRMED, NEW_KEY, shown_once


class SecondFactorPage(DeskPage, TemplateView):
    template_name = "admin/sign_in/second_factor.html"
    title = _("Second factor")

    def get_context_data(self, **kwargs):
        person = self.request.user
        return super().get_context_data(**kwargs) | {
            "phone": second_factor.phone_of(person),
            "codes_left": second_factor.codes_left(person),
            "notes": person.account_notes.order_by("-at", "-pk")[:20],
        }


class Confirm(GuessedPage, FormView):
    """Asks for password and code before something of the second factor is changed."""

    template_name = "admin/sign_in/confirm.html"
    form_class = ConfirmForm

    def dispatch(self, request, *args, **kwargs):
        if not second_factor.has_one(request.user):
            return HttpResponseRedirect(reverse("admin:sign_in_set_up"))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}


class NewCodes(Confirm):
    title = _("New recovery codes")

    def form_valid(self, form):
        codes = second_factor.renew_codes(person=self.request.user)
        return shown_once(self.request, codes, reverse("admin:second_factor"))


class NewPhone(Confirm):
    title = _("Another phone")

    def form_valid(self, form):
        self.request.session[CONFIRMED] = time.time()
        self.request.session.pop(NEW_KEY, None)
        return HttpResponseRedirect(reverse("admin:sign_in_set_up"))
