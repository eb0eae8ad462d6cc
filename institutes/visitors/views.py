"""A view that takes what anybody sends, once, and keeps nothing about who sent it."""

from django.core.exceptions import BadRequest
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from institutes.refusals import TooManyRequests
from institutes.visitors.floods import client_of, seconds_left
from institutes.visitors.forms import comes_from_elsewhere

BODY_AT_MOST = 64 * 1024  # bytes; the longest text, in percent encoding, has a third of it


# No CSRF cookie: the token in the form guards it, and a foreign page's form is shown, not taken.
@method_decorator(csrf_exempt, name="dispatch")
class VisitorFormView(FormView):
    """Shows a VisitorForm, stores what it says once, and shows it again where it cannot.

    `floods` is a module that says how much an hour takes: OF_A_CLIENT, `clients` that counts them,
    and `is_flooded()`, whether it takes no more from anybody.
    """

    floods = None

    def row_of(self, form):
        """A row, not stored, of a valid form; it has the nonce of the form."""
        raise NotImplementedError

    def post(self, request, **kwargs):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > BODY_AT_MOST:
            raise BadRequest(_("What was sent is too long to be read."))
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
        row = self.row_of(form)
        there = type(row).objects.filter(nonce=form.nonce).first()
        if not there and self.floods.is_flooded():
            return self.flooded(form)
        if not there:
            client = client_of(self.request)
            if self.floods.clients.is_full(client, self.floods.OF_A_CLIENT):
                raise TooManyRequests(seconds_left())
            there = stored(row)
        if any(getattr(there, name) != value for name, value in form.given.items()):
            form.usable_token = ""
            return self.shown_again(
                form,
                400,
                _("This form was used before. It is a new one now: please send it again."),
            )
        return HttpResponseRedirect(self.get_success_url())

    def flooded(self, form):
        response = self.shown_again(
            form,
            429,
            _("Very many came in this hour. Please send yours again in the next one."),
        )
        response["Retry-After"] = str(seconds_left())
        return response

    def shown_again(self, form, status, complaint=""):
        if complaint:
            form.add_error(None, complaint)
        return self.render_to_response(self.get_context_data(form=form), status=status)


def stored(row):
    """`row` as stored, or the one that another request stored with the same form before it."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if not error.__cause__.diag.constraint_name.endswith("_nonce_unique"):
            raise
        return type(row).objects.get(nonce=row.nonce)
    return row
