"""What a page is of, for search engines: one block of JSON-LD in its head."""

import json

from django import template
from django.utils.safestring import mark_safe

from keco_portal.structured_data import document

register = template.Library()

# No text of a row can end the block or begin a tag.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


@register.simple_tag(takes_context=True)
def structured_data(context):
    """The block; nothing on a page that is not to be found: an error, a form refused, a preview.

    A browser does not run it, so the policy of scripts does not concern it.
    """
    is_wrong = "filter" in context and not context["filter"].is_valid()
    is_read = context["request"].method in ("GET", "HEAD")
    if is_wrong or not is_read or context.get("status") or context.get("preview_of"):
        return ""
    text = json.dumps(document(context), ensure_ascii=False, separators=(",", ":"), default=str)
    block = f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>'
    return mark_safe(block)  # noqa: S308 (escaped above)
