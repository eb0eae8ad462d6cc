"""The form at the foot of each page."""

from django import template

from keco_portal.feedback.forms import RatingForm
from keco_portal.feedback.pages import page_of

register = template.Library()


@register.simple_tag(takes_context=True)
def rating_form(context):
    """An empty form about the page that is shown; it asks the database nothing."""
    return RatingForm(page_of(context["request"]))
