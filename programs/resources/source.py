"""The table of sources, its columns declared once; it is read from no file."""

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from programs.column_types import Type
from programs.models import Source
from programs.tables import Column, Table, code_column, text_column

SHA256 = Type("string", pattern="[0-9a-f]{64}")


class SourceTable(Table):
    about = _("The documents that all facts come from.")

    source = code_column("The document's key.", "slug", title=_("slug"))
    title = text_column("Its title; the editors' own where it has none.", "title")
    title_ko = text_column("The same in Korean, by the editors.", "title_ko")
    publisher = text_column("Who published it; blank where it does not say.", "publisher")
    url = text_column("Its address; blank where it does not say.", "url")
    contact = text_column("Whom to ask, as printed in it.", "contact")
    modified = text_column("When it was last modified, as printed in it.", "modified")
    retrieved = Column("The day it was retrieved.", Cast("retrieved", TextField()))
    sha256 = code_column("SHA-256 of the document as retrieved.", "sha256", type=SHA256)
    note = text_column("What else must be known.", "note")
    note_ko = text_column("The same in Korean.", "note_ko")

    class Meta:
        model = Source
