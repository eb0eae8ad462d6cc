"""RefuseUnreadableAddress: what no page can read is answered with 400, never with 500."""

import logging
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.db import DataError

logger = logging.getLogger(__name__)


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
            raise BadRequest("The address has bytes that are not UTF-8 text.") from None
        if "\0" in query or "\0" in request.path:
            raise BadRequest("The address has a NUL character in it.")

    def process_exception(self, request, exception):
        if isinstance(exception, DataError) and request.method in ("GET", "HEAD"):
            logger.warning("Refused %s: %s", request.path, exception)
            raise BadRequest("The address asks for something the database cannot read.")
