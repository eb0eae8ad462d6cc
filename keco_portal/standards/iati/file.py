"""A file of elements, written one by one: never all in memory, however many there are."""

from lxml import etree

from keco_portal.standards.iati.codes import VERSION
from keco_portal.standards.moment import in_utc

ACTIVITIES, ORGANISATIONS = "iati-activities", "iati-organisations"


def write_file(file, root, elements, changed_at):
    """Write `elements` below `root` into `file`, which has `write`.

    `changed_at` is when something public last changed, None if never: until it changes again the
    file says the same.
    """
    attributes = {"version": VERSION}
    if changed_at:
        attributes["generated-datetime"] = in_utc(changed_at)
    with etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(root, attributes):
            for one in elements:
                xml.write("\n")
                xml.write(one, pretty_print=True)
