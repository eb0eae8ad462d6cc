"""What an administrator does for somebody who cannot sign in, without ever seeing a secret."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.generic import DetailView

from institutes.access import is_administrator, is_staff
from keco_portal.sign_in import links, second_factor
from keco_portal.sign_in.models import Session
from keco_portal.sign_in.views.page import DeskPage


class PersonPage(DeskPage, DetailView):
    """Somebody's second factor, sessions and notes; for administrators, about others."""

    template_name = "admin/sign_in/person.html"
    context_object_name = "person"

    def get_queryset(self):
        if not is_administrator(self.request.user):
            raise Http404
        return get_user_model().objects.exclude(pk=self.request.user.pk)

    @property
    def title(self):
        return _("How %(name)s signs in") % {"name": self.object.get_username()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "may_sign_in": is_staff(self.object),
            "phone": second_factor.phone_of(self.object),
            "codes_left": second_factor.codes_left(self.object),
            "sessions": Session.objects.alive().filter(person=self.object).count(),
            "notes": self.object.account_notes.order_by("-at", "-pk")[:50],
        }

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        act = {"link": self.link, "remove": self.remove, "end": self.end}.get(
            request.POST.get("act")
        )
        if act is None:
            raise Http404
        return act(request)

    def link(self, request):
        """Shown in this answer and never again."""
        if not is_staff(self.object):
            raise Http404
        link = links.make_link(person=self.object, by=request.user)
        return self.render_to_response(self.get_context_data(link=link))

    def remove(self, request):
        second_factor.remove(person=self.object, by=request.user)
        messages.success(request, _("The second factor is removed, and all sessions have ended."))
        return HttpResponseRedirect(request.path)

    def end(self, request):
        Session.objects.filter(person=self.object).delete()
        messages.success(request, _("All sessions have ended."))
        return HttpResponseRedirect(request.path)
