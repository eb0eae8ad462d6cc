"""Who takes part in an activity, and the institutes as organisations of their own."""

from lxml import etree

from keco_portal.open_data.address import address_of
from keco_portal.standards.iati.codes import (
    IMPLEMENTING,
    ORGANISATION_PAGE,
    PUBLIC_BODY,
    TAKING_PART,
    TYPES_OF_PARTNERS,
)
from keco_portal.standards.iati.document import add_page
from keco_portal.standards.iati.element import LANG, element, tell, tell_text
from keco_portal.standards.iati.publisher import add_reporting_org


def add_participating_orgs(parent, program):
    """The institute, and whom the source names as working with it; each once, without a ref.

    None of them has a registered identifier here.
    """
    institute = element(parent, "participating-org", role=IMPLEMENTING, type=PUBLIC_BODY)
    tell_text(institute, program.institute, "name")
    told = set()
    for one in program.partnerships.all():
        who = one.partner_id or one.as_printed
        if one.role not in TAKING_PART or who in told:
            continue
        told.add(who)
        if one.partner:
            organisation = element(
                parent,
                "participating-org",
                role=IMPLEMENTING,
                type=TYPES_OF_PARTNERS.get(one.partner.type),
            )
            tell_text(organisation, one.partner, "name")
        else:
            organisation = element(parent, "participating-org", role=IMPLEMENTING)
            tell(organisation, one.as_printed, one.as_printed_ko)


def organisation(institute, publisher):
    """An institute as an iati-organisation. Of its money nothing is known."""
    root = etree.Element("iati-organisation")
    root.set(LANG, "en")
    identifier = publisher.organisation_identifier(institute.code)
    element(root, "organisation-identifier").text = identifier
    tell_text(element(root, "name"), institute, "name")
    add_reporting_org(root, publisher)
    name = (institute.name_en, institute.name_ko)
    add_page(root, address_of("institute", institute.code), ORGANISATION_PAGE, name)
    if institute.website:
        add_page(root, institute.website, ORGANISATION_PAGE, name, languages=())
    return root
