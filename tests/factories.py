"""Rows for tests: `make_x(**given)` stores one, made up where `given` leaves it open.

Keys are new with each call. Programs and figures are published unless said otherwise.
"""

from itertools import count

from django.contrib.auth.models import User

from institutes.models import Institute, Membership
from participants.models import Figure, Measure, Question
from programs.models import (
    Country,
    Edition,
    Framework,
    FrameworkPartner,
    Partner,
    Partnership,
    Program,
    ProgramCountry,
    ProgramRegion,
    Region,
    RegionMatch,
    Source,
    Theme,
)

_numbers = count(1)


def a_letter(number):
    """A letter for code number `number`; a test needs fewer countries than there are letters."""
    return chr(ord("A") + number % 26)


def make_institute(**given):
    code = given.setdefault("code", f"institute-{next(_numbers)}")
    return Institute.objects.create(**{"acronym": code[:20], "name_en": f"The {code}"} | given)


def make_person(name=None, **roles):
    """A person of the staff with a role in each of the institutes named: keco="editor"."""
    person = User.objects.create_user(name or f"person-{next(_numbers)}", is_staff=True)
    for code, role in roles.items():
        Membership.objects.create(
            user=person, institute=Institute.objects.get(code=code), role=role
        )
    return person


def make_administrator(name=None):
    return User.objects.create_superuser(name or f"person-{next(_numbers)}")


def make_source(**given):
    slug = given.setdefault("slug", f"source-{next(_numbers)}")
    return Source.objects.create(**{"title": f"The {slug}"} | given)


def make_theme(**given):
    slug = given.setdefault("slug", f"theme-{next(_numbers)}")
    return Theme.objects.create(**{"name_en": f"The {slug}"} | given)


def make_region(**given):
    """A term, unless `scheme` says otherwise."""
    number = next(_numbers)
    words = "-".join(a_letter(int(digit)).lower() for digit in str(number))
    defaults = {"scheme": "term", "code": f"made-up-{words}", "name_en": f"Region {number}"}
    return Region.objects.create(**defaults | given)


def make_region_match(**given):
    return RegionMatch.objects.create(**{"match": "exact"} | given)


def make_country(**given):
    """A country that ISO 3166-1 does not have, its codes among those free for private use."""
    number = next(_numbers)
    codes = {
        "iso3": f"XX{a_letter(number)}",
        "iso2": f"X{a_letter(number)}",
        "m49": str(970 + number % 26),
    }
    names = {"name_en": f"Country {number}", "name_ko": f"나라 {number}"}
    sort_keys = {"sort_en": f"country {number}", "sort_ko": f"나라 {number}"}
    if "region" not in given:
        given["region"] = Region.objects.get(scheme="m49", code="035")
    return Country.objects.create(**codes | names | sort_keys | given)


def make_partner(**given):
    slug = given.setdefault("slug", f"partner-{next(_numbers)}")
    return Partner.objects.create(**{"name_en": f"The {slug}", "type": "research"} | given)


def make_framework(**given):
    slug = given.setdefault("slug", f"framework-{next(_numbers)}")
    return Framework.objects.create(**{"name_en": f"The {slug}"} | sourced(given))


def make_framework_partner(**given):
    if "framework" not in given:
        given["framework"] = make_framework()
    return FrameworkPartner.objects.create(
        **{"role": "initiator", "as_printed": "somebody"} | given
    )


def make_program(**given):
    """A published project of KECO.

    `frameworks`, `themes` and `countries`, which get no role, may be given as lists.
    """
    linked = {name: given.pop(name, ()) for name in ("frameworks", "themes", "countries")}
    slug = given.setdefault("slug", f"program-{next(_numbers)}")
    if "institute" not in given:
        given["institute"] = Institute.objects.get(code="keco")
    defaults = {"name_en": f"The {slug}", "kind": "project", "publication": "published"}
    program = Program.objects.create(**defaults | sourced(given))
    program.frameworks.set(linked["frameworks"])
    program.themes.set(linked["themes"])
    for country in linked["countries"]:
        make_program_country(program=program, country=country)
    return program


def make_program_country(**given):
    return ProgramCountry.objects.create(**given)


def make_program_region(**given):
    return ProgramRegion.objects.create(**{"as_printed": given["region"].name_en} | given)


def make_partnership(**given):
    if "partner" not in given:
        given["partner"] = make_partner()
    return Partnership.objects.create(**given)


def make_edition(**given):
    if "program" not in given:
        given["program"] = make_program()
    return Edition.objects.create(**{"year": 2014, "title": "The edition"} | sourced(given))


def make_measure(**given):
    """A measure of people trained, unless `group` or `unit` say otherwise."""
    slug = given.setdefault("slug", f"measure-{next(_numbers)}")
    defaults = {"name_en": f"The {slug}", "group": "training", "unit": "people"}
    return Measure.objects.create(**defaults | given)


def make_figure(**given):
    """A published figure of 10 people, cumulative, of a program and a measure of its own."""
    key = given.setdefault("key", f"figure-{next(_numbers)}")
    for name, make in (("program", make_program), ("measure", make_measure)):
        if name not in given:
            given[name] = make()
    if not {"value", "value_lower", "value_status"} & set(given):
        given["value"] = 10
    defaults = {"key": key, "kind": "cumulative", "publication": "published"}
    return Figure.objects.create(**defaults | sourced(given))


def make_question(**given):
    """An open question in English about a figure of its own."""
    number = next(_numbers)
    if "figure" not in given:
        given["figure"] = make_figure()
    defaults = {"language": "en", "text": f"Question {number}?", "nonce": f"question-{number}"}
    return Question.objects.create(**defaults | given)


def sourced(given):
    """`given` with the seed's source and a place in it, where it names none."""
    if "source" not in given:
        given["source"] = Source.objects.get(slug="me-affiliated-organizations-2017")
    return {"source_locator": "KECO, paragraph 1"} | given
