"""manage.py as a real process, for tests of what starts and stops others."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
MANAGE = [sys.executable, str(CHECKOUT / "manage.py")]


def surroundings(**given):
    """An environment without a database and a secret of the tests' own."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "SECRET_KEY", "PORT")}
    return kept | {"DJANGO_SETTINGS_MODULE": "keco_portal.settings_local"} | given


def uncounted(environment):
    """Of `environment` what lets coverage count the lines that a process runs is left out."""
    return {k: v for k, v in environment.items() if not k.startswith("COVERAGE_")}


def manage(*words, **given):
    return subprocess.run(
        [*MANAGE, *words],
        env=surroundings(**given),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
