"""The page of the form, which also takes what the foot of each page sends, and the thanks."""

from django.core.exceptions import BadRequest
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView

from institutes.language import page_language
from keco_portal.feedback.floods import count_client, is_flooded, seconds_left
from keco_portal.feedback.forms import RatingForm, comes_from_elsewhere
from keco_portal.feedback.pages import address_of, is_page
from keco_portal.models import Rating

BODY_AT_MOST = 64 * 1024  # bytes; the longest comment, in percent encoding, has a third of it


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


# No CSRF cookie: the token in the form guards it, and a foreign page's form is shown, not taken.
@method_decorator(csrf_exempt, name="dispatch")
class Feedback(OfAPage, FormView):
    """Shows the form, stores a rating once, and shows what was typed again where it cannot."""

    template_name = "feedback.html"
    form_class = RatingForm

    def post(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > BODY_AT_MOST:
            raise BadRequest(_("The comment is too long to be read."))
        form = self.get_form()
        if not form.is_valid():
            return self.shown_again(form, 400)
        if comes_from_elsewhere(request):
            return self.shown_again(
                form, 403, _("This came from another website. Please send it from here.")
            )
        return self.taken(form)

    def taken(self, form):
        """Store it and say thanks; the same form sent twice, as by a double click, counts once."""
        given = {name: form.cleaned_data[name] for name in ("score", "comment")}
        rating = Rating(page=self.page, language=page_language(), nonce=form.nonce, **given)
        there = Rating.objects.filter(nonce=form.nonce).first()
        if not there and is_flooded():
            return self.flooded(form)
        if not there:
            count_client(self.request)
            Rating.objects.outdated().delete()
            there = stored(rating)
        if any(getattr(there, name) != value for name, value in given.items()):
            form.usable_token = ""
            return self.shown_again(
                form,
                400,
                _("This form was used before. It is a new one now: please send it again."),
            )
        thanks = reverse("feedback-thanks")
        return HttpResponseRedirect(f"{thanks}?{urlencode({'page': self.page})}")

    def flooded(self, form):
        response = self.shown_again(
            form,
            429,
            _("Very many answers came in this hour. Please send yours again in the next one."),
        )
        response["Retry-After"] = str(seconds_left())
        return response

    def shown_again(self, form, status, complaint=""):
        if complaint:
            form.add_error(None, complaint)
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.page}


def stored(rating):
    """`rating` as stored, or the one that another request stored with the same form before it."""
    try:
        with transaction.atomic():
            rating.save()
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "rating_nonce_unique":
            raise
        return Rating.objects.get(nonce=rating.nonce)
    return rating
