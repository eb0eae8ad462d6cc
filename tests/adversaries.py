"""What the seed does not have: rows that a filter gets wrong first."""

from participants.models.figure import FigureKind
from programs.models import Region
from programs.models.place import CountryRole
from tests.factories import (
    make_country,
    make_edition,
    make_figure,
    make_framework,
    make_institute,
    make_measure,
    make_partner,
    make_partnership,
    make_program,
    make_program_country,
    make_program_region,
    make_region,
    make_region_match,
    make_source,
    make_theme,
)

PERIODS = [
    ("", "", ""),
    ("", "", "2012"),
    ("", "", "2012-12-31"),
    ("", "", "2013-01"),
    ("2012", "", ""),
    ("2012", "", "1999"),
    ("", "2012", ""),
    ("", "2012-06", "1999"),
    ("2012", "2012", "1999"),
    ("2010", "2014", ""),
    ("2012-12-31", "2013-01-01", ""),
    ("2011-02", "2012-01", ""),
    ("1945", "2100", ""),
]


def make_adverse_programs():
    """What the seed does not have: every kind of unknown year, place within place, and doubles."""
    institute = make_institute(code="made-up", acronym="ZZ", name_ko="만든 기관")
    frameworks = [make_framework(slug="under-a"), make_framework(slug="under-b")]
    themes = [make_theme(slug="about-a"), make_theme(slug="about-b")]
    for start, end in ((None, None), (1999, None), (None, 1999), (1999, 1999), (1990, 2010)):
        for state in ("ended", "active"):
            make_program(start_year=start, end_year=end, kind="visits", state=state)
    with_editions = make_program(start_year=2020, institute=institute)
    make_edition(program=with_editions, year=1999)
    make_edition(program=with_editions, year=1999, title="The other")
    make_edition(program=make_program(), year=2031)
    make_program(frameworks=frameworks, themes=themes, summary_ko="환경 100% 하나", kind="forum")
    make_partnership(program=with_editions, partner=make_partner(slug="named-partner"))
    make_program(source=make_source(slug="another-source"))
    make_program(name_en="Under_score and \\ back", as_printed="UNESCAP’s")

    outer = make_region(scheme="m49", code="990")
    inner = make_region(scheme="m49", code="991", parent=outer)
    country = make_country(iso3="XXA", region=inner)
    for match in ("exact", "close", "broad", "related"):
        for around in (outer, inner):
            term = make_region()
            make_region_match(term=term, region=around, match=match)
            make_program_region(program=make_program(), region=term)
    for region in (outer, inner):
        make_program_region(program=make_program(), region=region)
    both = make_program(countries=[country])
    for region in (outer, inner, Region.objects.get(key="term:developing-countries")):
        make_program_region(program=both, region=region)
    for role in CountryRole.values[:4]:
        make_program_country(program=both, country=country, role=role)
    make_program(publication="draft", countries=[country], frameworks=frameworks, start_year=1999)


def make_adverse_figures():
    """Every kind of open and unknown period, countries in two roles, drafts on both sides."""
    country, other = make_country(iso3="XXA"), make_country(iso3="XXB")
    program = make_program(slug="made-up", institute=make_institute(code="made-up"))
    for role in ("partner", "host", "origin"):
        make_program_country(program=program, country=country, role=role)
    make_program_country(program=program, country=other)
    for number, (start, end, as_of) in enumerate(PERIODS):
        # A figure in one period has both its ends, and would be refused without.
        kinds = FigureKind.values if start and end else FigureKind.values[1:]
        make_figure(
            program=program,
            country=(None, country, other)[number % 3],
            kind=kinds[number % len(kinds)],
            period_start=start,
            period_end=end,
            as_of=as_of,
        )
    visits = make_measure(slug="made-up-visits", group="visits")
    make_figure(measure=visits, value_status="not-stated", country=country)
    make_figure(measure=visits, value_lower=0, value_upper=0, sex="F")
    make_figure(program=program, publication="draft", country=country)
    make_figure(program=program, publication="withdrawn", country=None, period_start="2012")
    make_figure(source=make_source(slug="another-source"))
    series = {"program": program, "measure": visits, "kind": "annual"}
    for year in ("2001", "2002"):
        make_figure(key=f"series-{year}", period_start=year, period_end=year, **series)
    for key, of in {"of-women": {"sex": "F"}, "of-country": {"country": country}}.items():
        make_figure(key=f"series-{key}", period_start="2003", period_end="2003", **series, **of)
    make_figure(period_start="2004", period_end="2004", publication="draft", **series)
    make_figure(period_start="2005", period_end="2005", **series | {"kind": "cumulative"})
    hidden = make_program(publication="review", countries=[country])
    make_figure(program=hidden, country=country)
