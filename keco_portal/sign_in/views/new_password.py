"""A new password: forgotten and asked for by mail, set by a link, or changed while signed in."""

from axes.utils import reset
from django.contrib import messages
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth import authenticate
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from institutes.access import is_staff
from institutes.refusals import TooManyRequests
from institutes.visitors.floods import Clients, client_of, seconds_left
from keco_portal.sign_in import links, second_factor
from keco_portal.sign_in.forms import ForgottenForm
from keco_portal.sign_in.models import Act
from keco_portal.sign_in.views.page import DeskPage

# Requests of one client in an hour; a whole office may share one address.
ASKED_AT_MOST = 20
askers = Clients()


class Forgotten(DeskPage, FormView):
    """Takes an address and says the same whether or not there is an account with it."""

    template_name = "admin/sign_in/forgotten.html"
    form_class = ForgottenForm
    success_url = reverse_lazy("admin:login")
    title = gettext_lazy("A new password")

    def dispatch(self, request, *args, **kwargs):
        if not links.is_mail_set_up():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        if askers.is_full(client_of(self.request), ASKED_AT_MOST):
            raise TooManyRequests(seconds_left())
        links.mail_link(form.cleaned_data["email"])
        messages.success(
            self.request,
            _(
                "If an account has this address, a link for a new password is on its way there. "
                "It is good for an hour."
            ),
        )
        return super().form_valid(form)


class NewPassword(DeskPage, PasswordResetConfirmView):
    """Where a link leads. The second factor is still asked at the sign-in that follows."""

    template_name = "admin/sign_in/new_password.html"
    success_url = reverse_lazy("admin:login")
    title = gettext_lazy("Choose a new password")

    def get_user(self, uidb64):
        person = super().get_user(uidb64)
        return person if person is not None and is_staff(person) else None

    def form_valid(self, form):
        second_factor.note(self.user, self.user, Act.PASSWORD)
        reset(username=self.user.get_username())
        messages.success(self.request, _("Your new password is set. Sign in with it."))
        return super().form_valid(form)


class OwnPasswordForm(AdminPasswordChangeForm):
    """Wrong guesses of the old password are counted like those of the sign-in page."""

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        given = self.cleaned_data["old_password"]
        name = self.user.get_username()
        if authenticate(self.request, username=name, password=given) != self.user:
            words = self.error_messages["password_incorrect"]
            raise ValidationError(words, code="password_incorrect")
        return given


class OwnPassword(DeskPage, PasswordChangeView):
    """Ends all other sessions of the person; this one goes on under a new key."""

    template_name = "registration/password_change_form.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("admin:password_change_done")
    title = gettext_lazy("Change your password")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        second_factor.note(self.request.user, self.request.user, Act.PASSWORD)
        return super().form_valid(form)
