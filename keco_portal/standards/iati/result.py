"""Figures as results: a measure and a kind give a result, each series of it an indicator.

Every figure stands once: as an actual of its period, as a target where it is a plan, or as the
baseline, which is the first of several numbers for periods of one series. A figure without one
number, such as a range or what is not stated, is told in words and has no value at all.
"""

from itertools import groupby

from django.utils.translation import gettext_lazy as _

from institutes.language import ENGLISH, KOREAN, text_in
from keco_portal.open_data.address import address_of
from keco_portal.standards.iati.codes import (
    COUNTED,
    IN_WORDS,
    OTHER_RESULT,
    OUR_OWN,
    RESULTS_PAGE,
)
from keco_portal.standards.iati.document import add_page
from keco_portal.standards.iati.element import element, in_both, tell, tell_text, tell_words
from keco_portal.standards.iati.figure import period_of, told
from participants.models.figure import FigureKind
from participants.models.value import Sex
from participants.stats import why_not

THE_FIGURE = _("The figure, its source and its history")


def of_result(figure):
    return figure.measure.slug, figure.kind


def of_indicator(figure):
    """What tells series apart, and numbers from what is told in words."""
    place = figure.country.iso3 if figure.country else ""
    return place, figure.sex, figure.value is None


def in_time(figure):
    return (*period_of(figure), figure.key)


def add_results(parent, figures):
    for _of, of_one in groupby(sorted(figures, key=of_result), key=of_result):
        of_one = sorted(of_one, key=of_indicator)
        added = can_be_added(of_one)
        result = element(parent, "result", type=OTHER_RESULT, aggregation_status=added)
        tell_text(element(result, "title"), of_one[0].measure, "name")
        tell_words(element(result, "description"), of_one[0].get_kind_display)
        for _of, of_series in groupby(of_one, key=of_indicator):
            add_indicator(result, sorted(of_series, key=in_time))


def can_be_added(figures):
    """“1” where the portal itself would show their total, else “0”."""
    return "0" if why_not(figures) else "1"


def add_indicator(result, figures):
    """One series, in order of time."""
    first = figures[0]
    indicator = element(
        result,
        "indicator",
        measure=IN_WORDS if first.value is None else COUNTED,
        aggregation_status=can_be_added(figures),
    )
    tell(element(indicator, "title"), *title_of(first))
    if first.measure.definition_en:
        tell_text(element(indicator, "description"), first.measure, "definition")
    element(
        indicator,
        "reference",
        vocabulary=OUR_OWN,
        code=first.measure.slug,
        indicator_uri=f"{address_of('about-numbers')}#measure-{first.measure.slug}",
    )
    if first.kind == FigureKind.ANNUAL and first.value is not None and len(figures) > 1:
        add_baseline(indicator, first)
        figures = figures[1:]
    for figure in figures:
        add_period(indicator, figure)


def title_of(figure):
    """The measure's name in English and Korean, with the country and the sex it is of."""
    english, korean = (text_in(figure.measure, "name", one) for one in (ENGLISH, KOREAN))
    parts = [(english, korean)]
    if figure.country:
        parts.append((figure.country.name_en, figure.country.name_ko))
    if figure.sex != Sex.TOTAL:
        sex_en, sex_ko = in_both(figure.get_sex_display)
        parts.append((sex_en, sex_ko or sex_en))
    return ", ".join(one for one, _ko in parts), korean and ", ".join(one for _en, one in parts)


def add_baseline(indicator, figure):
    _start, end = period_of(figure)
    baseline = element(indicator, "baseline", iso_date=end, year=end.year, value=figure.value)
    add_dimensions(baseline, figure)
    add_page(baseline, address_of("figure", figure.key), RESULTS_PAGE, THE_FIGURE)
    tell(element(baseline, "comment"), *told(figure))


def add_period(indicator, figure):
    period = element(indicator, "period")
    for tag, day in zip(("period-start", "period-end"), period_of(figure), strict=True):
        element(period, tag, iso_date=day)
    is_plan = figure.kind == FigureKind.PLAN
    number = element(period, "target" if is_plan else "actual", value=figure.value)
    add_dimensions(number, figure)
    tell(element(number, "comment"), *told(figure))
    add_page(number, address_of("figure", figure.key), RESULTS_PAGE, THE_FIGURE)


def add_dimensions(number, figure):
    if figure.country:
        element(number, "dimension", name="country", value=figure.country.iso3)
    if figure.sex != Sex.TOTAL:
        element(number, "dimension", name="sex", value=figure.sex)
