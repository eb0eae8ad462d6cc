"""Settings of a public portal, read from the environment; nothing is started here.

Needed: SECRET_KEY and ALLOWED_HOSTS, and PUBLIC_ADDRESS where that is not one plain name.
DATABASE_URL names the PostgreSQL cluster; without it the embedded one under PORTAL_DATA is
addressed (``manage.py postgres`` starts it). A copy on one's own machine uses
`keco_portal.settings_local`.
"""

import os
from pathlib import Path

import dj_database_url
import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from keco_portal.open_data.settings import *  # noqa: F403  (licence, identifiers, the API)
from keco_portal.postgres.cluster import Cluster
from keco_portal.sign_in.settings import *  # noqa: F403  (signing in, sessions, mail)

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name):
    """True where the environment switches `name` on."""
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def required(name, cure):
    """The environment's value of `name`; a refusal that holds the cure where it is missing."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. {cure} To run a copy on your own machine instead, use "
            "`make serve` or set DJANGO_SETTINGS_MODULE=keco_portal.settings_local."
        )
    return value


def database():
    """The PostgreSQL that DATABASE_URL names, or the embedded one; anything else is refused."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return Cluster(PORTAL_DATA).settings()
    try:
        named = dj_database_url.parse(url)
    except ValueError:
        named = {}
    if named.get("ENGINE") != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "DATABASE_URL does not name a PostgreSQL database; "
            "it reads postgres://user:password@host:5432/name."
        )
    return named


def public_address(hosts):
    """Where the world finds the portal: it stands in files and citations, whoever asks for them.

    PUBLIC_ADDRESS says it; it may be left out where `hosts` is one plain name.
    """
    if len(hosts) == 1 and not hosts[0].startswith((".", "*")):
        return os.environ.get("PUBLIC_ADDRESS", "").strip() or f"https://{hosts[0]}"
    return required(
        "PUBLIC_ADDRESS",
        "Set it to the address that files and citations name, for example "
        "PUBLIC_ADDRESS=https://portal.example.org: ALLOWED_HOSTS is not one plain name.",
    )


SECRET_KEY = required(
    "SECRET_KEY",
    "Set it to a long random text and keep it, for example the output of: "
    'python -c "import secrets; print(secrets.token_urlsafe(50))".',
)
ALLOWED_HOSTS = [
    host.strip()
    for host in required(
        "ALLOWED_HOSTS",
        "Set it to the names this portal is reached by, separated by commas, "
        "for example ALLOWED_HOSTS=portal.example.org.",
    ).split(",")
    if host.strip()
]
PUBLIC_ADDRESS = public_address(ALLOWED_HOSTS)
DEBUG = flag("DEBUG")
PORTAL_DATA = Path(os.environ.get("PORTAL_DATA") or BASE_DIR / ".data")

INSTALLED_APPS = [
    "keco_portal.apps.PortalConfig",
    "institutes",
    "programs",
    "participants",
    "keco_portal.apps.DeskConfig",
    "keco_portal.catalogue.apps.CatalogueConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "axes",
    "corsheaders",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "drf_spectacular",
    "import_export",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    # After the packages of the second factor, whose own pages it takes off the desk.
    "keco_portal.sign_in.apps.SignInConfig",
]

MIDDLEWARE = [
    # The policy of every answer stands before whatever may answer: WhiteNoise's files too.
    "keco_portal.middleware.PolicyHeaders",
    "corsheaders.middleware.CorsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "keco_portal.compression.CompressPages",
    "keco_portal.middleware.RefuseLargeRequests",
    "keco_portal.middleware.Refusals",
    "keco_portal.middleware.RefuseUnreadableAddress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "keco_portal.middleware.LanguageOfTheDesk",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "keco_portal.middleware.Recording",
    "django.contrib.messages.middleware.MessageMiddleware",
    "keco_portal.sign_in.middleware.DeskSessions",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "keco_portal.urls"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
WSGI_APPLICATION = "keco_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# One connection a thread, kept open and checked before use: a new one for each request costs
# a factor of twenty. Server-side binding lets PostgreSQL keep the plans of prepared statements.
DATABASES = {"default": database() | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}}
DATABASES["default"].setdefault("OPTIONS", {})["server_side_binding"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어")]
# The cookie of staff who choose the other language on the desk; visitors never get it.
LANGUAGE_COOKIE_NAME = "desk_language"
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["keco_portal.formats"]
TIME_ZONE = "Asia/Seoul"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT") or PORTAL_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ROOT = BASE_DIR / "public"  # what is asked for at the root: favicon.ico
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

SECURE_SSL_REDIRECT = True
# Only where a proxy of ours sets this header on every request; a visitor could forge it otherwise.
if flag("BEHIND_TLS_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_FAILURE_VIEW = "keco_portal.errors.form_refused"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# Everything a page uses is a file of this host: no inline scripts or styles, not even by nonce.
# Embeds alone may be framed (`institutes.embedding`).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

REQUEST_BYTES_AT_MOST = 10 * 1024**2  # a spreadsheet; every other form is far smaller

# Spreadsheets through the admin: the whole file or nothing, only by permission, only two formats.
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "export"
IMPORT_EXPORT_SKIP_ADMIN_CONFIRM = False
IMPORT_EXPORT_SKIP_ADMIN_LOG = True  # the triggers write it down

# The history of rows: each event holds who and why itself, and none is changed or deleted again.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"
PGHISTORY_APPEND_ONLY = True

# A public CSV is complete or refused: nothing larger than this is written to the disk.
CSV_BYTES_AT_MOST = int(os.environ.get("CSV_BYTES_AT_MOST") or 2 * 1024**3)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
