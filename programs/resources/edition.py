"""The table of editions of programs, its columns declared once."""

from django.utils.translation import gettext_lazy as _

from programs.cells import Code, OneCountry, OneOf, Year
from programs.models import Country, Edition, Program, Source
from programs.models.edition import EditionState
from programs.tables import Column, Printed, Table, code_column, text_column


class EditionTable(Table):
    """Editions of programs: what is done with one is done with the program that it is part of."""

    about = _("Single occurrences of programs that come back, and single events that were planned.")
    belongs_to = "program"
    key_names = ("program", "year", "title")

    program = Column("The key of its program.", "program__slug", "program", OneOf(Program, "slug"))
    program_name = text_column(
        "The program's name in English.", "program__name_en", title=_("name of the program")
    )
    year = Column("Its year.", "year", "year", Year())
    title = Column("Its title, in English.", Printed("title"), "title", Code())
    title_ko = text_column("Its title in Korean.", "title_ko", "title_ko")
    state = code_column("Its state as the source declares it.", "state", "state", EditionState)
    host_country = Column(
        "ISO 3166-1 code of the country that hosts it; blank where not stated.",
        *("host_country__iso3", "host_country", OneCountry(Country)),
    )
    note = text_column("What else must be known.", "note", "note")
    note_ko = text_column("The same in Korean.", "note_ko", "note_ko")
    source = Column(
        "The key of the document that states it.", "source__slug", "source", OneOf(Source, "slug")
    )
    source_locator = text_column("Where in that document.", "source_locator", "source_locator")

    class Meta:
        model = Edition
