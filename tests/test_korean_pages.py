"""Korean pages speak Korean: no English word of the interface is left on any of them."""

from urllib.parse import unquote_plus

import pytest

from institutes.refusals import TooManyRequests
from keco_portal import errors
from tests import pages
from tests.korean_pages import WORD, addresses, english_words, known_names

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


def test_no_english_word_of_the_interface_is_on_a_korean_page(client):
    known, found = known_names(), {}
    for address in addresses():
        page = pages.parsed(client.get(address))
        assert page.get("lang") == "ko", address
        typed = set(WORD.findall(unquote_plus(address.partition("?")[2])))
        for tag, word in english_words(page, known | typed):
            found.setdefault((tag, word), address)
    assert not found, "\n".join(f"{at}: <{tag}> {word}" for (tag, word), at in found.items())


@pytest.mark.parametrize(
    "refuse",
    [
        lambda request: errors.bad_request(request, None),
        lambda request: errors.permission_denied(request, None),
        errors.form_refused,
        lambda request: errors.page_not_found(request, None),
        lambda request: errors.gone(request, None),
        lambda request: errors.too_many_requests(request, TooManyRequests(90)),
        errors.server_error,
    ],
)
def test_a_refusal_is_in_korean(rf, refuse):
    page = pages.parsed(refuse(rf.get("/ko/2013/")))
    assert page.get("lang") == "ko"
    assert english_words(page, known_names()) == []


def test_an_english_word_would_be_found():
    page = pages.html.fromstring(
        '<html lang="ko"><title>국가 Country</title><p title="Open it">열기 <b lang="en">shown</b>'
        ' and <code>key</code> <i lang="en"><u lang="ko">Plus</u></i> NIER</p>'
        "<script>let hidden</script></html>"
    )
    assert english_words(page, {"NIER"}) == [
        *(("title", "Country"), ("p", "Open"), ("p", "it"), ("p", "and"), ("u", "Plus"))
    ]
