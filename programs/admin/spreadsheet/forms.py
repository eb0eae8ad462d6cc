"""The forms of an import: a file is sent, and what was previewed is confirmed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from import_export.forms import ImportExportFormBase

from institutes.text import clean_line
from programs.models import SentFile
from programs.models.sent_file import NAME_AT_MOST


class SendForm(ImportExportFormBase):
    """A file, and the table that it is for where a desk has several.

    The file comes along, or was kept before, under the key in `sent`. What format it has its
    content says.
    """

    format = None
    import_file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx", "aria-describedby": "accepted"}),
    )
    sent = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ["resource", "import_file"]

    def __init__(self, formats, resources, *, person, **kwargs):
        self.person, self.tables = person, [table.__name__ for table in resources]
        super().__init__(formats, resources, **kwargs)
        self.fields["resource"].label = _("What its rows are")

    def _init_formats(self, formats):
        """A file says by itself what it is."""

    @property
    def table(self):
        """The name of the resource that reads the file."""
        return self.tables[int(self.cleaned_data.get("resource") or 0)]

    def clean(self):
        if self.errors:
            return self.cleaned_data
        file, key = self.cleaned_data.get("import_file"), self.cleaned_data.get("sent")
        if file:
            self.file = SentFile(
                person=self.person,
                table=self.table,
                name=clean_line(file.name)[:NAME_AT_MOST] or "?",
                data=file.read(),
            )
        elif key:
            mine = SentFile.objects.for_person(self.person).for_tables([self.table])
            self.file = mine.filter(key=key).first()
        else:
            raise ValidationError({"import_file": _("Choose a file.")})
        if self.file is None:
            words = _("This file was imported already, or is gone; send it again.")
            raise ValidationError({"import_file": words})
        return self.cleaned_data


class ConfirmForm(forms.Form):
    """The key of the file that was previewed."""

    sent = forms.UUIDField(widget=forms.HiddenInput)
