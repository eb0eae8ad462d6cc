"""The command that keeps PostgreSQL up while another runs, as real processes."""

import signal
import subprocess
import sys

import psycopg
import pytest

from keco_portal.postgres.cluster import Cluster
from tests.processes import MANAGE, manage, surroundings


def test_a_command_finds_the_database_and_its_exit_code_is_passed_on(tmp_path):
    script = 'psql "$DATABASE_URL" -Atc "SELECT current_user"; exit 7'
    done = manage("postgres", "--throwaway", "--", "sh", "-c", script, PORTAL_DATA=str(tmp_path))
    assert (done.returncode, done.stdout) == (7, "portal\n"), done.stderr
    assert list(tmp_path.iterdir()) == []


def test_with_a_database_given_the_command_just_runs(tmp_path):
    script = 'echo "$DATABASE_URL"; kill -9 $$'
    given = {"DATABASE_URL": "postgresql://u@nowhere/d", "PORTAL_DATA": str(tmp_path)}
    done = manage("postgres", "--", "sh", "-c", script, **given)
    assert (done.returncode, done.stdout) == (137, "postgresql://u@nowhere/d\n"), done.stderr
    assert list(tmp_path.iterdir()) == []
    assert "no command is given" in manage("postgres", **given).stderr


def test_a_command_that_is_not_there_is_named(tmp_path):
    done = manage("postgres", "--", "no-such-program", DATABASE_URL="postgresql://u@nowhere/d")
    assert done.returncode == 127
    assert "There is no program named no-such-program" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_reaches_the_command_and_stops_postgresql(tmp_path, number):
    script = "import time; print('up', flush=True); time.sleep(100); print('never')"
    with subprocess.Popen(
        [*MANAGE, "postgres", "--", sys.executable, "-c", script],
        env=surroundings(PORTAL_DATA=str(tmp_path)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout.readline() == "up\n"
        process.send_signal(number)
        assert process.stdout.read() == ""
    assert process.returncode == 128 + number
    with Cluster(tmp_path).running():  # would be refused if the folder were in use still
        pass


def test_without_a_command_postgresql_stays_up_and_says_where(tmp_path):
    with subprocess.Popen(
        [*MANAGE, "postgres"],
        env=surroundings(PORTAL_DATA=str(tmp_path)),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        url = process.stdout.readline().rpartition("DATABASE_URL=")[2].strip()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        process.send_signal(signal.SIGINT)
    assert process.returncode == 128 + signal.SIGINT
