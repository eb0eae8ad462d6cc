"""What the source page states, typed from the page by hand and from nowhere else.

The fixtures are held against these tables. Whoever changes a fact in one of the two reads the
page again and changes the other by hand; a table made from the fixtures would prove nothing.
"""

from typing import NamedTuple

# fmt: off


class Figure(NamedTuple):
    program: str
    measure: str
    unit: str
    kind: str
    value: int | None
    locator: str
    period_start: str = ""
    period_end: str = ""
    as_of: str = ""
    lower: int | None = None
    upper: int | None = None
    status: str = "stated"
    qualifier: str = "exact"
    country: str | None = None
    sex: str = "_T"


FIGURES = {
    "keco-pilot-countries-each-year": Figure(
        "keco-seoul-initiative-pilot-projects", "pilot-countries-a-year", "countries",
        "recurring", None, "KECO, paragraph 2", lower=3, upper=4),
    "keco-pilot-projects-by-2013": Figure(
        "keco-seoul-initiative-pilot-projects", "completed-pilot-projects", "projects",
        "cumulative", 22, "KECO, paragraph 2", period_end="2013"),
    "keco-pilot-countries-by-2013": Figure(
        "keco-seoul-initiative-pilot-projects", "completed-pilot-countries", "countries",
        "cumulative", 14, "KECO, paragraph 2", period_end="2013"),
    "keco-training-completed-2009-2014": Figure(
        "keco-international-environmental-experts", "training-completed", "people",
        "cumulative", 328, "KECO, paragraph 3", "2009", "2014"),
    "keco-sent-to-international-organizations-2009-2014": Figure(
        "keco-international-environmental-experts", "trainees-sent", "people",
        "cumulative", 95, "KECO, paragraph 3", "2009", "2014"),
    "nier-tripartite-organizations": Figure(
        "nier-tripartite-presidents-meetings", "tripartite-organizations", "organizations",
        "ongoing", 3, "NIER, paragraph 1"),
    "nier-priority-areas": Figure(
        "nier-tripartite-joint-research", "joint-research-areas", "areas",
        "ongoing", 9, "NIER, paragraph 1"),
    "nibr-research-countries-since-2007": Figure(
        "nibr-overseas-biodiversity-research", "research-countries", "countries",
        "cumulative", 10, "NIBR, paragraph 1", period_start="2007"),
    "nibr-assessed-specimens-since-2014": Figure(
        "nibr-specimen-usefulness-assessment", "assessed-specimens", "specimens",
        "ongoing", 150, "NIBR, paragraph 1", period_start="2014"),
    "ehrd-participants-2005-2013": Figure(
        "ehrd-international-environment-education", "training-participants", "people",
        "cumulative", 1183, "EHRD, paragraph 1", "2005", "2013"),
    "ehrd-countries-2005-2013": Figure(
        "ehrd-international-environment-education", "training-countries", "countries",
        "cumulative", 71, "EHRD, paragraph 1", "2005", "2013"),
    "ehrd-tripartite-training-countries": Figure(
        "ehrd-tripartite-training", "countries-in-turn", "countries",
        "ongoing", 3, "EHRD, paragraph 1"),
    "slc-planning-projects-2014-08": Figure(
        "slc-master-plans", "planning-projects", "projects",
        "snapshot", 19, "SLC, paragraph 1", as_of="2014-08"),
    "slc-waste-projects-2014-08": Figure(
        "slc-projects-in-progress", "waste-projects-in-progress", "projects",
        "snapshot", 3, "SLC, paragraph 1", as_of="2014-08"),
    "slc-visitors-2000": Figure(
        "slc-landfill-visitors", "foreign-visitors", "people",
        "annual", 124, "SLC, paragraph 1", "2000", "2000"),
    "slc-visitors-2013": Figure(
        "slc-landfill-visitors", "foreign-visitors", "people",
        "annual", 3340, "SLC, paragraph 1", "2013", "2013"),
}

PARTS = {"trainees-sent": "training-completed"}


class Program(NamedTuple):
    """Places are (code, role or basis, words), partners (slug or None, role, words)."""

    kind: str
    locator: str
    parent: str | None = None
    start: int | None = None
    recurrence: str = "not-stated"
    state: str = "not-stated"
    countries: frozenset = frozenset()
    regions: frozenset = frozenset()
    partners: frozenset = frozenset()
    frameworks: frozenset = frozenset()
    editions: frozenset = frozenset()
    end: int | None = None


def these(*rows):
    return frozenset(rows)


CHINA, JAPAN, KOREA = (
    ("CHN", "partner", "China"), ("JPN", "partner", "Japan"), ("KOR", "partner", "Korea"))
DEVELOPING = ("developing-countries", "stated", "developing countries")
IUCN = ("iucn", "partner", "International Union for Conservation of Nature (IUCN)")
SECRETARIAT = "keco-seoul-initiative-secretariat"
PRESIDENTS = "nier-tripartite-presidents-meetings"
EXCHANGE = "knps-overseas-parks-exchange"
EDUCATION = "ehrd-international-environment-education"


def course(recurrence, title, **given):
    """A course that the page announces for 2014."""
    return Program(
        "training", "EHRD, paragraph 1", EDUCATION, None, recurrence, "planned",
        editions=these((2014, title, "planned", None)), **given)


# The institute of a program is the first word of its slug.
PROGRAMS = {
    SECRETARIAT: Program(
        "secretariat", "KECO, paragraph 1", state="active",
        countries=these(("KOR", "not-stated", "Korea")),
        regions=these(("asia-pacific", "stated", "the Asia-Pacific region"), DEVELOPING),
        frameworks=these("seoul-initiative")),
    "keco-seoul-initiative-policy-forum": Program(
        "forum", "KECO, paragraph 2", SECRETARIAT, 2006, "annual", "active",
        partners=these((None, "participant",
            "public servants from the environmental field from member countries")),
        frameworks=these("seoul-initiative")),
    "keco-seoul-initiative-pilot-projects": Program(
        "project", "KECO, paragraph 2", SECRETARIAT, None, "annual", "active",
        frameworks=these("seoul-initiative")),
    "keco-international-environmental-experts": Program(
        "training", "KECO, paragraph 3", None, 2009, state="active",
        partners=these((None, "host", "international organizations"))),
    PRESIDENTS: Program(
        "meeting", "NIER, paragraph 1", None, 2004, "annual", "active",
        countries=these(CHINA, JAPAN, KOREA),
        partners=these(("craes", "partner", "CRAES"), ("nies", "partner", "NIES")),
        frameworks=these("temm")),
    "nier-tripartite-joint-research": Program(
        "joint-research", "NIER, paragraph 1", PRESIDENTS, state="active",
        countries=these(CHINA, JAPAN, KOREA),
        regions=these(("northeast-asia", "stated", "Northeast Asia")),
        partners=these(("craes", "partner", "CRAES"), ("nies", "partner", "NIES")),
        editions=these((2015, "Joint workshop", "planned", None))),
    "nier-convention-tasks": Program("convention-task", "NIER, paragraph 2", state="active"),
    "nier-eanet": Program(
        "network", "NIER, paragraph 2", "nier-convention-tasks", state="active",
        regions=these(("east-asia", "in-name", "East Asia")), frameworks=these("eanet")),
    "nier-neaspec-data-centre": Program(
        "data-centre", "NIER, paragraph 2", state="active",
        regions=these(("northeast-asia", "stated", "Northeast Asia")),
        frameworks=these("neaspec")),
    "nier-who-collaborating-centre": Program(
        "designation", "NIER, paragraph 2", None, 2014,
        partners=these(("who", "designating", "WHO"))),
    "nier-carbon-verification-bodies": Program(
        "accreditation", "NIER, paragraph 2", state="active",
        partners=these((None, "overseen", "verification organizations")),
        frameworks=these("carbon-trading-scheme")),
    "nier-pac-membership": Program(
        "membership", "NIER, paragraph 2", None, 2014, state="active",
        regions=these(("pacific", "in-name", "Pacific")), frameworks=these("pac")),
    "nier-mutual-recognition": Program(
        "initiative", "NIER, paragraph 2", "nier-pac-membership", state="planned"),
    "nier-foreign-research-cooperation": Program(
        "joint-research", "NIER, paragraph 3", state="active",
        partners=these((None, "partner", "foreign research organizations"))),
    "nier-long-range-air-pollutants": Program(
        "project", "NIER, paragraph 3", None, 1996, state="active",
        countries=these(CHINA, JAPAN),
        regions=these(("northeast-asia", "in-name", "Northeast Asia"))),
    "nier-air-pollutant-monitoring": Program(
        "joint-research", "NIER, paragraph 3", "nier-long-range-air-pollutants", state="active",
        countries=these(CHINA, JAPAN),
        partners=these((None, "partner", "relevant researchers in China and Japan"))),
    "nier-minamata-exchange": Program(
        "exchange", "NIER, paragraph 3", None, 2006, state="active", countries=these(JAPAN),
        partners=these(("nimd", "partner", "National Institute for Minamata Disease"))),
    "nier-korea-china-health-forum": Program(
        "forum", "NIER, paragraph 3", None, 2012, "annual", "active",
        countries=these(CHINA, KOREA),
        partners=these(("craes", "partner", "Chinese Research Academy of Environmental Science"))),
    "nibr-overseas-biodiversity-research": Program(
        "project", "NIBR, paragraph 1", None, 2007, state="active",
        regions=these(
            ("east-asia", "stated", "East Asia"), ("south-america", "stated", "South America"),
            ("africa", "stated", "Africa"),
            ("korean-peninsula", "stated", "the Korean Peninsula")),
        partners=these((None, "partner", "countries rich in biological resource")),
        frameworks=these("nagoya-protocol")),
    "nibr-specimen-usefulness-assessment": Program(
        "assessment", "NIBR, paragraph 1", "nibr-overseas-biodiversity-research", 2014,
        state="active"),
    "knps-convention-tasks": Program("convention-task", "KNPS, paragraph 1", state="active"),
    "knps-protected-area-forum": Program(
        "forum", "KNPS, paragraph 1", frameworks=these("cbd", "powpa")),
    "knps-protected-area-forum-secretariat": Program(
        "secretariat", "KNPS, paragraph 1", "knps-protected-area-forum", state="active",
        frameworks=these("cbd", "powpa")),
    "knps-management-effectiveness-evaluation": Program(
        "assessment", "KNPS, paragraph 1", state="ended"),
    "knps-iucn-category-change": Program(
        "project", "KNPS, paragraph 1", state="ended", partners=these(IUCN),
        frameworks=these("iucn-categories")),
    "knps-iucn-green-list-pilot": Program(
        "project", "KNPS, paragraph 1", state="ended", partners=these(IUCN),
        frameworks=these("iucn-green-list")),
    "knps-mab-office": Program(
        "secretariat", "KNPS, paragraph 1", state="active",
        partners=these(("unesco", "partner", "UNESCO")), frameworks=these("mab")),
    EXCHANGE: Program(
        "exchange", "KNPS, paragraph 2",
        partners=these((None, "partner", "national park management organizations overseas"))),
    "knps-joint-workshops": Program("meeting", "KNPS, paragraph 2", EXCHANGE),
    "knps-personnel-exchanges": Program("exchange", "KNPS, paragraph 2", EXCHANGE),
    "knps-uniform-assistance": Program(
        "project", "KNPS, paragraph 2", EXCHANGE, regions=these(DEVELOPING)),
    "knps-advisory-services": Program(
        "project", "KNPS, paragraph 2", EXCHANGE, regions=these(DEVELOPING)),
    "knps-friendship-program": Program(
        "training", "KNPS, paragraph 2", None, 2014, state="active", regions=these(DEVELOPING),
        partners=these(
            (None, "participant", "national park staff members of developing countries"))),
    EDUCATION: Program(
        "training", "EHRD, paragraph 1", None, 2005, state="active", countries=these(KOREA),
        regions=these(DEVELOPING),
        partners=these(
            (None, "partner", "Korea and participating countries"),
            (None, "participant", "environmental government officials of developing countries"))),
    "ehrd-environment-policy-training": course(
        "annual", "International Training Program on Environment Policy"),
    "ehrd-environmental-technology-course": course(
        "annual", "International Specialized Course on Environmental Technology"),
    "ehrd-green-growth-leadership": course(
        "annual", "Seoul Initiative Leadership Program on Green Growth",
        frameworks=these("seoul-initiative")),
    "ehrd-human-resources-workshop": course(
        "annual", "International Workshop for Environmental Human Resources Development"),
    "ehrd-indonesia-sustainable-development": course(
        "on-demand", "Sustainable Development for Indonesia",
        countries=these(("IDN", "recipient", "Indonesia"))),
    "ehrd-resource-recycling-policy": course(
        "on-demand", "Eco-friendly Resource Recycling Policy by Treatment Process",
        partners=these(("koica", "partner", "KOICA"))),
    "ehrd-china-environmental-statistics": course(
        "on-demand", "Environmental Statistics for China",
        countries=these(("CHN", "recipient", "China"))),
    "ehrd-tripartite-training": Program(
        "training", "EHRD, paragraph 1", None, None, "in-turn", "active",
        countries=these(CHINA, JAPAN, KOREA, ("KOR", "host", "Korea")),
        editions=these((
            2014, "Korea/China/Japan Tripartite Joint Environment Training Program",
            "planned", "KOR"))),
    "slc-waste-management-projects": Program(
        "project", "SLC, paragraph 1", state="active",
        countries=these(("AUS", "partner", "Australia"), ("RUS", "partner", "Russia")),
        regions=these(
            ("southeast-asia", "stated", "Southeast Asia"), ("africa", "stated", "Africa"),
            ("latin-america", "stated", "Latin America")),
        partners=these((None, "partner", "numerous countries"))),
    "slc-master-plans": Program(
        "assessment", "SLC, paragraph 1", "slc-waste-management-projects"),
    "slc-projects-in-progress": Program(
        "project", "SLC, paragraph 1", "slc-waste-management-projects", state="active"),
    "slc-landfill-visitors": Program(
        "visits", "SLC, paragraph 1",
        countries=these(("KOR", "host", "Korean Seoul Metropolitan Landfill Site"))),
    "slc-development-assistance": Program("initiative", "SLC, paragraph 1", state="planned"),
}
