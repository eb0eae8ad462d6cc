"""What is not published leaves no trace: every page is the same with it as without it."""

import io
import re
import zipfile
from html import unescape

import pytest
from django.db import transaction

from institutes.history import recording
from programs.models import Country, Program
from tests import pages
from tests.factories import make_figure, make_program
from tests.participants.test_past import change, withdraw
from tests.unpublished import KOREAN, NUMBER, TRACES, WORD, YEAR, Hidden, filled

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]

# The form at the foot of a page has a new token each time, and an error a new place of its own.
NEW_EACH_TIME = re.compile(r'name="(?:token|csrfmiddlewaretoken)" value="[^"]*"')
LINK = re.compile(r'(?:href|action|src)="([^"#]*)')
# Of the countries that no program names, these stand for all: their pages are of one template.
COUNTRIES = {"AFG", "FRA", "ZWE"}
LISTS = ("/programs/", "/figures/", "/participants/")
WORDS = (WORD, WORD.lower()[:7], "Quibblezorb", KOREAN, KOREAN[:2], NUMBER, f"{NUMBER:,}", YEAR)


def answer(client, address):
    """What a visitor gets: the status, where to, and all bytes that are not new each time."""
    response = client.get(address)
    body = text_of(pages.body(response))
    return response.status_code, response.get("Location", ""), NEW_EACH_TIME.sub("", body)


def text_of(data):
    """What can be read in an answer; of a workbook, all that is in it."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8-sig", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "\n".join(f"{name}\n{book.read(name).decode()}" for name in book.namelist())


def linked(address, body):
    """The addresses of this portal that a page links to."""
    for href in map(unescape, LINK.findall(body)):
        href = address.partition("?")[0] + href if href.startswith("?") else href
        if href.startswith("/") and not href.startswith(("/static/", "/admin/", "//")):
            yield href


def crawl(client, addresses):
    """{address: what a visitor gets} of `addresses` and of all that they lead to."""
    named = Country.objects.named_by(Program.objects.published())
    others = set(Country.objects.exclude(pk__in=named).values_list("iso3", flat=True)) - COUNTRIES
    found, waiting = {}, list(addresses)
    while waiting:
        address = waiting.pop()
        if address not in found and not others & set(re.findall(r"\b[A-Z]{3}\b", address)):
            found[address] = answer(client, address)
            waiting += linked(address, found[address][2])
    return found


def asked(hidden):
    """What somebody asks who guesses: searches, filters, files and addresses."""
    words = [f"?q={word}" for word in WORDS]
    filters = [*hidden.filters(), words[0], f"?year={YEAR}", "?country=FRA", "?kind=visits"]
    filters += ["?kind=plan", "?institute=keco", "?region=m49:002", "?year=2014&country=CHN"]
    found = [f"/search/{query}" for query in words]
    found += [f"{path}{query}" for path in LISTS for query in filters]
    found += [f"{path}?embed=1" for path in (*LISTS, "/countries/", "/figures/quite-public-1/")]
    found += [f"{one}?embed=1" for one in hidden.addresses()[:5]]
    files = [
        f"{path.rstrip('/')}.{ending}{query}"
        for path in LISTS
        for ending in ("csv", "xlsx")
        for query in ("", *filters)
    ]
    return ["/", "/ko/", *hidden.addresses(), *found, *(f"/ko{one}" for one in found), *files]


@pytest.fixture
def public():
    """A program and a figure that are public now, and were drafts with other words before."""
    with recording(by="form"):
        kept = {"slug": "quite-public", "publication": "draft"}
        program = make_program(**filled(Program, **kept, kind="project", sector="12345"))
        figure = make_figure(key="quite-public-1", program=program, note=WORD, value=NUMBER)
    change(figure, note="", value=12)
    clean = dict.fromkeys(("name_ko", "as_printed", "summary_en", "summary_ko"), "")
    clean |= {"source_note": "", "source_note_ko": "", "sector": "", "name_en": "Public"}
    clean |= {"start_year": None, "end_year": None, "last_confirmed_on": None}
    change(program, **clean, source_locator="KECO, paragraph 1")
    change(program, publication="published")
    return program, figure


@pytest.fixture(autouse=True)
def withdrawn(public):
    """What was public, was corrected, and then was withdrawn; and changed again since."""
    with recording(by="form"):
        program = make_program(**filled(Program, slug="once-public", kind="project"))
        figure = make_figure(key="once-public-1", program=program, value=NUMBER, note=WORD)
        alone = make_figure(key="once-public-2", program=public[0], value=NUMBER, note=WORD)
    for row in (figure, alone):
        change(row, value=NUMBER + 1, note=f"{WORD}, {KOREAN}")
    change(program, name_en=f"{WORD}, too", name_ko=KOREAN)
    withdraw(program, reason="It was no program.")
    withdraw(alone, reason="It was no number.")
    change(program, slug="hidden-slug", summary_en=WORD)
    change(alone, note_ko=KOREAN)


def test_what_is_not_published_leaves_no_trace_anywhere(client, public):
    with transaction.atomic():
        hidden = Hidden(*public)
        with_it = crawl(client, asked(hidden))
        transaction.set_rollback(True)
    statuses = {status for status, _, _ in with_it.values()}
    # 405: the button of a list has an address that nobody reads.
    assert statuses == {200, 400, 404, 405, 410}
    assert {"/changes/", "/ko/sources/", "/programs/once-public/"} <= set(with_it)
    assert len(with_it) > 500
    for address, found in with_it.items():
        typed = address.lower()
        for trace in TRACES:
            assert trace in typed or trace not in found[2].lower(), (trace, address)
    without_it = {address: answer(client, address) for address in with_it}
    assert [one for one in with_it if with_it[one] != without_it[one]] == []
    for address in hidden.addresses():
        assert with_it[address][0] == 404, address
