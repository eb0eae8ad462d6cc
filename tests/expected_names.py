"""The names and the numbers that the source page prints, typed from the page by hand."""

# fmt: off

INSTITUTES = {
    "ehrd": "National Institute of Environmental Human Resources Development",
    "keco": "Korea Environment Corporation",
    "knps": "Korea National Park Service",
    "nibr": "National Institute of Biological Resources",
    "nier": "National Institute of Environment Research",
    "slc": "Sudokwon Landfill Site Management Corporation",
}

# Framework: parent, year of launch, occasion, and who stands behind it (role, who, words).
FRAMEWORKS = {
    "mced-5": (None, 2005, "", {
        ("organizer", "ministry-of-environment-korea", "Ministry of Environment"),
        ("organizer", "unescap", "UNESCAP")}),
    "seoul-initiative": ("mced-5", 2005, "MCED-5", set()),
    "temm": (None, None, "", {
        ("member", "KOR", "Korea"), ("member", "CHN", "China"), ("member", "JPN", "Japan")}),
    "eanet": (None, None, "", set()),
    "neaspec": (None, 1993, "", {("initiator", "KOR", "Korea"), ("channel", "unep", "UNEP")}),
    "carbon-trading-scheme": (None, None, "", set()),
    "pac": (None, None, "", set()),
    "nagoya-protocol": (None, None, "", set()),
    "cbd": (None, None, "", set()),
    "powpa": ("cbd", None, "", set()),
    "iucn-categories": (None, None, "", {("keeper", "iucn", "IUCN")}),
    "iucn-green-list": (None, None, "", {("keeper", "iucn", "IUCN")}),
    "mab": (None, None, "", {("keeper", "unesco", "UNESCO")}),
}

PARTNERS = {
    "craes": "Chinese Research Academy of Environmental Science",
    "iucn": "International Union for Conservation of Nature",
    "koica": "KOICA",
    "ministry-of-environment-korea": "Ministry of Environment",
    "nies": "NIES",
    "nimd": "National Institute for Minamata Disease",
    "unep": "UNEP",
    "unescap": "UNESCAP",
    "unesco": "UNESCO",
    "who": "WHO",
}

PRIORITY_AREAS = {
    "fine dust", "dust and sandstorms", "solid wastes", "water pollution of lakes and marshes",
    "eco-friendly society", "chemical management", "biodiversity", "climate change",
    "environmental emergencies",
}

COUNTRIES = {"AUS", "CHN", "IDN", "JPN", "KOR", "RUS"}

REGIONS = {
    "africa", "asia-pacific", "developing-countries", "east-asia", "korean-peninsula",
    "latin-america", "northeast-asia", "pacific", "south-america", "southeast-asia",
}

# Every number on the page in its order, in digits or in words: where it is printed, as what,
# and the fields that hold it (model, key, field). An edition has its program's key.
NUMBERS = [
    ("KECO, paragraph 1", "2005", [("framework", "mced-5", "launched_year")]),
    ("KECO, paragraph 1", "2005", [("framework", "seoul-initiative", "launched_year")]),
    ("KECO, paragraph 2", "2006", [
        ("program", "keco-seoul-initiative-policy-forum", "start_year")]),
    ("KECO, paragraph 2", "three", [("figure", "keco-pilot-countries-each-year", "value_lower")]),
    ("KECO, paragraph 2", "four", [("figure", "keco-pilot-countries-each-year", "value_upper")]),
    ("KECO, paragraph 2", "22", [("figure", "keco-pilot-projects-by-2013", "value")]),
    ("KECO, paragraph 2", "14", [("figure", "keco-pilot-countries-by-2013", "value")]),
    ("KECO, paragraph 2", "2013", [
        ("figure", "keco-pilot-projects-by-2013", "period_end"),
        ("figure", "keco-pilot-countries-by-2013", "period_end")]),
    ("KECO, paragraph 3", "2009", [
        ("program", "keco-international-environmental-experts", "start_year")]),
    ("KECO, paragraph 3", "328", [("figure", "keco-training-completed-2009-2014", "value")]),
    ("KECO, paragraph 3", "95", [
        ("figure", "keco-sent-to-international-organizations-2009-2014", "value")]),
    ("KECO, paragraph 3", "2009", [
        ("figure", "keco-training-completed-2009-2014", "period_start"),
        ("figure", "keco-sent-to-international-organizations-2009-2014", "period_start")]),
    ("KECO, paragraph 3", "2014", [
        ("figure", "keco-training-completed-2009-2014", "period_end"),
        ("figure", "keco-sent-to-international-organizations-2009-2014", "period_end")]),
    ("NIER, paragraph 1", "2004", [
        ("program", "nier-tripartite-presidents-meetings", "start_year")]),
    ("NIER, paragraph 1", "three", [("figure", "nier-tripartite-organizations", "value")]),
    ("NIER, paragraph 1", "nine", [("figure", "nier-priority-areas", "value")]),
    ("NIER, paragraph 1", "2015", [("edition", "nier-tripartite-joint-research", "year")]),
    ("NIER, paragraph 2", "1993", [("framework", "neaspec", "launched_year")]),
    ("NIER, paragraph 2", "2014", [("program", "nier-who-collaborating-centre", "start_year")]),
    ("NIER, paragraph 2", "2014", [("program", "nier-pac-membership", "start_year")]),
    ("NIER, paragraph 3", "1996", [("program", "nier-long-range-air-pollutants", "start_year")]),
    ("NIER, paragraph 3", "2006", [("program", "nier-minamata-exchange", "start_year")]),
    ("NIER, paragraph 3", "2012", [("program", "nier-korea-china-health-forum", "start_year")]),
    ("NIBR, paragraph 1", "2007", [
        ("program", "nibr-overseas-biodiversity-research", "start_year")]),
    ("NIBR, paragraph 1", "2007", [
        ("figure", "nibr-research-countries-since-2007", "period_start")]),
    ("NIBR, paragraph 1", "10", [("figure", "nibr-research-countries-since-2007", "value")]),
    ("NIBR, paragraph 1", "150", [("figure", "nibr-assessed-specimens-since-2014", "value")]),
    ("NIBR, paragraph 1", "2014", [
        ("program", "nibr-specimen-usefulness-assessment", "start_year"),
        ("figure", "nibr-assessed-specimens-since-2014", "period_start")]),
    ("KNPS, paragraph 2", "2014", [("program", "knps-friendship-program", "start_year")]),
    ("EHRD, paragraph 1", "2005", [
        ("program", "ehrd-international-environment-education", "start_year"),
        ("figure", "ehrd-participants-2005-2013", "period_start"),
        ("figure", "ehrd-countries-2005-2013", "period_start")]),
    ("EHRD, paragraph 1", "2013", [
        ("figure", "ehrd-participants-2005-2013", "period_end"),
        ("figure", "ehrd-countries-2005-2013", "period_end")]),
    ("EHRD, paragraph 1", "1,183", [("figure", "ehrd-participants-2005-2013", "value")]),
    ("EHRD, paragraph 1", "71", [("figure", "ehrd-countries-2005-2013", "value")]),
    ("EHRD, paragraph 1", "2014", [
        ("edition", "ehrd-environment-policy-training", "year"),
        ("edition", "ehrd-environmental-technology-course", "year"),
        ("edition", "ehrd-green-growth-leadership", "year"),
        ("edition", "ehrd-human-resources-workshop", "year"),
        ("edition", "ehrd-indonesia-sustainable-development", "year"),
        ("edition", "ehrd-resource-recycling-policy", "year"),
        ("edition", "ehrd-china-environmental-statistics", "year")]),
    ("EHRD, paragraph 1", "three", [("figure", "ehrd-tripartite-training-countries", "value")]),
    ("EHRD, paragraph 1", "2014", [("edition", "ehrd-tripartite-training", "year")]),
    ("SLC, paragraph 1", "2014-08", [
        ("figure", "slc-planning-projects-2014-08", "as_of"),
        ("figure", "slc-waste-projects-2014-08", "as_of")]),
    ("SLC, paragraph 1", "19", [("figure", "slc-planning-projects-2014-08", "value")]),
    ("SLC, paragraph 1", "three", [("figure", "slc-waste-projects-2014-08", "value")]),
    ("SLC, paragraph 1", "124", [("figure", "slc-visitors-2000", "value")]),
    ("SLC, paragraph 1", "2000", [
        ("figure", "slc-visitors-2000", "period_start"),
        ("figure", "slc-visitors-2000", "period_end")]),
    ("SLC, paragraph 1", "3,340", [("figure", "slc-visitors-2013", "value")]),
    ("SLC, paragraph 1", "2013", [
        ("figure", "slc-visitors-2013", "period_start"),
        ("figure", "slc-visitors-2013", "period_end")]),
]

WORDS_FOR_NUMBERS = {"three": "3", "four": "4", "nine": "9"}

# Printed numbers that are no figure and no year of their own, and why.
OTHER_NUMBERS = {
    "fifth": "counts the conferences, as part of the name of MCED-5",
    "MCED-5": "part of an acronym",
    "Tripartite": "part of the names of the ministers' and presidents' meetings and a training",
    "2017-12-12 08:38": "when the page was last modified: held with the source",
}
