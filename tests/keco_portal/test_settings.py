"""Settings say what is missing and how to mend it, and are safe where nobody says otherwise."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SET = {
    "SECRET_KEY": "s" * 20 + "0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "a.example",
}
LOCAL = {"DJANGO_SETTINGS_MODULE": "keco_portal.settings_local"}
PRODUCTION = {"DJANGO_SETTINGS_MODULE": "keco_portal.settings"}
OURS = {
    *("SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "PORTAL_DATA", "DATABASE_URL", "STATIC_ROOT"),
    *("BEHIND_TLS_PROXY", "CSV_BYTES_AT_MOST", "DJANGO_SETTINGS_MODULE"),
    *("PUBLIC_ADDRESS", "PORT"),
}


def python(*arguments, **environment):
    """Python in a process of its own, whose environment has of our names only the given ones."""
    inherited = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def value(name, **environment):
    """What the setting `name` is, printed by a process with this environment."""
    code = f"from django.conf import settings; print(settings.{name})"
    answer = python("-c", code, **environment)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


@pytest.mark.parametrize("missing", SET)
@pytest.mark.parametrize("blank", ["", "  "])
def test_production_refuses_to_start_and_says_the_cure(missing, blank):
    given = SET | {missing: blank}
    answer = python("manage.py", "check", **PRODUCTION, **given)
    assert answer.returncode != 0
    last = answer.stderr.strip().splitlines()[-1]
    assert f"{missing} is not set. Set it to " in last
    assert "for example" in last
    assert "make serve" in last


def test_production_refuses_to_start_where_nothing_is_set():
    answer = python("manage.py", "check", **PRODUCTION)
    assert answer.returncode != 0
    assert "SECRET_KEY is not set. Set it to " in answer.stderr.strip().splitlines()[-1]


def test_the_portal_starts_with_both():
    answer = python("manage.py", "check", **PRODUCTION, **SET)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_django_has_nothing_to_warn_of_in_production():
    words = ("-W", "error", "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    answer = python(*words, **PRODUCTION, **SET)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == "System check identified no issues (0 silenced).\n"


@pytest.mark.parametrize("module", [PRODUCTION, LOCAL])
def test_debug_is_off_unless_switched_on(module):
    assert value("DEBUG", **module, **SET) == "False"
    assert value("DEBUG", **module, **SET, DEBUG="false") == "False"
    assert value("DEBUG", **module, **SET, DEBUG="1") == "True"


def test_hosts_are_separated_by_commas():
    hosts = SET | {"ALLOWED_HOSTS": " a.example, b.example,, "}
    hosts |= {"PUBLIC_ADDRESS": "https://a.example"}
    assert value("ALLOWED_HOSTS", **PRODUCTION, **hosts) == "['a.example', 'b.example']"


def test_a_database_that_is_named_is_the_one_that_is_used():
    url = {"DATABASE_URL": "postgres://one:two@db.example:5433/portal"}
    found = value("DATABASES['default']", **PRODUCTION, **SET, **url)
    for part in ("'HOST': 'db.example'", "'PORT': 5433", "'NAME': 'portal'", "'USER': 'one'"):
        assert part in found
    assert "'CONN_MAX_AGE': 600" in found
    assert "'server_side_binding': True" in found


def test_without_one_the_embedded_cluster_is_addressed_and_nothing_started(tmp_path):
    found = value("DATABASES['default']", **PRODUCTION, **SET, PORTAL_DATA=str(tmp_path / "data"))
    assert "'NAME': 'portal'" in found
    assert not (tmp_path / "data").exists()


def test_the_forwarded_protocol_is_believed_only_behind_a_proxy_of_ours():
    assert value("SECURE_PROXY_SSL_HEADER", **PRODUCTION, **SET) == "None"
    behind = {"BEHIND_TLS_PROXY": "yes"}
    assert "HTTP_X_FORWARDED_PROTO" in value(
        "SECURE_PROXY_SSL_HEADER", **PRODUCTION, **SET, **behind
    )


def test_a_copy_of_ones_own_needs_no_environment(tmp_path):
    data = {"PORTAL_DATA": str(tmp_path)}
    assert value("ALLOWED_HOSTS", **LOCAL, **data) == "['localhost', '127.0.0.1', '[::1]']"
    one, other = (value("SECRET_KEY", **LOCAL, **data) for _ in range(2))
    assert len(one) >= 50
    assert one != other


def test_a_copy_of_ones_own_keeps_the_secret_of_its_data_folder(tmp_path):
    (tmp_path / "secret_key").write_text("kept for ever\n")
    assert value("SECRET_KEY", **LOCAL, PORTAL_DATA=str(tmp_path)) == "kept for ever"
    given = {"PORTAL_DATA": str(tmp_path), "SECRET_KEY": "of the environment"}
    assert value("SECRET_KEY", **LOCAL, **given) == "of the environment"


def test_a_csv_may_be_made_smaller():
    assert value("CSV_BYTES_AT_MOST", **PRODUCTION, **SET) == str(2 * 1024**3)
    assert value("CSV_BYTES_AT_MOST", **PRODUCTION, **SET, CSV_BYTES_AT_MOST="1000") == "1000"


@pytest.mark.parametrize("url", ["foo", "mysql://user@host/name", "postgres//host/name"])
def test_an_address_of_no_postgresql_is_refused_in_one_sentence(url):
    answer = python("manage.py", "check", **LOCAL, DATABASE_URL=url)
    assert answer.returncode != 0
    last = answer.stderr.strip().splitlines()[-1]
    assert "DATABASE_URL does not name a PostgreSQL database; it reads postgres://" in last


def test_the_portal_is_known_by_its_one_host_where_nobody_says_more():
    assert value("PUBLIC_ADDRESS", **PRODUCTION, **SET) == "https://a.example"
    given = SET | {"PUBLIC_ADDRESS": "https://data.example"}
    assert value("PUBLIC_ADDRESS", **PRODUCTION, **given) == "https://data.example"


@pytest.mark.parametrize("hosts", ["localhost,portal.example", "*", ".portal.example"])
def test_by_which_of_several_names_it_is_known_is_not_guessed(hosts):
    given = SET | {"ALLOWED_HOSTS": hosts}
    answer = python("manage.py", "check", **PRODUCTION, **given)
    assert answer.returncode != 0
    last = answer.stderr.strip().splitlines()[-1]
    assert "PUBLIC_ADDRESS is not set. Set it to the address" in last
    assert "for example PUBLIC_ADDRESS=https://portal.example.org" in last
    address = {"PUBLIC_ADDRESS": "https://portal.example"}
    assert value("PUBLIC_ADDRESS", **PRODUCTION, **given, **address) == "https://portal.example"


def test_a_local_copy_is_known_by_its_port():
    assert value("PUBLIC_ADDRESS", **LOCAL) == "http://127.0.0.1:8000"
    assert value("PUBLIC_ADDRESS", **LOCAL, PORT="8123") == "http://127.0.0.1:8123"
    given = {"PUBLIC_ADDRESS": "http://portal.example", "ALLOWED_HOSTS": "a.example,b.example"}
    assert value("PUBLIC_ADDRESS", **LOCAL, **given) == "http://portal.example"
