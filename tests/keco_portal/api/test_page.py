"""The page of the API: its programs run as they stand there."""

import shutil
import subprocess
import sys

import pytest

from tests import pages


@pytest.fixture
def programs(client, committing, live_server, settings):
    """{name: program} as the page shows them, for a portal that answers."""
    settings.PUBLIC_ADDRESS = live_server.url
    page = pages.parsed(client.get("/api/"))
    return {
        heading.get("id").removeprefix("example-"): heading.getnext().text_content()
        for heading in page.cssselect("h3[id^=example-]")
    }


def run(words, folder, **given):
    ran = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120, **given)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def needed(name):
    """The program `name`; the portal does not need it, so without it the test is skipped."""
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed here.")
    return name


def test_curl_gets_the_list_and_the_file_and_sees_that_nothing_changed(programs, tmp_path):
    bash = [needed("bash"), "-e", "-c", programs["curl"]]
    needed("curl")
    said = run(bash, tmp_path)
    assert '"country":"CHN"' in said
    file = tmp_path / "figures.json"
    assert "slc-visitors-2013" in file.read_text()
    etag = (tmp_path / "figures.etag").read_text()
    file.unlink()
    run(bash, tmp_path)
    assert not file.exists() or not file.read_text()
    assert (tmp_path / "figures.etag").read_text() == etag


def test_python_gets_all_figures_of_training(programs, tmp_path):
    said = run([sys.executable, "-c", programs["python"]], tmp_path)
    lines = said.splitlines()
    assert lines[0].split() == ["key", "measure", "kind", "value", "value_status", "period_end"]
    [participants] = [line for line in lines if "ehrd-participants-2005-2013" in line]
    assert participants.split()[-3:] == ["1183", "stated", "2013"]


def test_r_gets_the_same(programs, tmp_path):
    said = run([needed("Rscript"), "-e", programs["r"]], tmp_path)
    assert "1183" in said


@pytest.mark.django_db
def test_the_examples_name_the_address_of_the_portal_and_no_other(client, settings):
    settings.PUBLIC_ADDRESS = "https://portal.test"
    page = pages.parsed(client.get("/ko/api/"))
    programs = [one.text_content() for one in page.cssselect("pre")]
    assert len(programs) == 3
    for program in programs:
        assert "https://portal.test/api/v1/" in program
        assert program.count("http") == program.count("https://portal.test/api/v1/")


@pytest.mark.django_db
def test_the_page_says_whether_there_is_a_licence(client, settings):
    settings.DATA_LICENCE = ""
    assert "has not been decided yet" in client.get("/api/").text
    settings.DATA_LICENCE, settings.DATA_LICENCE_NAME = "https://licence.test/", "Any use"
    assert '<a href="https://licence.test/">Any use</a>' in client.get("/api/").text


@pytest.mark.django_db
def test_the_page_is_not_counted_among_requests(client, settings):
    settings.API_REQUESTS_A_MINUTE = 0
    assert client.get("/api/").status_code == 200
