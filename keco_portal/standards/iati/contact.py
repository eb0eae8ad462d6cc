"""Whom to ask, as printed: the institute, and whoever keeps the document."""

import re

from keco_portal.standards.iati.codes import GENERAL_ENQUIRIES
from keco_portal.standards.iati.element import element, tell, tell_text

EMAIL = re.compile(r"[^\s()<>\[\],;:]+@[^\s()<>\[\],;:]+\.[^\s()<>\[\],;:]+")


def add_contacts(parent, program):
    institute = program.institute
    if institute.contact or institute.website:
        contact = element(parent, "contact-info", type=GENERAL_ENQUIRIES)
        tell_text(element(contact, "organisation"), institute, "name")
        add_printed(contact, institute.contact)
        if institute.website:
            element(contact, "website").text = institute.website
    if program.source.contact:
        contact = element(parent, "contact-info", type=GENERAL_ENQUIRIES)
        add_printed(contact, program.source.contact)


def add_printed(contact, printed):
    """The words as printed, and the e-mail addresses in them for machines."""
    if printed:
        tell(element(contact, "department"), printed)
    for address in EMAIL.findall(printed):
        element(contact, "email").text = address
