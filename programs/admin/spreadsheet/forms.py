"""The forms of an export, and of an import: a file is sent, what was previewed is confirmed."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from import_export.forms import ImportExportFormBase, SelectableFieldsExportForm

from institutes.text import clean_line
from programs.models import SentFile
from programs.models.sent_file import NAME_AT_MOST

WHAT_ROWS = _("What its rows are")


class TakeForm(SelectableFieldsExportForm):
    """What is taken away: the columns of a table, by their titles, and as which file."""

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        self.fields["resource"].label = WHAT_ROWS
        self.fields["format"].choices = [
            (str(place), one().get_title()) for place, one in enumerate(formats)
        ]
        for table in resources:
            for name, title in table.titles().items():
                self.fields[self.create_boolean_field_name(table, name)].label = title

    @property
    def tables(self):
        """(title, fields of the columns) of each table."""
        return [
            (
                table.get_display_name(),
                [self[self.create_boolean_field_name(table, name)] for name in table.columns()],
            )
            for table in self.resources
        ]


class SendForm(ImportExportFormBase):
    """A file, and the table that it is for where a desk has several.

    What format it has its content says.
    """

    format = None
    import_file = forms.FileField(
        label=_("File"),
        error_messages={"required": _("Choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx", "aria-describedby": "accepted"}),
    )

    def __init__(self, formats, resources, *, person, **kwargs):
        self.person, self.tables = person, [table.__name__ for table in resources]
        super().__init__(formats, resources, **kwargs)
        self.fields["resource"].label = WHAT_ROWS

    def _init_formats(self, formats):
        """A file says by itself what it is."""

    def keep(self):
        """Store the file until it is imported, and delete those that are left over. Gives it."""
        file = self.cleaned_data["import_file"]
        with transaction.atomic():
            SentFile.objects.left_over(self.person).delete()
            return SentFile.objects.create(
                person=self.person,
                table=self.tables[int(self.cleaned_data["resource"] or 0)],
                name=clean_line(file.name)[:NAME_AT_MOST] or "?",
                data=file.read(),
            )


class ConfirmForm(forms.Form):
    """The key of the file that was previewed, and the digest of what the rows were then."""

    sent = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
