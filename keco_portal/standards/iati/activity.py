"""A program as an activity of IATI 2.03."""

from django.utils.translation import gettext_lazy as _
from lxml import etree

from keco_portal.open_data.address import address_of
from keco_portal.standards.iati.codes import (
    ACTIVITY_PAGE,
    CHILD,
    DAC,
    INTERNAL_IDENTIFIER,
    OUR_OWN,
    PARENT,
    SECTOR_NOT_SPECIFIED,
    WITHDRAWN_SECTORS,
)
from keco_portal.standards.iati.contact import add_contacts
from keco_portal.standards.iati.dates import add_dates, status_of
from keco_portal.standards.iati.description import add_descriptions
from keco_portal.standards.iati.document import add_page
from keco_portal.standards.iati.element import LANG, element, tell_text, tell_words
from keco_portal.standards.iati.organisation import add_participating_orgs
from keco_portal.standards.iati.place import add_places
from keco_portal.standards.iati.publisher import add_reporting_org
from keco_portal.standards.iati.result import add_results
from keco_portal.standards.moment import in_utc

NO_SECTOR = _("The editors of the portal have chosen no sector.")


def activity(program, publisher, today):
    """The iati-activity of a program, one of `iati.reading.activity_rows`, on the day `today`."""
    root = etree.Element("iati-activity", hierarchy=str(program.level))
    root.set(LANG, "en")
    root.set("last-updated-datetime", in_utc(last_change(program)))
    element(root, "iati-identifier").text = publisher.identifier(program.slug)
    add_reporting_org(root, publisher)
    tell_text(element(root, "title"), program, "name")
    add_descriptions(root, program)
    add_participating_orgs(root, program)
    element(root, "other-identifier", ref=program.slug, type=INTERNAL_IDENTIFIER)
    element(root, "activity-status", code=status_of(program, today))
    add_dates(root, program, today)
    add_contacts(root, program)
    add_places(root, program)
    add_sector(root, program)
    add_tags(root, program)
    add_documents(root, program)
    add_relations(root, program, publisher)
    add_results(root, program.public_figures)
    return root


def last_change(program):
    """When the program or a figure of it last changed, one that was withdrawn since, too."""
    known = [program.changed_at, program.figures_changed_at]
    known += [figure.changed_at for figure in program.public_figures]
    return max(filter(None, known))


def add_sector(parent, program):
    if program.sector and program.sector not in WITHDRAWN_SECTORS:
        element(parent, "sector", vocabulary=DAC, code=program.sector)
    else:
        none = element(parent, "sector", vocabulary=DAC, code=SECTOR_NOT_SPECIFIED)
        tell_words(none, NO_SECTOR)


def add_tags(parent, program):
    """Kind, themes and frameworks, each by its key here."""
    page = address_of("iati")
    kind = element(
        parent, "tag", code=program.kind, vocabulary=OUR_OWN, vocabulary_uri=f"{page}#kinds"
    )
    tell_words(kind, program.get_kind_display)
    for rows, uri in (
        (program.themes.all(), f"{page}#themes"),
        (program.frameworks.all(), address_of("frameworks")),
    ):
        for row in sorted(rows, key=lambda row: row.slug):
            tag = element(parent, "tag", code=row.slug, vocabulary=OUR_OWN, vocabulary_uri=uri)
            tell_text(tag, row, "name")


def add_documents(parent, program):
    names = (program.name_en, program.name_ko)
    add_page(parent, address_of("program", program.slug), ACTIVITY_PAGE, names)
    titles = (program.source.title, program.source.title_ko)
    add_page(parent, address_of("source", program.source.slug), ACTIVITY_PAGE, titles)


def add_relations(parent, program, publisher):
    """The published programs above and below it."""
    above = [program.parent] if program.parent and program.parent.is_public else []
    for relation, programs in ((PARENT, above), (CHILD, program.public_children)):
        for one in programs:
            identifier = publisher.identifier(one.slug)
            element(parent, "related-activity", ref=identifier, type=relation)
