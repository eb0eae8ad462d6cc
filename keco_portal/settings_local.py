"""Settings of a copy on one's own machine: reached by loopback only, without HTTPS.

The secret comes from the environment or from the data folder, where `manage.py serve` puts it;
a command that runs before that gets one of its own.
"""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret():
    """The secret of this copy: of the environment, of the data folder, or of this process."""
    data = Path(os.environ.get("PORTAL_DATA") or Path(__file__).resolve().parent.parent / ".data")
    try:
        return (data / "secret_key").read_text().strip() or get_random_secret_key()
    except OSError:
        return get_random_secret_key()


if not os.environ.get("SECRET_KEY"):
    os.environ["SECRET_KEY"] = local_secret()
os.environ["ALLOWED_HOSTS"] = os.environ.get("ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1]"
address = os.environ.get("PUBLIC_ADDRESS")
os.environ["PUBLIC_ADDRESS"] = address or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"

from keco_portal.settings import *  # noqa: E402, F403

if not address:  # `manage.py serve` may find another port free
    del os.environ["PUBLIC_ADDRESS"]
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = None
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"
SECOND_FACTOR_REQUIRED = False  # it may be set up, and is asked where it is
LANGUAGE_COOKIE_SECURE = False
