"""Embeds in a page of another host, as a visitor of that site meets them."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect


class Magazine(BaseHTTPRequestHandler):
    """A page of another site with a frame, whose attributes are in the address."""

    def do_GET(self):
        frame = parse_qs(urlsplit(self.path).query).get("frame", [""])[0]
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<h1>A magazine</h1><iframe {frame}></iframe>".encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def elsewhere(portal, page, faults):
    """Shows a page of another site with a frame of the portal at `path`; gives the frame."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Magazine)
    Thread(target=server.serve_forever, daemon=True).start()

    def shown(path, attributes=""):
        frame = f'src="{portal}{path}" width="900" height="900" {attributes}'
        page.goto(f"http://127.0.0.1:{server.server_port}/?{urlencode({'frame': frame})}")
        return page.frame_locator("iframe")

    yield shown
    server.shutdown()
    server.server_close()
    faults.clear()  # that other site is one


def test_another_site_shows_a_list_and_leads_its_visitors_to_the_portal(portal, page, elsewhere):
    frame = elsewhere("/programs/?country=IDN&embed=1")
    frame.get_by_role("heading", name="Programs: Indonesia").wait_for()
    with page.expect_popup() as opened:
        frame.get_by_role("link", name="Sustainable Development for Indonesia").click()
    assert "/programs/" in opened.value.url
    assert opened.value.evaluate("window.opener") is None
    expect(page.get_by_role("heading", name="A magazine")).to_be_visible()


def test_a_country_of_the_map_leads_to_the_portal_too(portal, page, elsewhere):
    frame = elsewhere("/countries/?embed=1")
    with page.expect_popup() as opened:
        frame.locator("svg a").first.press("Enter")
    assert opened.value.url.startswith(f"{portal}/countries/")


def test_a_frame_without_rights_still_has_the_look(page, elsewhere):
    frame = elsewhere("/programs/?embed=1", "sandbox")
    title = frame.get_by_role("heading", level=1)
    assert "Gotjawal" in title.evaluate("one => getComputedStyle(one).fontFamily")


def test_no_site_can_frame_a_whole_page(page, elsewhere):
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        frame = elsewhere("/programs/")
    expect(frame.get_by_role("heading", level=1)).to_be_hidden()
