"""The form of one button that makes a snapshot of the list it stands beside."""

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from institutes.visitors.forms import VisitorForm
from keco_portal.snapshots.lists import filterset_of, same_query
from keco_portal.snapshots.models import QUERY_AT_MOST, CitedTable


def about(table, query):
    """What the form's token is for: this list under this filter."""
    return f"snapshot {table}?{query}"


class SnapshotForm(VisitorForm):
    """The list `table` under the filter `query`, a query string. `filterset` once it is valid."""

    # The list is read before the button is pressed, but it changes under one's hands.
    youngest = 0
    table = forms.ChoiceField(choices=CitedTable.choices)
    query = forms.CharField(required=False, strip=False)

    def clean(self):
        cleaned = super().clean()
        table, query = cleaned.get("table"), cleaned.get("query")
        if table and query is not None:
            self.filterset = filterset_of(table, query)
            for problem in self.problems(QueryDict(query)):
                self.add_error(None, problem)
        return cleaned

    @property
    def unseen(self):
        """What the form is sent with beside its token, the same whoever sends it."""
        return [self["table"], self["query"]]

    @property
    def table_title(self):
        return CitedTable(self["table"].value()).label

    @property
    def live_address(self):
        """The list that is to be cited."""
        query = self["query"].value()
        address = reverse(self["table"].value())
        return f"{address}?{query}" if query else address

    def problems(self, given):
        """What is wrong with the filter `given`, in a sentence for each fault."""
        for name in given.keys() - self.filterset.filters.keys():
            yield _("Unknown parameter: %(name)s.") % {"name": name[:50]}
        if not self.filterset.is_valid():
            for name, messages in self.filterset.errors.items():
                yield from (f"{self.filterset.form[name].label}: {said}" for said in messages)
        elif len(same_query(self.filterset)) > QUERY_AT_MOST:
            yield _("So long a filter cannot be kept; choose less.")
