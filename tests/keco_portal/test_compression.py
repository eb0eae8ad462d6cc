"""Pages are compressed by the portal itself; files keep their length."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from keco_portal.compression import CompressPages

LONG = b"Environmental cooperation. " * 100


def answered(response, accepts):
    request = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return CompressPages(lambda request: response)(request)


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=0.5, br;q=0.9", "br"),
        ("br;q=0.0, gzip", "gzip"),
        ("gzip,br;q=0", "gzip"),
        ("gzip", "gzip"),
        ("abr, gzip", "gzip"),
        ("", None),
        ("identity", None),
    ],
)
def test_a_page_is_compressed_as_the_browser_takes_it(accepts, encoding):
    answer = answered(HttpResponse(LONG), accepts)
    assert answer.get("Content-Encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(answer.content) == LONG
    assert "Accept-Encoding" in answer["Vary"]
    if encoding:
        assert int(answer["Content-Length"]) == len(answer.content) < len(LONG) / 5


@pytest.mark.parametrize("accepts", ["br", "gzip"])
def test_what_is_compressed_has_a_weak_etag(accepts):
    assert answered(HttpResponse(LONG, headers={"ETag": '"a"'}), accepts)["ETag"] == 'W/"a"'


@pytest.mark.parametrize("accepts", ["br", "gzip"])
@pytest.mark.parametrize(
    "response",
    [
        lambda: HttpResponse(b"ok"),
        lambda: HttpResponse(LONG, headers={"Content-Encoding": "zstd"}),
        lambda: HttpResponse(LONG, headers={"Content-Disposition": "attachment"}),
        lambda: StreamingHttpResponse([LONG], headers={"Content-Length": str(len(LONG))}),
    ],
)
def test_what_is_small_or_a_file_or_compressed_already_is_left_alone(accepts, response):
    before = dict(response().headers)
    answer = answered(response(), accepts)
    after = {name: value for name, value in answer.headers.items() if name != "Vary"}
    assert after == before
    assert b"".join(answer) == b"".join(response())


@pytest.mark.django_db
@pytest.mark.parametrize("accepts", ["br", "gzip"])
def test_pages_and_the_admin_are_compressed_and_csv_files_keep_their_length(client, accepts):
    for address in ("/programs/", "/ko/programs/", "/admin/login/"):
        answer = client.get(address, headers={"accept-encoding": accepts})
        assert answer["Content-Encoding"] == accepts
    answer = client.get("/programs.csv", headers={"accept-encoding": accepts})
    assert not answer.has_header("Content-Encoding")
    assert int(answer["Content-Length"]) == len(b"".join(answer))
