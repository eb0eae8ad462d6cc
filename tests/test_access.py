"""Every address of the portal, asked by everybody: each answers as `tests.access` states."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from institutes.history import recording
from institutes.models import Institute
from keco_portal.management.commands.api_examples import SHOWN
from participants.review.actions import submit
from programs.models import Program
from tests import pages
from tests.access.desks import DESKS
from tests.access.files import FILES
from tests.access.people import PEOPLE
from tests.access.public import PUBLIC
from tests.factories import (
    make_administrator,
    make_country,
    make_figure,
    make_framework,
    make_institute,
    make_measure,
    make_partner,
    make_person,
    make_program,
    make_question,
    make_region,
    make_source,
    make_theme,
)
from tests.ratings import make_rating
from tests.snapshots import make_snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

TABLE = [*PUBLIC, *DESKS, *FILES]
ANSWERS = {route: row for row in TABLE for route in row.routes}

# What stands in the place of <>, where it is not the key of a row of a desk.
FILLED = {
    "institutes/<slug:code>/": "institutes/keco/",
    "programs/<slug:slug>/": "programs/nier-tripartite-joint-research/",
    "countries/<slug:iso3>/": "countries/CHN/",
    "regions/<str:key>/": "regions/term:africa/",
    "partners/<slug:slug>/": "partners/craes/",
    "frameworks/<slug:slug>/": "frameworks/seoul-initiative/",
    "sources/<slug:slug>/": "sources/me-affiliated-organizations-2017/",
    "figures/<slug:key>/": "figures/slc-visitors-2000/",
    "data/<slug:table>.csv": "data/partnerships.csv",
    "data/<slug:table>.xlsx": "data/partnerships.xlsx",
    "data/<slug:table>.csv-metadata.json": "data/partnerships.csv-metadata.json",
    "figures/<slug:key>/report/": "figures/slc-visitors-2000/report/",
    "figures/<slug:key>/report/thanks/": "figures/slc-visitors-2000/report/thanks/",
    "institutes/<slug:code>/feed.atom": "institutes/keco/feed.atom",
    "countries/<slug:iso3>/feed.atom": "countries/CHN/feed.atom",
    "programs/<slug:slug>/feed.atom": "programs/nier-tripartite-joint-research/feed.atom",
    "sitemaps/<slug:section>.xml": "sitemaps/programs-ko.xml",
    **{
        f"api/v1/{name}/<str:key>{slash}": f"api/v1/{name}/{key}{slash}"
        for slash in ("", "/")
        for name, key in SHOWN.items()
    },
    "admin/sign-in/new-password/<uidb64>/<token>/": "admin/sign-in/new-password/MQ/c0ffee/",
    **{
        f"admin/{desk}/import/templates/<str:file>": f"admin/{desk}/import/templates/{file}"
        for desk, file in {
            "programs/program": "programs.csv",
            "participants/figure": "figures.csv",
            "keco_portal/rating": "ratings.csv",
        }.items()
    },
    "admin/<app_label>/": "admin/programs/",
    "admin/<url>": "admin/r/1/1/",
    "admin/autocomplete/": "admin/autocomplete/?app_label=programs&model_name=program"
    "&field_name=parent",
}


def routes(resolver=None, before=""):
    """All routes, as `path` has them: `programs/<slug:slug>/`. Those in two languages stand once.

    A pattern of the admin's own is written the same way: `admin/<url>`.
    """
    for one in (resolver or get_resolver()).url_patterns:
        own = "" if isinstance(one.pattern, LocalePrefixPattern) else str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one, before + own)
        else:
            yield before + re.sub(r"\^?\(\?P<(\w+)>[^)]*\)(/?)\$", r"<\1>\2", own)


ROUTES = sorted(routes())


def in_two_languages():
    """The routes under /ko/ too."""
    [prefixed] = [
        one for one in get_resolver().url_patterns if isinstance(one.pattern, LocalePrefixPattern)
    ]
    return set(routes(prefixed))


@pytest.fixture
def people():
    """A browser of each of PEOPLE; A is KECO, B is NIER."""
    persons = [
        None, make_person(), make_person(keco="viewer"), make_person(keco="editor"),
        make_person(nier="editor"), make_person(keco="publisher"), make_administrator(),
    ]  # fmt: skip
    clients = {name: Client() for name in PEOPLE}
    for client, person in zip(clients.values(), persons, strict=True):
        if person:
            client.force_login(person)
    return clients


def a_public_program():
    """One of KECO's that the seed has, so that a figure of it comes alone."""
    return Program.objects.filter(institute__code="keco").first()


def a_proposal():
    row = make_program(publication="draft")
    return submit(row=row, person=make_person(keco="editor"))


def an_import(desk):
    with recording(by="import", file="rows.csv") as key:
        ROWS[desk]()
    return key


# How a row of institute A is made, or one of a list that all share, by the desk it is on.
ROWS = {
    "programs/program": lambda: make_program(publication="draft"),
    "participants/figure": lambda: make_figure(program=a_public_program(), publication="draft"),
    "participants/proposal": a_proposal,
    "participants/question": make_question,
    "institutes/institute": make_institute,
    "sign-in/people": lambda: make_person(keco="editor"),
    "institutes/account": lambda: make_person(keco="editor"),
    "programs/country": make_country,
    "programs/region": make_region,
    "programs/framework": make_framework,
    "programs/theme": make_theme,
    "programs/partner": make_partner,
    "programs/source": make_source,
    "participants/measure": make_measure,
    "keco_portal/rating": make_rating,
}


def row_for(route):
    """The key of a new row for `route`, of its desk mostly; None where it needs none."""
    if "<snapshot:key>" in route:
        return make_snapshot().key
    desk = "/".join(route.split("/")[1:3])
    if "<uuid:key>" in route:
        return an_import(desk)
    return ROWS[desk]().pk if desk in ROWS else None


def answer(response):
    if response.status_code == 302 and response["Location"].startswith("/admin/login/"):
        return "in"
    return str(response.status_code)


def answers(people, method, address, data=None):
    """What each of the people gets; whatever it does is taken back for the next."""
    found = {}
    for name, client in people.items():
        with transaction.atomic():
            response = getattr(client, method)(address, data)
            found[name] = answer(response)
            pages.body(response)  # a file is closed when it is read
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("route", ROUTES)
def test_everybody_gets_the_answer_of_the_table(people, route):
    if route not in ANSWERS:
        pytest.fail(
            f"tests/access/ does not say who gets which answer at “{route}”: add it to the "
            "routes of a group in public.py or desks.py, or make a group there."
        )
    row, key = ANSWERS[route], row_for(route)
    address = "/" + re.sub(
        r"<(path:object_id|id|int:pk|uuid:key|snapshot:key)>", str(key), FILLED.get(route, route)
    )
    data = {name: str(key) if "<" in value else value for name, value in row.sends.items()}
    for start in ["", "/ko"] if route in in_two_languages() else [""]:
        for method, expected, sent in (("get", row.get, None), ("post", row.post, data)):
            wanted = dict(zip(PEOPLE, expected.split(), strict=True))
            assert answers(people, method, start + address, sent) == wanted, (method, row.what)


def test_the_table_has_no_address_that_is_gone():
    assert set(ANSWERS) - set(ROUTES) == set()


def test_no_address_stands_in_the_table_twice():
    stated = [route for row in TABLE for route in row.routes]
    assert len(stated) == len(set(stated))


def test_a_and_b_are_two_institutes():
    assert Institute.objects.filter(code__in=["keco", "nier"]).count() == 2
