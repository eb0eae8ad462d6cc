"""Chromium, and Java for the markup checker: found, installed where that can be, or missed aloud.

    python tests/browser/chromium.py

`make test` runs this first. Playwright's own download is never used.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
DEBIAN_PACKAGES = ("chromium", "fonts-noto-cjk", "default-jre-headless")
MISSING = (
    "Chromium is not here, and only an administrator can install it (Debian: apt-get install "
    f"{' '.join(DEBIAN_PACKAGES)})."
)


def found():
    """The path of Chromium, or of Chrome; None where there is neither."""
    return next(filter(None, map(shutil.which, (*NAMES, MAC))), None)


def needed():
    """Whether its absence is a failure: in CI it is."""
    return bool(os.environ.get("CI"))


def install():
    """Debian's packages, where this is an administrator's account on a Debian."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    print("Installing Chromium and Java for the browser tests (apt-get) ...", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES],
    ):
        subprocess.run(words, env=quiet, stdout=subprocess.DEVNULL, check=False)


def main():
    if not (found() and shutil.which("java")):
        install()
    if not found():
        if needed():
            sys.exit(f"{MISSING} The browser tests cannot run.")
        print(f"{MISSING} The browser tests are skipped.", flush=True)


if __name__ == "__main__":
    main()
