"""The published programs as activities of IATI 2.03, and the institutes as its organisations.

Pure functions of rows: each makes elements of what it is given and asks no database. The portal
reports what others do, so all of it is marked as of a secondary reporter. The standard asks for
some things that the sources do not say; what stands there then is said beside it, and on the page
of the files (`keco_portal.iati`).
"""

from keco_portal.standards.iati.activity import activity
from keco_portal.standards.iati.file import ACTIVITIES, ORGANISATIONS, write_file
from keco_portal.standards.iati.organisation import organisation
from keco_portal.standards.iati.publisher import Publisher, publisher

__all__ = [
    "ACTIVITIES",
    "ORGANISATIONS",
    "Publisher",
    "activity",
    "organisation",
    "publisher",
    "write_file",
]
