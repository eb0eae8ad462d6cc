"""What templates of the whole site ask for."""

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html

from programs.models import Source

register = template.Library()


@register.simple_tag
def sources():
    """The documents behind the portal, for the foot of each page."""
    return Source.objects.published().by_title()


@register.filter
def grouped(number):
    """A whole number as the language of the page writes it: 12,345."""
    return number_format(number, force_grouping=True)


@register.simple_tag(takes_context=True)
def nav_link(context, name, words):
    """A link to the page called `name`, marked where it, or a page below it, is shown."""
    address, shown = reverse(name), context["request"].path
    current = ""
    if shown.startswith(address):
        current = format_html(' aria-current="{}"', "page" if shown == address else "true")
    return format_html('<a href="{}"{}>{}</a>', address, current, words)


@register.simple_tag(takes_context=True)
def page_address(context, number):
    """The query string of page `number` of the list that is shown, its filter kept.

    Out of an embed it leads to the whole page.
    """
    query = context["request"].GET.copy()
    query.pop("embed", None)
    query["page"] = number
    return f"?{query.urlencode()}"
