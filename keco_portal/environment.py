"""The project's own Python environment: `.venv`, holding exactly what a requirements file locks.

    python3 -I keco_portal/environment.py requirements.txt

The system's Python runs this in the checkout, before any package is there. So it uses only the
standard library, and only grammar that an older Python can read well enough to say that it is
too old. An environment that is as it should be is left alone; one that was moved, broken or half
made is made anew. Whether it is, `.venv/made.json` tells: it is written last.
"""

import fcntl
import importlib.util
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv

OLDEST = (3, 11)
ENVIRONMENT = pathlib.Path(".venv")
PYTHON = ENVIRONMENT / "bin" / "python"
MADE = ENVIRONMENT / "made.json"
PIP_LOG = ENVIRONMENT / "pip.log"


def main(requirements):
    """Bring the environment up to date with the file `requirements`; exits with a sentence."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"The portal needs Python 3.11 or newer and this is {sys.version.split()[0]}: install "
            "a newer one, or name one that is there, for example: make serve PYTHON=python3.12"
        )
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    try:
        if not is_current(requirements):
            with open(".venv.lock", "w") as lock:  # two starts at once: one makes it, one waits
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not is_current(requirements):
                    make(requirements)
    except OSError as error:
        sys.exit(f"The Python environment .venv cannot be made: {error}")


def is_current(requirements):
    """Whether the environment holds everything that `requirements` locks."""
    holds = made()
    return bool(holds) and locked(requirements) <= set(holds["locked"])


def made():
    """What the environment holds, as it was made here by this Python; empty if it is not whole."""
    try:
        holds = json.loads(MADE.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    whole = os.access(str(PYTHON), os.X_OK) and set(holds["packages"]) <= set(packages())
    return holds if whole and holds["identity"] == identity() else {}


def identity():
    """This Python, this kind of machine, this place: an environment works nowhere else."""
    return [sys.implementation.cache_tag, sysconfig.get_platform(), ascii(os.getcwd())]


def locked(requirements):
    """The lines of a requirements file that lock something: versions and hashes."""
    lines = pathlib.Path(requirements).read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.strip().startswith("#")}


def packages():
    """The packages installed in the environment, by the folders of their metadata."""
    return sorted(path.name for path in ENVIRONMENT.glob("lib/python*/site-packages/*.dist-info"))


def make(requirements):
    """Make the environment where there is none that works, then install `requirements`."""
    print(f"Installing the packages of {requirements} (about a minute) ...", flush=True)
    if not made():
        if importlib.util.find_spec("ensurepip") is None:
            sys.exit(
                "This Python cannot make an environment, its module ensurepip is missing: install "
                "it (on Debian and Ubuntu: apt-get install python3-venv), then start again."
            )
        if ENVIRONMENT.exists():
            shutil.rmtree(str(ENVIRONMENT))
        try:
            venv.create(str(ENVIRONMENT), with_pip=True)
        except subprocess.CalledProcessError as error:
            said = (error.output or b"").decode(errors="replace")
            sys.exit(f"The Python environment .venv cannot be made: {last_words(said)}")
    MADE.unlink(missing_ok=True)
    install(requirements)
    holds = {
        "identity": identity(),
        "locked": sorted(locked(requirements)),
        "packages": packages(),
    }
    draft = MADE.with_suffix(".new")
    draft.write_text(json.dumps(holds, indent=1), encoding="utf-8")
    draft.replace(MADE)


def install(requirements):
    """pip as its user has set it up, except that every package must have its hash."""
    words = "-I -m pip install --require-hashes --no-user --no-input --progress-bar=off"
    words += " --disable-pip-version-check --requirement"
    command = [str(PYTHON), *words.split(), requirements]
    with PIP_LOG.open("w+", encoding="utf-8", errors="replace") as log:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603
        log.seek(0)
        said = log.read()
    if done.returncode:
        sys.exit(
            f"The packages of {requirements} could not be installed ({last_words(said)}): check "
            "the network, the disk and pip's settings, then start again; all that pip said is in "
            f"{PIP_LOG}"
        )


def last_words(said):
    """The last line that says what went wrong."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line[len("ERROR:") :].strip() for line in lines if line.startswith("ERROR:")]
    return (errors or lines or ["it said nothing"])[-1].rstrip(".")


if __name__ == "__main__":
    main(sys.argv[1])
