"""The local start, as a real process."""

import os
import re
import signal
from pathlib import Path

import psycopg
import pytest

from keco_portal.postgres.cluster import Cluster
from keco_portal.start import web_server as web_server_module
from keco_portal.start.data_folder import CannotStart
from keco_portal.start.static_files import collect_changed
from keco_portal.start.web_server import free_port, web_server
from tests.processes import manage
from tests.served import Served, accounts, empty_database


@pytest.fixture
def serve():
    """Start `manage.py serve` on a data folder; whatever the test left running is stopped."""
    started = []

    def start(data, **given):
        started.append(Served(data, **given))
        return started[-1].await_ready()

    yield start
    for served in started:
        if served.process.poll() is None:
            served.end(signal.SIGTERM)


def users(data):
    with psycopg.connect(Cluster(data).url()) as connection:
        return {name for (name,) in connection.execute("SELECT username FROM auth_user")}


def signed_in(url):
    """The accounts that are signed in to the database `url`, beside the asking one."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT usename FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return {name for (name,) in found}


def may_make_roles(url):
    with psycopg.connect(url) as connection:
        query = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        return connection.execute(query).fetchone()[0]


def ended(pids):
    """Whether none of the processes runs any more (one that nobody waited for counts as gone)."""
    for pid in pids:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                return False
        except FileNotFoundError:
            continue
    return True


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")
def test_a_copy_serves_is_killed_serves_again_and_stops_cleanly(serve, tmp_path):
    data = tmp_path / "a data folder"
    data.mkdir()
    (data / "notes.txt").write_text("mine")

    served = serve(data, LC_ALL="C")
    assert served.get("/")[0] == 200
    assert served.get("/admin/login/")[0] == 200
    [sheet] = set(
        re.findall(rb'href="(/static/[^"]+base[^"]*\.css)"', served.get("/admin/login/")[1])
    )
    assert served.get(sheet.decode())[0] == 200
    made = {"admin", "publisher", "editor", "viewer", "neighbour"}
    assert set(accounts(served.said)) == users(data) == made
    assert len(set(accounts(served.said).values())) == len(made)
    assert signed_in(Cluster(data).url()) == {"portal_web"}
    assert (data / "postgres" / "web_password").stat().st_mode & 0o077 == 0
    assert (data / "secret_key").stat().st_mode & 0o077 == 0
    secret = (data / "secret_key").read_text()

    second = manage("serve", "--port", str(served.port + 1), PORTAL_DATA=str(data))
    assert f"in use by process {served.process.pid}" in second.stderr
    assert second.returncode == 1
    second = manage("serve", "--port", str(served.port), PORTAL_DATA=str(tmp_path / "other"))
    assert f"Port {served.port} is in use" in second.stderr
    assert not (tmp_path / "other").exists()

    pids = served.descendants()
    assert len(pids) > 3
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    served.end(signal.SIGKILL)

    served = serve(data)
    assert "password" not in served.said
    assert users(data) == made
    assert (data / "secret_key").read_text() == secret
    pids = served.descendants()
    assert served.end(signal.SIGTERM) == 0
    assert served.said.endswith("Stopped.\n")
    assert ended(pids)
    assert sorted(path.name for path in data.iterdir()) == [
        *("notes.txt", "postgres", "secret_key", "static")
    ]


def test_where_database_url_names_a_database_none_is_started(serve, tmp_path):
    if "DATABASE_URL" not in os.environ:
        pytest.skip("the tests were given no DATABASE_URL")
    with empty_database() as url:
        served = serve(tmp_path, DATABASE_URL=url)
        assert served.get("/readyz") == (200, b"ok\n")
        assert not (tmp_path / "postgres").exists()
        assert {name.endswith("_web") for name in signed_in(url)} == {may_make_roles(url)}
        assert "PostgreSQL" not in served.said
        assert served.end(signal.SIGINT) == 0


def test_a_database_that_does_not_answer_is_named_in_one_sentence(tmp_path):
    url = "postgresql://portal:sesame@127.0.0.1:1/portal"
    done = manage("serve", "--port", "8765", PORTAL_DATA=str(tmp_path), DATABASE_URL=url)
    assert done.returncode == 1
    assert "The database that DATABASE_URL names refuses: " in done.stderr
    assert done.stderr.count("\n") == 1
    assert "sesame" not in done.stderr


def test_a_web_server_that_ends_by_itself_is_noticed(monkeypatch):
    monkeypatch.setenv("GRANIAN_HTTP", "nonsense")
    with pytest.raises(CannotStart, match="ended by itself"), web_server(8765):
        pass


def test_a_web_server_that_gives_no_answer_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setattr(web_server_module, "ANSWER_WITHIN", 0)
    with pytest.raises(CannotStart, match="no good answer"), web_server(8765):
        pass


def test_a_low_port_is_for_administrators():
    if os.geteuid() == 0:
        pytest.skip("root may use it")
    with pytest.raises(CannotStart, match="needs an administrator"):
        free_port("1")


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "８０８０", "-1"])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(CannotStart, match="is no port"):
        free_port(port)


def test_somebody_elses_static_folder_is_not_made_public(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "private.txt").write_text("mine")
    with pytest.raises(CannotStart, match="not the portal's"):
        collect_changed()
    assert [path.name for path in tmp_path.iterdir()] == ["private.txt"]


def test_static_files_are_collected_when_they_changed_and_only_then(settings, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a {}")
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    assert collect_changed()
    assert not collect_changed()
    (source / "a.css").write_text("b {}")
    assert collect_changed()
    assert (tmp_path / "collected" / "a.css").read_text() == "b {}"
