"""What holds for every answer: its policy, and a clear word where it is a refusal."""

import logging
import re
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import DataError
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from institutes.history import recording
from institutes.language import is_of_the_desk, language_of
from institutes.refusals import Gone, TooManyRequests
from keco_portal import errors
from keco_portal.problems import is_of_the_api

logger = logging.getLogger(__name__)

# What a page of ours, and whatever could find its way into one, never asks a browser for.
UNUSED = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen"),
    *("geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment"),
    *("picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "usb"),
    "xr-spatial-tracking",
)


class PolicyHeaders:
    """The headers of policy that neither Django nor django-csp has, on every answer.

    Static files may be shown by any site: a frame without rights is a site of its own. The open
    data may be read by any, too.
    """

    PERMISSIONS = ", ".join(f"{feature}=()" for feature in UNUSED)
    OPEN = re.compile(settings.CORS_URLS_REGEX)

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response["Permissions-Policy"] = self.PERMISSIONS
        is_open = request.path.startswith(settings.STATIC_URL) or self.OPEN.match(request.path)
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if is_open else "same-origin"
        )
        return response


class LanguageOfTheDesk:
    """The pages of the desk in the language of whoever reads them; their addresses name none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_of_the_desk(request):
            return self.get_response(request)
        translation.activate(language_of(request))
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


class Refusals:
    """Answers what views raise as `institutes.refusals`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Gone):
            return errors.gone(request, exception)
        if isinstance(exception, TooManyRequests):
            return errors.too_many_requests(request, exception)
        return None


class RefuseLargeRequests:
    """413 for more than `settings.REQUEST_BYTES_AT_MOST`, before any of it is read.

    Nothing is read beyond the length that a request declares, so what it declares is enough.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if declared.isdecimal() and int(declared) > settings.REQUEST_BYTES_AT_MOST:
            return errors.too_large(request)
        return self.get_response(request)


class Recording:
    """What a person of the staff writes on the desk is recorded as theirs; reading writes nothing.

    On the public pages they are visitors as any other.
    """

    READING = ("GET", "HEAD", "OPTIONS", "TRACE")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in self.READING or not is_of_the_desk(request):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return self.get_response(request)
        name = request.user.get_username()
        with recording(user=request.user.pk, name=name, by="form", address=request.path):
            return self.get_response(request)


class RefuseUnreadableAddress:
    """400 for an address with a NUL character or with bytes that are not UTF-8.

    PostgreSQL cannot store NUL and refuses broken patterns and numbers out of its range; the
    admin passes some of these on (`?name__regex=(`), so a DataError while a page is read is the
    address's fault and answered the same way.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        raw = request.META.get("QUERY_STRING", "").replace("+", " ")
        try:
            query = unquote_to_bytes(raw.encode("latin-1")).decode()
        except UnicodeError:
            raise BadRequest(_("The address has bytes that are not UTF-8 text.")) from None
        # A key with NUL is one that nothing has, and the API says so.
        if "\0" in query or ("\0" in request.path and not is_of_the_api(request)):
            raise BadRequest(_("The address has a NUL character in it."))

    def process_exception(self, request, exception):
        if isinstance(exception, DataError) and request.method in ("GET", "HEAD"):
            logger.warning("Refused %s: %s", request.path, exception)
            raise BadRequest(_("The address asks for something the database cannot read."))
