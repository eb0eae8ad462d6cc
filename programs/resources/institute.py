"""The table of institutes, its columns declared once; it is read from no file."""

from django.utils.translation import gettext_lazy as _

from institutes.models import Institute
from programs.tables import Table, code_column, text_column


class InstituteTable(Table):
    about = _("The Korean institutes whose programs these are.")

    institute = code_column("The institute's key.", "code", title=_("code"))
    acronym = text_column("Its acronym.", "acronym")
    name = text_column("Its name in English.", "name_en", title=_("name in English"))
    name_ko = text_column("Its name in Korean, by the editors.", "name_ko")
    summary = text_column(
        "Summary in English, by the editors.", "summary_en", title=_("summary in English")
    )
    summary_ko = text_column("The same in Korean.", "summary_ko")
    website = text_column("Its website; blank where not stated.", "website")
    contact = text_column("Whom to ask; blank where not stated.", "contact")
    source_note = text_column("Where the source is unclear, and how.", "source_note")
    source_note_ko = text_column("The same in Korean.", "source_note_ko")

    class Meta:
        model = Institute
