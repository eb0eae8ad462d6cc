"""The formats that the portal speaks, in the order of their page; each has to be checked."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Format:
    """`key` as the tests call it, `name`, and the standard that says what it should be."""

    key: str
    name: str
    standard: str


FORMATS = [
    Format("csv", _("Tables as CSV"), "RFC 4180"),
    Format("xlsx", _("Workbooks"), "ECMA-376"),
    Format("datapackage", _("Data package"), "Data Package 2.0, Table Schema 2.0"),
    Format("csvw", _("Tables described for the web"), "CSV on the Web (W3C)"),
    Format("openapi", _("Description of the API"), "OpenAPI 3.1"),
    Format("api", _("Answers of the API"), "OpenAPI 3.1"),
    Format("problems", _("Errors of the API"), "RFC 9457"),
    Format("iati-activities", _("Programs as IATI activities"), "IATI 2.03"),
    Format("iati-organisations", _("Institutes as IATI organisations"), "IATI 2.03"),
    Format("schema-org", _("Data inside the pages"), "schema.org, JSON-LD 1.1"),
    Format("dcat", _("Catalogue of data"), "DCAT-AP 3"),
    Format("atom", _("Feeds of changes"), "RFC 4287"),
    Format("sitemap", _("Sitemap"), "sitemaps.org 0.9"),
    Format("robots", "robots.txt", "RFC 9309"),
    Format("security", "security.txt", "RFC 9116"),
    Format("bibtex", _("Citation in BibTeX"), "BibTeX"),
    Format("ris", _("Citation in RIS"), "RIS"),
    Format("csl", _("Citation in CSL-JSON"), "CSL 1.0.2"),
]
KEYS = [one.key for one in FORMATS]

# What checks count: each by the word that the tests have for it.
COUNTED = {
    "activities": _("activities"),
    "addresses": _("addresses"),
    "codes": _("codes"),
    "columns": _("columns"),
    "entries": _("entries"),
    "examples": _("examples"),
    "figures": _("figures"),
    "files": _("files"),
    "operations": _("operations"),
    "organisations": _("organisations"),
    "pages": _("pages"),
    "programs": _("programs"),
    "requests": _("requests"),
    "rows": _("rows"),
    "rules": _("rules"),
    "statements": _("statements"),
    "tables": _("tables"),
    "things": _("things"),
}
