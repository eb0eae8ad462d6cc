"""The data sets as a catalogue in RDF: DCAT-AP 3.

Every node has an address of its own, so that the same facts always give the same file. Classes of
terms that others keep (languages, media types, themes) are stated here too: the shapes of DCAT-AP
ask for them, and a reader then needs nothing else.
"""

import json
from dataclasses import dataclass

from django.utils.translation import gettext_lazy, override
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, SKOS, XSD

from institutes.language import ENGLISH, KOREAN
from keco_portal.name import PORTAL
from keco_portal.open_data.address import absolute, address_of
from keco_portal.open_data.licence import licence

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = Namespace("http://publications.europa.eu/resource/authority/")
MEDIA = Namespace("https://www.iana.org/assignments/media-types/")

LANGUAGES = {ENGLISH: EU["language/ENG"], KOREAN: EU["language/KOR"]}
ENVIRONMENT = EU["data-theme/ENVI"]
NO_LICENCE = (
    "# No licence is named: whoever runs this portal has not set one. DCAT-AP recommends to state\n"
    "# it for each distribution; until it is set, what may be done with the data is not known.\n"
)

# {ending: (code in the EU's list of file types, media type)}
FORMATS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("JSON", "application/json"),
    "xml": ("XML", "application/xml"),
    "zip": ("ZIP", "application/zip"),
}


@dataclass(frozen=True)
class File:
    """One form of a data set: `address` is whole; `standard` is the address of what it follows."""

    name: str
    ending: str
    address: str
    is_service: bool = False
    standard: str = ""


@dataclass(frozen=True)
class DataSet:
    """`page` is the whole address of its page; texts are lazy. `years` are its first and last."""

    page: str
    title: str
    description: str
    files: list
    languages: tuple = (ENGLISH,)
    years: tuple = ()
    countries: tuple = ()
    keywords: tuple = ()


class Catalogue:
    """Makes the graph of DataSets. `sources` are those that they are taken from."""

    def __init__(self, sets, sources, changed_at):
        self.graph = Graph()
        for prefix, namespace in (("dct", DCTERMS), ("vcard", VCARD)):
            self.graph.bind(prefix, namespace, replace=True)
        self.sources, self.changed_at = sources, changed_at
        self.node = URIRef(f"{address_of('data')}#catalog")
        self.publisher, self.contact = self.portal(), self.desk()
        self.service = self.api([self.identity(one.page) for one in sets])
        self.catalog(sets)
        for one in sets:
            self.data_set(one)

    def say(self, subject, *classes, **properties):
        """State classes and properties of DCTERMS of `subject`; give it back."""
        for kind in classes:
            self.graph.add((subject, RDF.type, kind))
        for name, value in properties.items():
            self.add(subject, DCTERMS[name], value)
        return subject

    def add(self, subject, predicate, value):
        if value is not None:
            self.graph.add((subject, predicate, value))

    def add_text(self, subject, predicate, text):
        """A text in both languages; in one where the other has no words of its own."""
        said = {}
        for language in (ENGLISH, KOREAN):
            with override(language):
                said.setdefault(str(text), language)
        for words, language in said.items():
            self.graph.add((subject, predicate, Literal(words, lang=language)))

    def term(self, node, kind, label=""):
        """A term that others keep, with its class."""
        self.graph.add((node, RDF.type, kind))
        if label:
            self.graph.add((node, SKOS.prefLabel, Literal(label, lang=ENGLISH)))
        return node

    def portal(self):
        node = self.say(URIRef(absolute("/#portal")), FOAF.Agent)
        self.add_text(node, FOAF.name, PORTAL)
        self.add(node, FOAF.homepage, self.document(address_of("home")))
        return node

    def desk(self):
        """Whoever reads the data writes to the portal by its form; no address is made up."""
        node = self.say(URIRef(absolute("/#contact")), VCARD.Kind, VCARD.Organization)
        with override(ENGLISH):
            self.add(node, VCARD.fn, Literal(str(PORTAL)))
        self.add(node, VCARD.hasURL, URIRef(address_of("feedback")))
        return node

    def document(self, address):
        return self.say(URIRef(address), FOAF.Document)

    @staticmethod
    def identity(page):
        return URIRef(f"{page}#dataset")

    def catalog(self, sets):
        node = self.say(self.node, DCAT.Catalog, publisher=self.publisher, modified=self.modified())
        self.add_text(node, DCTERMS.title, PORTAL)
        self.add_text(node, DCTERMS.description, CATALOGUE_SAYS)
        self.add(node, FOAF.homepage, self.document(address_of("home")))
        for language in LANGUAGES.values():
            self.add(node, DCTERMS.language, self.term(language, DCTERMS.LinguisticSystem))
        themes = self.say(EU["data-theme"], SKOS.ConceptScheme)
        self.add(themes, DCTERMS.title, Literal("Data theme", lang=ENGLISH))
        self.add(node, DCAT.themeTaxonomy, themes)
        self.add(node, DCTERMS.license, self.licence())
        self.add(node, DCAT.service, self.service)
        for one in sets:
            self.add(node, DCAT.dataset, self.identity(one.page))

    def data_set(self, one):
        identity = self.identity(one.page)
        node = self.say(
            identity,
            DCAT.Dataset,
            publisher=self.publisher,
            creator=self.publisher,
            modified=self.modified(),
            identifier=Literal(str(identity)),
            temporal=self.period(one),
            # Whenever somebody publishes or corrects something, and not by a calendar.
            accrualPeriodicity=self.term(EU["frequency/IRREG"], DCTERMS.Frequency),
            accessRights=self.term(EU["access-right/PUBLIC"], DCTERMS.RightsStatement),
        )
        self.add_text(node, DCTERMS.title, one.title)
        self.add_text(node, DCTERMS.description, one.description)
        self.add(node, DCAT.contactPoint, self.contact)
        self.add(node, DCAT.theme, self.term(ENVIRONMENT, SKOS.Concept, "Environment"))
        self.add(node, DCAT.landingPage, self.document(one.page))
        for language in one.languages:
            system = self.term(LANGUAGES[language], DCTERMS.LinguisticSystem)
            self.add(node, DCTERMS.language, system)
        for iso3, name in one.countries:
            place = self.term(EU[f"country/{iso3}"], DCTERMS.Location, name)
            self.add(node, DCTERMS.spatial, place)
        for language, word in one.keywords:
            self.add(node, DCAT.keyword, Literal(word, lang=language))
        for address, title in self.sources:
            self.add(node, PROV.wasDerivedFrom, URIRef(address))
            self.add(URIRef(address), DCTERMS.title, Literal(title, lang=ENGLISH))
        for file in one.files:
            self.add(node, DCAT.distribution, self.distribution(one, file))

    def distribution(self, one, file):
        code, media = FORMATS[file.ending]
        format = EU[f"file-type/{code}"]
        node = self.say(
            URIRef(f"{one.page}#{file.name}"),
            DCAT.Distribution,
            format=self.term(format, DCTERMS.MediaTypeOrExtent),
            license=self.licence(),
            modified=self.modified(),
        )
        self.add_text(node, DCTERMS.title, one.title)
        self.add(node, DCAT.mediaType, self.term(MEDIA[media], DCTERMS.MediaType))
        self.add(node, DCAT.accessURL, URIRef(file.address))
        if file.is_service:
            self.add(node, DCAT.accessService, self.service)
        else:
            self.add(node, DCAT.downloadURL, URIRef(file.address))
        if file.standard:
            standard = self.say(URIRef(file.standard), DCTERMS.Standard)
            self.add(node, DCTERMS.conformsTo, standard)
        return node

    def api(self, served):
        """The API as a data service."""
        page = address_of("api")
        node = self.say(
            URIRef(f"{page}#service"),
            DCAT.DataService,
            publisher=self.publisher,
            license=self.licence(),
            accessRights=self.term(EU["access-right/PUBLIC"], DCTERMS.RightsStatement),
        )
        self.add_text(node, DCTERMS.title, API_IS)
        self.add(node, DCAT.endpointURL, URIRef(address_of("api-root")))
        self.add(node, DCAT.endpointDescription, URIRef(address_of("api-schema")))
        self.add(node, DCAT.contactPoint, self.contact)
        self.add(node, DCAT.landingPage, self.document(page))
        for one in served:
            self.add(node, DCAT.servesDataset, one)
        return node

    def licence(self):
        given = licence()
        if not given:
            return None
        node = self.say(URIRef(given.url), DCTERMS.LicenseDocument)
        self.add(node, RDFS.label, Literal(given.name))
        return node

    def period(self, one):
        """The years that the data set has something of; None where it has none."""
        if not one.years:
            return None
        node = self.say(URIRef(f"{one.page}#period"), DCTERMS.PeriodOfTime)
        for predicate, year in zip((DCAT.startDate, DCAT.endDate), one.years, strict=True):
            self.add(node, predicate, Literal(str(year), datatype=XSD.gYear))
        return node

    def modified(self):
        return self.changed_at and Literal(self.changed_at.isoformat(), datatype=XSD.dateTime)


CATALOGUE_SAYS = gettext_lazy(
    "What six Korean environmental institutes do with other countries: with whom, where and since "
    "when; each program and each number with its source."
)
API_IS = gettext_lazy("The same data for software: an API that only reads")


def as_turtle(graph):
    """Turtle, always the same for the same facts; it says where no licence is set."""
    text = graph.serialize(format="turtle")
    return text if licence() else NO_LICENCE + text


def as_json_ld(graph):
    """JSON-LD with the prefixes of the Turtle, in order of addresses."""
    used = {str(prefix): str(namespace) for prefix, namespace in graph.namespaces()}
    prefixes = {
        name: used[name] for name in ("dcat", "dct", "foaf", "prov", "skos", "vcard", "xsd")
    }
    document = json.loads(graph.serialize(format="json-ld", context=prefixes, auto_compact=False))
    return json.dumps(in_order(document), ensure_ascii=False, indent=2) + "\n"


def in_order(value):
    """`value` with all that has no order in one order."""
    if isinstance(value, dict):
        return {name: in_order(one) for name, one in sorted(value.items())}
    if isinstance(value, list):
        return sorted(map(in_order, value), key=lambda one: json.dumps(one, sort_keys=True))
    return value
