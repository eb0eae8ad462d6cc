"""What keeps robots and floods out of the form, without an outside service."""

import datetime

import pytest
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from institutes.visitors.floods import Clients, client_of
from keco_portal.feedback import floods
from keco_portal.models import DAYS_KEPT, Rating, oldest_kept
from tests import pages
from tests.ratings import filled, make_rating, token

pytestmark = pytest.mark.django_db

FORM = "/feedback/"
AN_HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _no_client_was_counted(monkeypatch):
    monkeypatch.setattr(floods, "clients", Clients())


def said(response):
    return [pages.text_of(one) for one in pages.parsed(response).cssselect("main .error")]


def test_nobody_answers_in_the_second_in_which_the_page_was_made(client):
    sent = filled(age=0)
    answer = client.post(FORM, sent)
    assert (answer.status_code, Rating.objects.count()) == (400, 0)
    assert said(answer) == ["That was faster than anybody reads. Please send it again."]
    [again] = pages.parsed(answer).cssselect("input[name=token]")
    assert again.get("value") == sent["token"]


def test_a_form_is_good_for_a_day(client):
    assert client.post(FORM, filled(age=23 * 3600)).status_code == 302
    answer = client.post(FORM, filled(age=25 * 3600))
    assert said(answer) == ["This page was open for more than a day. Please send it again."]
    assert Rating.objects.count() == 1


def test_a_form_is_good_for_its_page_only(client):
    answer = client.post(FORM, filled("/programs/", token=token("/figures/")))
    assert said(answer) == [
        "This form does not come from a page of this portal. Please send it again."
    ]


def test_a_form_sent_twice_by_a_double_click_counts_once(client):
    sent = filled(comment="Once")
    assert [client.post(FORM, sent).status_code for _ in range(2)] == [302, 302]
    assert Rating.objects.count() == 1


@pytest.mark.parametrize("other", [{"score": "1"}, {"comment": "Other words"}])
def test_a_form_is_not_used_again_for_something_else(client, other):
    sent = filled(comment="First")
    client.post(FORM, sent)
    answer = client.post(FORM, sent | other)
    assert answer.status_code == 400
    assert said(answer) == ["This form was used before. It is a new one now: please send it again."]
    [again] = pages.parsed(answer).cssselect("input[name=token]")
    assert again.get("value") != sent["token"]
    assert Rating.objects.get().comment == "First"


def test_two_requests_with_one_form_at_the_same_moment_count_once(client, monkeypatch):
    """The second looks before the first has stored, and meets the rule of the database."""
    sent = filled()
    client.post(FORM, sent)
    monkeypatch.setattr("keco_portal.models.RatingQuerySet.first", lambda self: None)
    assert client.post(FORM, sent).status_code == 302
    assert Rating.objects.count() == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 302),
        ({"HTTP_ORIGIN": "http://testserver"}, 302),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, 302),
        ({"HTTP_SEC_FETCH_SITE": "none"}, 302),
        ({"HTTP_ORIGIN": "https://evil.example"}, 403),
        ({"HTTP_ORIGIN": "null"}, 403),
        ({"HTTP_ORIGIN": "http://[bad"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, 403),
    ],
)
def test_only_a_form_of_our_own_pages_is_taken(client, headers, status):
    answer = client.post(FORM, filled(comment="Kept"), **headers)
    assert answer.status_code == status
    assert Rating.objects.count() == (status == 302)
    if status == 403:
        assert pages.parsed(answer).cssselect("textarea")[0].text.strip() == "Kept"


def test_the_form_needs_no_csrf_cookie():
    assert Client(enforce_csrf_checks=True).post(FORM, filled()).status_code == 302


def test_one_client_gives_only_so_many_ratings_an_hour(client, monkeypatch):
    monkeypatch.setattr(floods, "OF_A_CLIENT", 2)
    assert [client.post(FORM, filled()).status_code for _ in range(2)] == [302, 302]
    answer = client.post(FORM, filled(comment="My words"))
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert "More came from here than one person sends." in answer.text
    assert client.post(FORM, filled(), REMOTE_ADDR="192.0.2.7").status_code == 302
    assert Rating.objects.count() == 3


def test_all_together_give_only_so_many_ratings_an_hour(client, monkeypatch):
    monkeypatch.setattr(floods, "OF_ALL", 2)
    make_rating(rated_at=oldest_kept().replace(minute=0, second=0, microsecond=0) + AN_HOUR)
    make_rating()
    assert client.post(FORM, filled(), REMOTE_ADDR="192.0.2.1").status_code == 302
    answer = client.post(FORM, filled(comment="My words"), REMOTE_ADDR="192.0.2.2")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert pages.parsed(answer).cssselect("textarea")[0].text.strip() == "My words"


def test_a_client_is_counted_anew_in_the_next_hour_under_a_new_key(monkeypatch):
    clients = Clients()
    assert [clients.is_full("192.0.2.1", 1) for _ in range(2)] == [False, True]
    key, names = clients.key, set(clients.counts)
    monkeypatch.setattr("institutes.visitors.floods.this_hour", lambda: "another")
    assert not clients.is_full("192.0.2.1", 1)
    assert clients.key != key
    assert not names & set(clients.counts)
    assert not any(b"192" in name for name in clients.counts)


@pytest.mark.parametrize(
    ("sent", "behind_proxy", "client"),
    [
        ({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, False, "192.0.2.1"),
        ({"HTTP_X_FORWARDED_FOR": "10.0.0.1, 203.0.113.9"}, True, "203.0.113.9"),
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, False, "2001:db8:1:2::/64"),
        ({"REMOTE_ADDR": "::ffff:192.0.2.1"}, False, "192.0.2.1"),
        ({"REMOTE_ADDR": ""}, False, ""),
        ({"HTTP_X_FORWARDED_FOR": "unknown"}, True, ""),
    ],
)
def test_a_client_is_an_address_or_a_network_of_ipv6(settings, sent, behind_proxy, client):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if behind_proxy else None
    assert client_of(RequestFactory().get("/", **sent)) == client


def test_a_client_without_an_address_is_bounded_with_all_only(client, monkeypatch):
    monkeypatch.setattr(floods, "OF_A_CLIENT", 1)
    codes = [client.post(FORM, filled(), REMOTE_ADDR="").status_code for _ in range(2)]
    assert codes == [302, 302]


@pytest.fixture
def one_too_old():
    long_ago = timezone.now() - datetime.timedelta(days=DAYS_KEPT, hours=1)
    too_old = make_rating(rated_at=long_ago.replace(minute=0, second=0, microsecond=0))
    return [too_old, make_rating(rated_at=too_old.rated_at + 3 * AN_HOUR)]


def test_a_new_rating_deletes_those_past_their_time(client, one_too_old):
    client.post(FORM, filled())
    assert not Rating.objects.filter(pk=one_too_old[0].pk).exists()
    assert Rating.objects.filter(pk=one_too_old[1].pk).exists()


def test_a_command_deletes_them_too(one_too_old, capsys):
    call_command("forget_ratings")
    assert capsys.readouterr().out == "Ratings deleted: 1\n"
    assert Rating.objects.get() == one_too_old[1]


def test_what_is_past_its_time_is_shown_no_more(one_too_old):
    assert list(Rating.objects.kept()) == [one_too_old[1]]
