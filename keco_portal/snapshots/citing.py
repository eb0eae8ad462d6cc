"""The citation of a snapshot, in the language of the page."""

import datetime

from django.utils.translation import gettext as _

from institutes.language import page_language
from keco_portal.name import PORTAL
from keco_portal.open_data.address import absolute
from keco_portal.open_data.licence import licence
from keco_portal.standards.citation import Citation

DIGITS = 12  # of the checksum are enough to tell versions of one table apart


def citation_of(snapshot):
    return Citation(
        key=f"{snapshot.table}-{day_of(snapshot)}-{snapshot.key}",
        title=snapshot.title,
        publisher=str(PORTAL),
        address=absolute(snapshot.get_absolute_url()),
        made_on=day_of(snapshot),
        version=f"sha256-{snapshot.csv.sha256[:DIGITS]}",
        language=page_language(),
        notes=tuple(notes_of(snapshot)),
    )


def day_of(snapshot):
    """The day on which it was made, in UTC, as all days on pages."""
    return snapshot.made_at.astimezone(datetime.UTC).date()


def notes_of(snapshot):
    """The whole checksum, and the licence where one is set."""
    yield _("SHA-256 of the CSV: %(sha256)s.") % {"sha256": snapshot.csv.sha256}
    if one := licence():
        named = f"{one.name}, {one.url}" if one.name != one.url else one.url
        yield _("Licence: %(licence)s.") % {"licence": named}
