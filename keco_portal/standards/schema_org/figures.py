"""Figures as observations. A number that is missing is absent, and its status says why."""

import datetime

from institutes.language import in_language
from keco_portal.open_data.address import absolute, address_of
from keco_portal.standards.schema_org.nodes import coded, identity, interval, node
from keco_portal.standards.schema_org.places import country
from keco_portal.standards.schema_org.programs import program
from participants.models.value import FigureKind, Qualifier
from participants.words import MEANING, number_as_text, when_as_text


def figure(row):
    """An Observation; a plan, which nobody observed, is a QuantitativeValue."""
    stated = {"url": absolute(row.get_absolute_url()), "identifier": row.key} | counted(row)
    if row.kind == FigureKind.PLAN:
        return node("QuantitativeValue", **stated) | {"@id": identity(row)}
    about = [program(row.program)] + ([country(row.country)] if row.country else [])
    return node(
        "Observation",
        **stated,
        measuredProperty=measure(row.measure),
        measurementTechnique=str(MEANING[row.kind]),
        observationAbout=about,
        observationDate=row.period_end or row.as_of,
        observationPeriod=length(row.period_start, row.period_end),
    ) | {"@id": identity(row)}


def counted(row):
    """The number with its unit, in numbers and in words, and what must be known of it."""
    bounds = {Qualifier.AT_LEAST: "minValue", Qualifier.AT_MOST: "maxValue"}
    number = {"minValue": row.value_lower, "maxValue": row.value_upper}
    number |= {bounds.get(row.qualifier, "value"): row.value} if row.value is not None else {}
    codes = {name: getattr(row, name) for name in ("kind", "value_status", "qualifier", "sex")}
    return {
        "name": in_language(row.measure, "name"),
        "description": f"{number_as_text(row)}; {when_as_text(row)}",
        **number,
        "unitText": str(row.measure.get_unit_display()),
        "additionalProperty": [coded(name, code) for name, code in codes.items()],
    }


def measure(row):
    """What is counted."""
    address = f"{address_of('about-numbers')}#measure-{row.slug}"
    definition = in_language(row, "definition")
    return node("Property", name=in_language(row, "name"), description=definition) | {
        "@id": address
    }


def span(row):
    """The period of a figure as an interval; without one the moment that it is as of."""
    return interval(row.period_start, row.period_end) or row.as_of


def length(first, last):
    """How long a period is, as ISO 8601 says it: P9Y for 2005–2013; empty unless that is known."""
    if not first or len(first) != len(last):
        return ""
    if len(first) == 10:
        days = datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)
        return f"P{days.days + 1}D"
    if len(first) == 7:
        return f"P{months(last) - months(first) + 1}M"
    return f"P{int(last) - int(first) + 1}Y"


def months(text):
    year, month = text.split("-")
    return int(year) * 12 + int(month)
