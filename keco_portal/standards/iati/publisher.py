"""Who reports: under which reference, and what each activity is called by it.

A registered identifier comes from `settings.IATI_PUBLISHER` and from nowhere else. Until there is
one the portal goes by the name of its own host, which nobody can take for an entry of a register.
It is a name rather than a whole address, because an identifier of IATI holds no slash.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from keco_portal.name import PORTAL
from keco_portal.standards.iati.codes import OTHER_ORGANISATION, REPORTED_BY_OTHERS
from keco_portal.standards.iati.element import element, tell_words


@dataclass(frozen=True)
class Publisher:
    """`reference` of the reporting organisation, and whether it `is_registered`.

    `host` is the name of the portal's host, with its port where it has one.
    """

    reference: str
    host: str
    is_registered: bool

    def identifier(self, program_slug):
        """The iati-identifier of a program."""
        return f"{self.reference}-{program_slug}"

    def organisation_identifier(self, institute_code):
        """By the host at all times: beneath a registered identifier it would look registered."""
        return f"{self.host}-{institute_code}"


def publisher():
    host = urlsplit(settings.PUBLIC_ADDRESS).netloc
    registered = settings.IATI_PUBLISHER
    return Publisher(registered or host, host, bool(registered))


def add_reporting_org(parent, publisher):
    reporting = element(
        parent,
        "reporting-org",
        ref=publisher.reference,
        type=OTHER_ORGANISATION,
        secondary_reporter=REPORTED_BY_OTHERS,
    )
    tell_words(reporting, PORTAL)
