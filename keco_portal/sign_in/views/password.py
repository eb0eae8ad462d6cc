"""The first page of signing in: name and password."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keco_portal.sign_in import door, links, second_factor
from keco_portal.sign_in.views.page import DeskPage


class NameAndPassword(AdminAuthenticationForm):
    """A name longer than any account's is wrong at once; guesses are written down by their name."""

    def clean(self):
        if len(self.cleaned_data.get("username", "")) > self.username_field.max_length:
            raise self.get_invalid_login_error()
        return super().clean()


class PasswordPage(DeskPage, LoginView):
    template_name = "admin/login.html"
    authentication_form = NameAndPassword
    title = _("Sign in")

    def get(self, request, *args, **kwargs):
        if door.is_in(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if door.person_at(request) == request.user:
            return HttpResponseRedirect(reverse("admin:sign_in_code"))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        person, onward = form.get_user(), self.get_success_url()
        if second_factor.is_asked_of(person):
            door.wait(self.request, person, onward)
            return HttpResponseRedirect(reverse("admin:sign_in_code"))
        door.let_in(self.request, person)
        return HttpResponseRedirect(onward)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"by_mail": links.is_mail_set_up()}
