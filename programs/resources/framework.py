"""The tables of frameworks and of who is behind them; they are read from no file."""

from django.utils.translation import gettext_lazy as _

from programs.models import Country, Framework, FrameworkPartner, Partner, Source
from programs.models.framework import FrameworkRole
from programs.tables import Column, Table, code_column, text_column


class FrameworkTable(Table):
    about = _("Agreements, networks and initiatives that programs work under.")

    framework = code_column("The framework's key.", "slug", title=_("slug"))
    acronym = text_column("Its acronym; blank where it has none.", "acronym")
    name = text_column("Its name in English.", "name_en", title=_("name in English"))
    name_ko = text_column("Its name in Korean, by the editors.", "name_ko")
    as_printed = text_column("The source's own words for it.", "as_printed")
    parent = Column("The key of the framework it is part of.", "parent__slug", names=Framework)
    launched_year = Column("Its first year; blank where not stated.", "launched_year")
    launched_at = text_column("The occasion, as the source names it.", "launched_at")
    summary = text_column(
        "Summary in English, by the editors.", "summary_en", title=_("summary in English")
    )
    summary_ko = text_column("The same in Korean.", "summary_ko")
    source = Column("The key of the document that states it.", "source__slug", names=Source)
    source_locator = text_column("Where in that document.", "source_locator")
    source_note = text_column("Where the source is unclear, and how.", "source_note")
    source_note_ko = text_column("The same in Korean.", "source_note_ko")

    class Meta:
        model = Framework


class FrameworkPartnerTable(Table):
    called = "framework_partners"
    about = _("Which partners and countries started, keep or take part in a framework.")
    key_names = ("framework", "role", "partner", "country", "as_printed")

    framework = Column("The key of the framework.", "framework__slug", names=Framework)
    role = code_column("What the source says it did for the framework.", "role", of=FrameworkRole)
    partner = Column(
        "The key of the partner; blank for a country, or where only words are known.",
        "partner__slug",
        names=Partner,
    )
    country = Column(
        "ISO 3166-1 code of the country; blank for a partner, or where only words are known.",
        "country__iso3",
        names=Country,
    )
    as_printed = text_column("The source's own words.", "as_printed")

    class Meta:
        model = FrameworkPartner
