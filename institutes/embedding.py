"""Pieces of pages that other sites may show in a frame, by `?embed=1`.

A page with a piece extends `base_template` and has the piece in a block `piece`. The whole page
is on `base.html`; on `embed.html` the same template gives the piece alone.
"""

from csp.decorators import csp_replace
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.encoding import escape_uri_path
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import Truncator
from django.views.decorators.clickjacking import xframe_options_exempt

from institutes.address import absolute
from institutes.refusals import Gone


class Embeddable:
    """A view of a page with such a piece. Nothing else of the portal may be framed."""

    title = ""  # what the piece is, for whoever cannot see it

    @cached_property
    def is_embedded(self):
        return self.request.GET.get("embed") == "1"

    def dispatch(self, request, *args, **kwargs):
        answer = self.framed if self.is_embedded else super().dispatch
        return answer(request, *args, **kwargs)

    @method_decorator(xframe_options_exempt)
    @method_decorator(csp_replace({"frame-ancestors": ["*"]}))
    def framed(self, request, *args, **kwargs):
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Gone as gone:
            # The site that shows it shall say so too.
            context = {"view": self, "gone": gone}
            response = render(request, "embed_gone.html", context, status=410)
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def get_context_data(self, **kwargs):
        base = "embed.html" if self.is_embedded else "base.html"
        return super().get_context_data(base_template=base, **kwargs)

    def shown_query(self):
        """The query string of what is shown, without `embed`."""
        return ""

    def piece_title(self):
        return str(self.title)

    def address(self, *more):
        """The absolute address of the page with its query and `more` of it."""
        query = "&".join(filter(None, (self.shown_query(), *more)))
        path = escape_uri_path(self.request.path)
        return absolute(f"{path}?{query}" if query else path)

    def embed_code(self):
        """The HTML by which another site shows the piece."""
        return format_html(
            '<iframe src="{}" title="{}" width="100%" height="600" loading="lazy"></iframe>',
            self.address("embed=1"),
            Truncator(self.piece_title()).chars(120),
        )
