"""What no page can read is the address's fault: 400, in plain text where a file was asked for."""

import pytest
from django.core.exceptions import BadRequest
from django.db import DataError, IntegrityError, OperationalError
from django.test import RequestFactory

from keco_portal.middleware import RefuseUnreadableAddress

NUL = "The address has a NUL character in it."
NOT_UTF8 = "The address has bytes that are not UTF-8 text."
DATABASE = "The address asks for something the database cannot read."
UNREADABLE = [
    ("a%00b", NUL),
    ("q=%00", NUL),
    ("q=%2500%00", NUL),
    ("%00=a", NUL),
    ("q=%ff", NOT_UTF8),
    ("%ff=a", NOT_UTF8),
    ("q=%ED%A0%80", NOT_UTF8),
    ("q=%C0%80", NOT_UTF8),
    ("q=%E3%81", NOT_UTF8),
    ("q=\xff", NOT_UTF8),
]


@pytest.mark.parametrize(("query", "complaint"), UNREADABLE)
@pytest.mark.parametrize("page", ["/", "/programs/", "/countries/KOR/", "/admin/login/"])
@pytest.mark.django_db
def test_a_query_that_is_no_text_is_refused_with_a_page(client, page, query, complaint):
    answer = client.get(page, QUERY_STRING=query)
    assert answer.status_code == 400
    assert complaint in answer.text
    assert answer["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(("query", "complaint"), UNREADABLE)
@pytest.mark.parametrize("file", ["/programs.csv", "/figures.csv", "/participants.csv"])
def test_a_file_is_refused_in_plain_text(client, file, query, complaint):
    answer = client.get(file, QUERY_STRING=query)
    assert answer.status_code == 400
    assert answer.text == f"The address is not valid. {complaint}\n"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["q=%ED%98%91%EB%A0%A5", "q=a+b", "q=%2500", "q=협력", "", "%"])
def test_a_query_that_is_text_is_read(client, query):
    answer = client.get("/programs/", QUERY_STRING=query.encode().decode("latin-1"))
    assert answer.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/regions/%00/", "/regions/term:a%00b/"])
def test_a_path_with_nul_is_refused(client, path):
    answer = client.get(path)
    assert answer.status_code == 400
    assert NUL in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["name_en__regex=(", "name_en__iregex=[", "name_en__regex=a{99999}", "start_year__gt=1e99"],
)
def test_a_pattern_or_number_that_postgresql_cannot_read_is_no_fault_in_the_admin(
    admin_client, query
):
    assert admin_client.get(f"/admin/programs/program/?{query}").status_code in (302, 400)


def caught(method, error):
    middleware = RefuseUnreadableAddress(None)
    return middleware.process_exception(getattr(RequestFactory(), method)("/programs/"), error)


@pytest.mark.parametrize("method", ["get", "head"])
def test_what_postgresql_cannot_read_is_refused_while_a_page_is_read(method, caplog):
    with pytest.raises(BadRequest, match=DATABASE):
        caught(method, DataError("invalid regular expression"))
    assert "Refused /programs/: invalid regular expression" in caplog.text


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("post", DataError("a program's own fault while it writes")),
        ("get", OperationalError("the server went away")),
        ("get", IntegrityError("a rule is broken")),
        ("get", ValueError("a fault of the code")),
    ],
)
def test_a_fault_of_ours_stays_a_fault(method, error):
    assert caught(method, error) is None


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/login/", "/ko/feedback/", "/programs.csv"])
def test_what_is_too_large_is_refused_before_it_is_read(client, settings, address):
    class Unread:
        def read(self, *size):
            raise AssertionError("It was read.")

        readline = read

    sent = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(settings.REQUEST_BYTES_AT_MOST + 1)}
    answer = client.post(address, content_type="multipart/form-data; boundary=x", **sent)
    assert answer.status_code == 413
    assert "MB" in answer.text
