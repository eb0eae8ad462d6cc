"""Which nodes of schema.org stand on which page, made of what the page shows: no query more.

`context` is that of the page's template. The identities of data sets and of their catalogue are
those of the catalogue in RDF, too.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from institutes.language import in_language, page_language
from keco_portal.name import PORTAL
from keco_portal.open_data.address import absolute, address_of
from keco_portal.standards.schema_org import (
    datasets,
    documents,
    figures,
    organizations,
    pages,
    places,
    programs,
)
from keco_portal.standards.schema_org.nodes import graph, interval, node, reference
from keco_portal.templatetags.head import shown_path
from participants.words import number_as_text, when_as_text

SECTIONS = {
    "countries": _("Countries"),
    "programs": _("Programs"),
    "figures": _("Figures"),
    "institutes": _("Institutes"),
    "partners": _("Partners"),
    "frameworks": _("Frameworks"),
    "regions": _("Regions"),
    "sources": _("Sources"),
    "data": _("Data"),
    "about": _("About"),
}
DATASETS = ("programs", "figures", "participants")
CATALOG = "/data/#catalog"


@dataclass
class Content:
    """What a page has: the steps to it from the first page, and nodes, the first its main one.

    `page` are properties of the page itself, `kind` is its type.
    """

    steps: list = field(default_factory=list)
    nodes: list = field(default_factory=list)
    page: dict = field(default_factory=dict)
    kind: str = "WebPage"


def document(context):
    """The JSON-LD of the page of `context`."""
    address = absolute(shown_path(context, page_language()))
    name = context["page_title"]
    content = PAGES.get(context["request"].resolver_match.url_name, plain)(context)
    main = {"mainEntity": reference(content.nodes[0]["@id"])} if content.nodes else {}
    page = pages.page(
        content.kind,
        address,
        name=name,
        description=context["page_description"],
        inLanguage=page_language(),
        breadcrumb=reference(f"{address}#trail"),
        **main,
        **content.page,
    )
    steps = [(PORTAL, absolute(reverse("home"))), *content.steps, (name, address)]
    if address == steps[0][1]:
        steps = steps[:1]
    return graph(page, pages.trail(steps, address), *content.nodes)


def plain(context):
    """A page of words, below the section whose address it begins with."""
    shown = context["request"].path
    above = [
        name for name in SECTIONS if shown.startswith(reverse(name)) and shown != reverse(name)
    ]
    return Content(steps=[section(name) for name in above])


def section(name):
    return SECTIONS[name], absolute(reverse(name))


def step(row, name=""):
    return name or in_language(row, "name"), absolute(row.get_absolute_url())


def home(context):
    languages = [code for code, _name in settings.LANGUAGES]
    site = pages.site(str(PORTAL), context["page_description"], languages)
    sets = [reference(dataset_identity(name)) for name in (*DATASETS, "data")]
    catalog = node("DataCatalog", name=str(PORTAL), dataset=sets) | {"@id": absolute(CATALOG)}
    return Content(nodes=[site, catalog])


def program_page(context):
    row = context["program"]
    steps = [section("programs"), step(row.institute, row.institute.acronym)]
    if row.parent and row.parent.is_public:
        steps.append(step(row.parent))
    return Content(
        steps,
        [programs.program_in_full(row)],
        dated(row) | {"temporalCoverage": programs.years(row)},
    )


def figure_page(context):
    row = context["figure"]
    steps = [section("figures"), step(row.program)]
    page = dated(row) | {"temporalCoverage": figures.span(row)}
    return Content(steps, [figures.figure(row)], page)


def report_page(context):
    row = context["figure"]
    figure = step(row, in_language(row.measure, "name"))
    return Content([section("figures"), figure])


def dated(row):
    """When what stands there last changed, and the document that it is taken from."""
    return {
        "dateModified": row.changed_at.isoformat(),
        "isBasedOn": documents.source(row.source),
    }


def institute_page(context):
    node = organizations.institute_in_full(context["institute"])
    return Content([section("institutes")], [node])


def country_page(context):
    row = context["country"]
    steps = [section("countries"), step(row.region)]
    return Content(steps, [places.country_in_full(row)])


def region_page(context):
    row = context["region"]
    steps = [section("regions")] + ([step(row.parent)] if row.parent else [])
    return Content(steps, [places.region_in_full(row)])


def partner_page(context):
    return Content([section("partners")], [organizations.partner_in_full(context["partner"])])


def framework_page(context):
    row = context["framework"]
    steps = [section("frameworks")] + ([step(row.parent)] if row.parent else [])
    based = {"isBasedOn": documents.source(row.source)}
    return Content(steps, [programs.framework_in_full(row)], based)


def source_page(context):
    return Content([section("sources")], [documents.source(context["source"])])


def list_page(context):
    """A list as it is filtered, the part of it that this page shows."""
    rows = [(line(row), absolute(row.get_absolute_url())) for row in context["object_list"]]
    shown, address = context.get("page_obj"), absolute(shown_path(context, page_language()))
    first, count = (shown.start_index(), shown.paginator.count) if shown else (1, len(rows))
    items = pages.item_list(rows, address, first=first, count=count)
    return Content(nodes=[items], kind="CollectionPage")


def line(row):
    """A row in a list, as one line."""
    if hasattr(row, "measure"):
        what = in_language(row.measure, "name")
        return f"{what}: {number_as_text(row)}, {when_as_text(row)}"
    return in_language(row, "title" if hasattr(row, "title") else "name")


def table_page(context):
    """A list that is a data set too, with its files; where it is filtered it is only a list."""
    content = list_page(context)
    if not context["query"] and context["page_obj"].number == 1:
        content.nodes.append(dataset(context))
    return content


def dataset(context):
    """The whole table, by what the facets of its form count."""
    name = context["request"].resolver_match.url_name
    facets = {facet.name: facet.choices for facet in context["facets"]}
    years = [choice.value for choice in facets["year"]]
    measures = [choice.label for choice in facets.get("measure", ())]
    return datasets.dataset(
        dataset_identity(name),
        files=[context["csv_url"], context["xlsx_url"]],
        name=f"{context['page_title']} · {PORTAL}",
        description=context["page_description"],
        url=absolute(reverse(name)),
        inLanguage=[code for code, _name in settings.LANGUAGES],
        isBasedOn=[documents.source(source) for source in context["all_sources"]],
        includedInDataCatalog=reference(absolute(CATALOG)),
        temporalCoverage=interval(min(years), max(years)) if years else "",
        spatialCoverage=named_countries(facets) if name == "programs" else [],
        variableMeasured=measures,
        measurementTechnique=measures
        and gettext("Counts that documents state, each with its place in the document."),
    )


def named_countries(facets):
    """The countries that programs name. Of figures they say only where their programs are."""
    return [node("Country", name=one.label, identifier=one.value) for one in facets["country"]]


def dataset_identity(name):
    """The `@id` of the data set that the list `name` shows."""
    return f"{address_of(name)}#dataset"


def data_page(context):
    """All tables in one archive, once it is made."""
    archive = context["archive"]
    if not archive:
        return Content()
    package = datasets.dataset(
        dataset_identity("data"),
        files=[reverse("data-zip")],
        name=f"{context['page_title']} · {PORTAL}",
        description=context["page_description"],
        url=absolute(reverse("data")),
        inLanguage=[code for code, _name in settings.LANGUAGES],
        dateModified=archive.changed_at and archive.changed_at.isoformat(),
        isBasedOn=[documents.source(source) for source in context["all_sources"]],
        includedInDataCatalog=reference(absolute(CATALOG)),
        hasPart=[reference(dataset_identity(name)) for name in DATASETS],
    )
    return Content(nodes=[package])


def snapshot_page(context):
    """Rows as they were: a data set that stays, made from one that goes on."""
    row = context["snapshot"]
    kept = datasets.dataset(
        f"{address_of('snapshot', row.key)}#dataset",
        files=[reverse(f"snapshot-{ending}", args=[row.key]) for ending in ("csv", "xlsx")],
        name=context["page_title"],
        description=context["page_description"],
        url=absolute(row.get_absolute_url()),
        identifier=row.key,
        dateCreated=row.made_at.isoformat(),
        isBasedOn=reference(dataset_identity(row.table)),
    )
    return Content([(_("Snapshots"), absolute(reverse("snapshots")))], [kept])


PAGES = {
    "home": home,
    "data": data_page,
    "snapshot": snapshot_page,
    "programs": table_page,
    "figures": table_page,
    "participants": table_page,
    "countries": list_page,
    "institutes": list_page,
    "partners": list_page,
    "frameworks": list_page,
    "regions": list_page,
    "sources": list_page,
    "program": program_page,
    "figure": figure_page,
    "figure-report": report_page,
    "institute": institute_page,
    "country": country_page,
    "region": region_page,
    "partner": partner_page,
    "framework": framework_page,
    "source": source_page,
}
