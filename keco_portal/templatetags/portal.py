"""What templates of the whole site ask for."""

from django import template

from programs.models import Source

register = template.Library()


@register.simple_tag
def sources():
    """The documents behind the portal, for the foot of each page."""
    return Source.objects.by_title()


@register.simple_tag(takes_context=True)
def page_address(context, number):
    """The query string of page `number` of the list that is shown, its filter kept."""
    query = context["request"].GET.copy()
    query["page"] = number
    return f"?{query.urlencode()}"
