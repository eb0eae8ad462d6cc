"""The project's own environment: made when it is needed, remade when it is not whole."""

import base64
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from keco_portal import environment

SCRIPT = Path(environment.__file__)


def wheel(folder, version):
    """A package source with one package in it; what a requirements file says of that."""
    file = folder / f"tiny-{version}-py3-none-any.whl"
    info = f"tiny-{version}.dist-info"
    content = {
        "tiny.py": f"version = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for name, text in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        record += f"{name},sha256={digest.decode()},{len(text)}\n"
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in (content | {f"{info}/RECORD": record}).items():
            archive.writestr(name, text)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return f"# a lock file\ntiny=={version} \\\n    --hash=sha256:{digest}\n"


class Checkout:
    """A checkout with a requirements file, and a package source that pip is told of."""

    def __init__(self, folder):
        self.folder = folder
        self.source = folder.parent / "source"
        self.source.mkdir()
        folder.mkdir()
        self.require("1.0")

    def require(self, version):
        (self.folder / "requirements.txt").write_text(wheel(self.source, version))

    def command(self, start=str(SCRIPT)):
        return [sys.executable, "-I", *start.split("\0"), "requirements.txt"]

    def surroundings(self):
        sources = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.source.as_uri()}
        kept = {k: v for k, v in os.environ.items() if k == "PATH" or k.startswith("COVERAGE_")}
        return kept | {"PIP_CONFIG_FILE": os.devnull} | sources

    def make(self, start=str(SCRIPT), **surroundings):
        """Run the script; (exit code, everything it said)."""
        done = subprocess.run(
            self.command(start),
            cwd=self.folder,
            env=self.surroundings() | surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def installed(self):
        """The version of the package that the environment's Python finds."""
        words = [".venv/bin/python", "-c", "import tiny; print(tiny.version)"]
        done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True, check=True)
        return done.stdout.strip()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A checkout whose environment is as it should be; tests leave it like that."""
    checkout = Checkout(tmp_path_factory.mktemp("whole") / "a folder with spaces")
    assert checkout.make() == (
        0,
        "Installing the packages of requirements.txt (about a minute) ...\n",
    )
    return checkout


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path / "checkout")


def refuse(checkout, *, containing, start=str(SCRIPT), **surroundings):
    code, said = checkout.make(start, **surroundings)
    assert code == 1
    assert containing in said
    assert "Traceback" not in said
    assert len(said.replace("Installing the packages", "").strip().split("\n")) <= 2


def test_it_holds_what_the_requirements_file_locks(made):
    assert made.installed() == "1.0"


def test_the_locked_packages_are_noted_without_an_address(made):
    noted = json.loads((made.folder / ".venv" / "made.json").read_text())
    assert any(line.startswith("tiny==") for line in noted["locked"])
    assert "://" not in json.dumps(noted)


def test_a_second_run_says_and_does_nothing(made):
    before = (made.folder / ".venv" / "made.json").stat().st_mtime_ns
    assert made.make() == (0, "")
    assert (made.folder / ".venv" / "made.json").stat().st_mtime_ns == before


def test_a_changed_requirements_file_is_followed(made):
    made.require("2.0")
    made.make()
    assert made.installed() == "2.0"


@pytest.mark.parametrize("missing", ["made.json", "bin/python", "lib"])
def test_one_that_is_not_whole_is_known_by_it(made, monkeypatch, missing):
    monkeypatch.chdir(made.folder)
    assert environment.is_current("requirements.txt")
    path = Path(".venv", missing)
    path.rename("elsewhere")
    assert not environment.is_current("requirements.txt")
    Path("elsewhere").rename(path)


def test_a_moved_environment_is_made_anew(made):
    home = made.folder
    made.folder = home.with_name("moved")
    home.rename(made.folder)
    code, said = made.make()
    assert (code, said[:10]) == (0, "Installing")
    made.installed()


def test_two_runs_at_once_make_it_once(checkout):
    options = {"cwd": checkout.folder, "env": checkout.surroundings(), "stdout": subprocess.PIPE}
    runs = [subprocess.Popen(checkout.command(), **options) for _ in range(2)]
    said = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sorted(map(bool, said)) == [False, True]
    assert checkout.installed() == "1.0"


def test_a_run_that_is_interrupted_leaves_nothing_that_looks_whole(checkout):
    run = subprocess.Popen(checkout.command(), cwd=checkout.folder, env=checkout.surroundings())
    time.sleep(0.8)
    run.send_signal(signal.SIGTERM)
    assert run.wait() == 128 + signal.SIGTERM
    assert not (checkout.folder / ".venv" / "made.json").exists()


def test_a_package_that_is_not_to_be_had_is_named_and_the_next_run_mends_it(made):
    made.require("3.0")
    archive = next(made.source.glob("tiny-3.0*"))
    archive.rename(archive.with_suffix(".gone"))
    refuse(made, containing="No matching distribution found for tiny==3.0")
    assert not (made.folder / ".venv" / "made.json").exists()
    assert "tiny" in (made.folder / ".venv" / "pip.log").read_text()
    archive.with_suffix(".gone").rename(archive)
    assert made.make()[0] == 0
    assert made.installed() == "3.0"


def test_what_a_package_asks_for_with_extras_is_locked_with_them():
    """Without them pip looks at the newest release, and stops at one that no lock names."""
    lines = Path("requirements-test.txt").read_text().splitlines()
    locked = [Requirement(line.rstrip(" \\")) for line in lines if line[:1].isalnum()]
    extras = {one.name: one.extras for one in locked}
    asked = {
        (wanted.name.lower(), extra)
        for package in metadata.distributions()
        for wanted in map(Requirement, package.requires or ())
        for extra in wanted.extras
        if not wanted.marker or wanted.marker.evaluate({"extra": ""})
    }
    assert ("coverage", "toml") in asked
    assert all(extra in extras.get(name, ()) for name, extra in asked), asked


def test_a_package_with_another_hash_is_refused(made):
    made.require("4.0")
    file = made.folder / "requirements.txt"
    file.write_text(file.read_text()[:-10] + "0" * 9 + "\n")
    refuse(made, containing="could not be installed")
    assert made.installed() != "4.0"


def pretend(lines):
    """Words that run the script in a Python for which `lines` hold."""
    return f"-c\0import runpy, sys\n{lines}\nrunpy.run_path({str(SCRIPT)!r}, run_name='__main__')"


def test_an_older_python_is_told_so(checkout):
    older = pretend("sys.version_info = (3, 10, 13)")
    refuse(checkout, start=older, containing="needs Python 3.11 or newer")


def test_a_python_without_ensurepip_is_told_so(checkout):
    without = pretend("sys.modules['ensurepip'] = None")
    refuse(checkout, start=without, containing="apt-get install python3-venv")


def test_something_else_by_the_name_of_the_environment_is_left_alone(checkout):
    (checkout.folder / ".venv").write_text("mine")
    refuse(checkout, containing="cannot be made")
    assert (checkout.folder / ".venv").read_text() == "mine"
