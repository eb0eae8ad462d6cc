"""Setting up the second factor: the picture that a phone reads, a first code, recovery codes."""

import io
import time

import segno
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from django_otp.util import random_hex

from keco_portal.sign_in import door, second_factor
from keco_portal.sign_in.forms import WRONG_CODE, FirstCodeForm
from keco_portal.sign_in.models import Phone
from keco_portal.sign_in.views.page import DeskPage

NEW_KEY = "key_that_is_set_up"
CONFIRMED = "confirmed_at"
CONFIRMED_FOR = 600  # seconds


def person_of(request):
    """Who may set up a second factor: at the door without one, or signed in.

    Who has one already confirms first, with password and code.
    """
    person = door.person_at(request) or (request.user if door.is_in(request) else None)
    if person and second_factor.has_one(person):
        fresh = time.time() - request.session.get(CONFIRMED, 0) < CONFIRMED_FOR
        return person if fresh and door.is_in(request) else None
    return person


def new_phone(request, person):
    """The phone that is being set up: kept in the session, in the database once it is confirmed."""
    if NEW_KEY not in request.session:
        request.session[NEW_KEY] = random_hex()
    return Phone(user=person, name="phone", key=request.session[NEW_KEY])


class SetUpPage(DeskPage, FormView):
    template_name = "admin/sign_in/set_up.html"
    form_class = FirstCodeForm
    title = gettext_lazy("Set up the second factor")

    def dispatch(self, request, *args, **kwargs):
        self.person = person_of(request)
        if self.person is None:
            known = door.is_in(request)
            return HttpResponseRedirect(reverse("admin:second_factor" if known else "admin:login"))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        key = new_phone(self.request, self.person).key
        codes = second_factor.set_up(person=self.person, key=key, code=form.cleaned_data["code"])
        if codes is None:
            form.add_error("code", WRONG_CODE)
            return self.form_invalid(form)
        onward = door.onward_from(self.request)
        door.let_in(self.request, self.person, second_factor.phone_of(self.person))
        return shown_once(self.request, codes, onward)

    def get_context_data(self, **kwargs):
        must = second_factor.must_have_one(self.person)
        return super().get_context_data(**kwargs) | {
            "phone": new_phone(self.request, self.person),
            "must": must,
        }


class Picture(View):
    """What the phone's camera reads, as a picture of its own: nothing inline."""

    def get(self, request):
        person = person_of(request)
        if person is None:
            raise Http404(_("Nobody is setting up a second factor here."))
        code = segno.make(new_phone(request, person).config_url, error="m")
        picture = io.BytesIO()
        code.save(picture, kind="svg", scale=5, light="#fff", xmldecl=False)
        return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def shown_once(request, codes, onward):
    """The page with new recovery codes, right after they were made."""
    frame = DeskPage.frame_of(request, _("Your recovery codes"))
    return render(
        request, "admin/sign_in/recovery_codes.html", frame | {"codes": codes, "onward": onward}
    )


class CodesAsText(View):
    """The recovery codes of the page before as a file; the page sends them, nothing has kept them.

    Only such that are the person's own go into the file.
    """

    def post(self, request):
        codes = request.POST.getlist("recovery_code")[:20]
        if not codes or not second_factor.are_of(request.user, codes):
            raise PermissionDenied
        lines = [
            _("Recovery codes of %(name)s for %(host)s; each is good for one time.")
            % {"name": request.user.get_username(), "host": request.get_host()},
            "",
            *codes,
            "",
        ]
        response = HttpResponse("\r\n".join(lines), content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="recovery-codes.txt"'
        return response
