"""The portal's own PostgreSQL: made once, always recovered, and clear about what is wrong."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from keco_portal.postgres import cluster as postgres
from keco_portal.postgres import throwaway
from keco_portal.postgres.account import ServerAccount, server_account
from keco_portal.postgres.cluster import Cluster
from keco_portal.postgres.programs import as_superuser, complaint, make_cluster, programs
from keco_portal.postgres.throwaway import throwaway_cluster
from keco_portal.start.data_folder import CannotStart, explained, require_space
from keco_portal.start.secret import keep_secret

CHECKOUT = Path(__file__).parent.parent.parent
START_AND_DIE = """
import os, psycopg, signal, sys
from keco_portal.postgres.cluster import Cluster
from keco_portal.postgres.throwaway import throwaway_cluster
running = Cluster(sys.argv[1]).running() if sys.argv[1:] else throwaway_cluster()
with running as cluster, psycopg.connect(cluster.url(), autocommit=True) as connection:
    connection.execute("CREATE TABLE kept AS SELECT 'whole' AS word")
    print(cluster.folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def ask(cluster, sql):
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        return connection.execute(sql).fetchone()


def killed_run(*arguments):
    """Run a cluster in a process that is killed; the data folder that it used."""
    words = [sys.executable, "-c", START_AND_DIE, *map(str, arguments)]
    done = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    return Path(done.stdout.strip())


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A data folder with a cluster in it that is not running."""
    folder = tmp_path_factory.mktemp("data") / "a folder, with “signs”"
    with Cluster(folder).running():
        pass
    return folder


@pytest.fixture
def data(made, tmp_path):
    """A copy of it, to be spoiled."""
    subprocess.run(["cp", "-a", made, tmp_path / "copy"], check=True)
    return tmp_path / "copy"


def test_reading_the_address_makes_and_starts_nothing(tmp_path):
    settings = Cluster(tmp_path / "nothing").settings()
    assert settings["HOST"].startswith(str(tmp_path))
    assert settings["PASSWORD"] == ""
    assert list(tmp_path.iterdir()) == []


def test_hangul_are_letters_whatever_the_locale_of_the_caller(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    with Cluster(tmp_path).running() as cluster:
        assert ask(cluster, "SELECT '협력' ~ '^[[:alpha:]]+$'") == (True,)


def test_the_role_is_no_superuser_but_may_add_trusted_extensions(data):
    with Cluster(data).running() as cluster:
        role = "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        assert ask(cluster, role) == (False, True)
        with psycopg.connect(cluster.url()) as connection:
            connection.execute("CREATE EXTENSION btree_gist")
            connection.execute("CREATE EXTENSION pg_trgm")


def test_a_cluster_of_an_earlier_portal_gets_what_the_web_server_needs(data):
    home = data / "postgres"
    account = server_account(home / "data", programs() / "postgres", home)
    as_superuser(account, home / "data", "ALTER ROLE portal NOCREATEROLE\n")
    (home / "data" / "pg_hba.conf").write_text("local all portal scram-sha-256\n")
    for _ in range(2):
        with Cluster(data).running() as cluster:
            role = "SELECT rolsuper, rolcreaterole FROM pg_roles WHERE rolname = current_user"
            assert ask(cluster, role) == (False, True)
    with Cluster(data).running() as cluster:
        with psycopg.connect(cluster.url()) as connection:
            connection.execute("CREATE ROLE portal_web LOGIN PASSWORD 'sesame'")
        settings = cluster.settings()
        psycopg.connect(
            host=settings["HOST"], user="portal_web", password="sesame", dbname="portal"
        ).close()


def test_nobody_gets_in_without_the_password(data):
    with Cluster(data).running() as cluster:
        settings = cluster.settings()
        for user, password in (("portal", "guessed"), ("postgres", settings["PASSWORD"])):
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(host=settings["HOST"], user=user, password=password, dbname=user)
        assert (data / "postgres" / "password").stat().st_mode & 0o077 == 0


def test_a_deep_data_folder_is_no_hindrance(data, tmp_path):
    deep = tmp_path / ("deep" * 30) / ("deeper" * 20)
    deep.parent.mkdir()
    data.rename(deep)
    with Cluster(deep).running() as cluster:
        assert ask(cluster, "SELECT 1") == (1,)


def test_a_second_start_is_refused_and_told_who_runs_the_first(data):
    with (
        Cluster(data).running() as cluster,
        pytest.raises(CannotStart, match=f"in use by process {os.getpid()}"),
        Cluster(data).running(),
    ):
        pass
    assert not Path(cluster.settings()["HOST"]).exists()


def test_no_row_is_lost_when_the_command_is_killed_and_the_server_goes_on(data):
    killed_run(data)
    with Cluster(data).running() as cluster:
        assert ask(cluster, "SELECT word FROM kept") == ("whole",)


def test_no_row_is_lost_when_everything_is_killed(data):
    killed_run(data)
    pid = (data / "postgres" / "data" / "postmaster.pid").read_text().split("\n")[0]
    os.kill(int(pid), signal.SIGKILL)
    with Cluster(data).running() as cluster:
        assert ask(cluster, "SELECT word FROM kept") == ("whole",)


def test_an_old_process_id_that_is_another_programs_now_is_left_alone(data):
    (data / "postgres" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n")
    with Cluster(data).running() as cluster:
        assert ask(cluster, "SELECT 1") == (1,)


def test_a_copy_of_a_running_cluster_does_not_disturb_it(data, tmp_path):
    with Cluster(data).running() as first:
        subprocess.run(["cp", "-a", data, tmp_path / "second"], check=True)
        with Cluster(tmp_path / "second").running() as second:
            assert ask(second, "SELECT 1") == (1,)
        assert ask(first, "SELECT 1") == (1,)


def test_a_half_made_cluster_is_made_anew(data):
    home = data / "postgres"
    (home / "data").rename(home / "data.new")
    shutil.rmtree(home / "data.new" / "base")
    with Cluster(data).running() as cluster:
        assert ask(cluster, "SELECT 1") == (1,)
    assert not (home / "data.new").exists()


def test_a_server_that_ends_by_itself_is_noticed(data):
    with Cluster(data).running() as cluster:
        cluster.require_alive()
        pid = (data / "postgres" / "data" / "postmaster.pid").read_text().split("\n")[0]
        os.kill(int(pid), signal.SIGQUIT)
        time.sleep(0.5)
        with pytest.raises(CannotStart, match="PostgreSQL ended by itself"):
            cluster.require_alive()


def test_the_log_does_not_grow_without_end(data, monkeypatch):
    log = data / "postgres" / "log"
    with Cluster(data).running() as cluster:
        monkeypatch.setattr(postgres, "LOG_BYTES_AT_MOST", 10)
        cluster.require_alive()
        assert log.stat().st_size == 0


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


SPOILED = {
    "not a folder": lambda data: (shutil.rmtree(data), put(data, "a file")),
    "not the portal's": lambda data: (shutil.rmtree(data), put(data / "postgres" / "mine", "")),
    "initialized by PostgreSQL version 9": lambda data: put(
        data / "postgres" / "data" / "PG_VERSION", "9\n"
    ),
    "pg_control": lambda data: put(data / "postgres" / "data" / "global" / "pg_control", ""),
    "password of the database is not in": lambda data: put(data / "postgres" / "password", ""),
    "postgresql.conf": lambda data: (data / "postgres" / "data" / "postgresql.conf").unlink(),
}


@pytest.mark.parametrize("sentence", SPOILED)
def test_a_broken_data_folder_is_named_in_one_sentence(data, sentence):
    SPOILED[sentence](data)
    with pytest.raises(CannotStart, match=sentence) as refused, Cluster(data).running():
        pass
    message = str(refused.value)
    assert str(data) in message
    assert "\n" not in message
    assert message.endswith("PORTAL_DATA.")


def test_a_disk_without_space_is_named_before_anything_is_begun(tmp_path):
    with pytest.raises(CannotStart, match=r"The disk of .* is full"):
        require_space(tmp_path, 10**9)


def test_a_disk_that_fills_on_the_way_is_named(tmp_path):
    full = Path("/dev/full")  # a device of Linux that has no space left
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    with pytest.raises(CannotStart, match=r"The disk of .* is full"), explained(tmp_path):
        full.write_text("anything")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("initdb: error: it rains", r"initdb failed: it rains\."),
        ("FATAL:  could not write: No space left on device", "The disk of .* is full"),
    ],
)
def test_a_cluster_that_cannot_be_made_says_why_and_is_not_there(tmp_path, said, sentence):
    account = ServerAccount(prefix=("sh", "-c", f"echo '{said}'; exit 1"))
    with pytest.raises(CannotStart, match=sentence):
        make_cluster(tmp_path / "data", "sesame", account, durable=True)
    assert not (tmp_path / "data").exists()


def test_a_secret_is_kept_whole_or_not_at_all(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        keep_secret(tmp_path / "secret", "\udcff")
    assert list(tmp_path.iterdir()) == []
    assert keep_secret(tmp_path / "secret") == keep_secret(tmp_path / "secret", "another")


@pytest.mark.skipif(os.geteuid() != 0, reason="others run PostgreSQL as they are")
def test_where_nobody_can_run_postgresql_for_root_that_is_said(tmp_path):
    with pytest.raises(CannotStart, match=r"cannot reach .* start as an ordinary user"):
        server_account(tmp_path / "new", tmp_path / "no such program", tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root closes a folder to itself")
def test_root_keeps_its_folders_closed_and_still_has_its_postgresql(data, tmp_path):
    tmp_path.chmod(0o700)
    with Cluster(data).running() as cluster:
        assert ask(cluster, "SELECT 1") == (1,)
    assert tmp_path.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give folders away")
def test_a_cluster_that_belongs_to_root_is_refused_with_the_cure(data):
    os.chown(data / "postgres" / "data", 0, 0)
    with pytest.raises(CannotStart, match="chown -R nobody"), Cluster(data).running():
        pass


def test_throwaway_clusters_stand_side_by_side_and_leave_nothing():
    with throwaway_cluster() as one, throwaway_cluster() as other:
        assert one.url() != other.url()
        assert ask(one, "SHOW fsync") == ask(other, "SHOW fsync") == ("off",)
    for cluster in (one, other):
        assert not cluster.folder.exists()
        assert not Path(cluster.settings()["HOST"]).exists()


def test_what_a_killed_throwaway_cluster_left_is_cleared_by_a_later_one():
    left = killed_run()
    assert left.exists()
    long_ago = time.time() - 3600
    os.utime(left, (long_ago, long_ago))
    throwaway.clear_dead_throwaways()
    assert not left.exists()


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("LOG: a\nFATAL:  it is\nDETAIL:  Very much.\nLOG: b", "it is: Very much"),
        ("initdb: error: no\nsuch", "no"),
        ("could not do it.\n", "could not do it"),
        ("", "it said nothing"),
    ],
)
def test_of_all_that_postgresql_says_the_complaint_is_passed_on(said, last):
    assert complaint(said) == last
