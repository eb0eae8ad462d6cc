"""The page of the form, which also takes what the foot of each page sends, and the thanks."""

from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from institutes.language import page_language
from institutes.visitors.views import VisitorFormView
from keco_portal.feedback import floods
from keco_portal.feedback.forms import RatingForm
from keco_portal.feedback.pages import address_of, is_page
from keco_portal.models import Rating


class OfAPage:
    """A view about the page that its address or its form names, "/" unless it says."""

    @cached_property
    def page(self):
        given = self.request.POST or self.request.GET
        page = given.get("page", "/").partition("?")[0]
        if not is_page(self.request, page):
            raise BadRequest(_("There is no such page to say anything about."))
        return page

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "page": self.page,
            "address": address_of(self.page),
        }


class FeedbackThanks(OfAPage, TemplateView):
    template_name = "feedback_thanks.html"


class Feedback(OfAPage, VisitorFormView):
    """The form about a page; each new rating deletes those past their time."""

    template_name = "feedback.html"
    form_class = RatingForm
    floods = floods

    def row_of(self, form):
        return Rating(page=self.page, language=page_language(), nonce=form.nonce, **form.given)

    def taken(self, form):
        Rating.objects.outdated().delete()
        return super().taken(form)

    def get_success_url(self):
        return f"{reverse('feedback-thanks')}?{urlencode({'page': self.page})}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"about": self.page}
