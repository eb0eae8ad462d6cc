"""The tables of partners and of their parts in programs; they are read from no file."""

from django.utils.translation import gettext_lazy as _

from programs.models import Country, Partner, Partnership, Program
from programs.models.partner import PartnershipRole, PartnerType
from programs.tables import Column, Table, code_column, text_column


class PartnerTable(Table):
    about = _("Organizations that the institutes work with.")

    partner = code_column("The partner's key.", "slug", title=_("slug"))
    acronym = text_column("Its acronym; blank where it has none.", "acronym")
    name = text_column("Its name in English.", "name_en", title=_("name in English"))
    name_ko = text_column("Its name in Korean, by the editors.", "name_ko")
    type = code_column("What it is, chosen by the editors.", "type", of=PartnerType)
    country = Column(
        "ISO 3166-1 code of its country; blank for international organizations.",
        "country__iso3",
        names=Country,
    )
    source_note = text_column("Where the source is unclear, and how.", "source_note")
    source_note_ko = text_column("The same in Korean.", "source_note_ko")

    class Meta:
        model = Partner


class PartnershipTable(Table):
    about = _("Which partners a program has, and those that its source does not name.")
    key_names = ("program", "partner", "role", "as_printed")

    program = Column("The key of the program.", "program__slug", names=Program)
    partner = Column(
        "The key of the partner; blank where the source does not name it.",
        "partner__slug",
        names=Partner,
    )
    role = code_column("What it does in the program.", "role", of=PartnershipRole)
    as_printed = text_column("The source's own words.", "as_printed")
    as_printed_ko = text_column("The same words in Korean, by the editors.", "as_printed_ko")
    source_locator = text_column(
        "Where in the program's document; blank where it is the program's place.", "source_locator"
    )

    class Meta:
        model = Partnership
