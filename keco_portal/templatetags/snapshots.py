"""The button beside the files of a list that makes a snapshot of it."""

from django import template

from keco_portal.snapshots.forms import SnapshotForm, about

register = template.Library()


@register.simple_tag(takes_context=True)
def snapshot_form(context):
    """The form for the list that is shown; it asks the database nothing."""
    table, query = context["view"].files, context["filter"].narrowing_query
    return SnapshotForm(about(table, query), initial={"table": table, "query": query})
