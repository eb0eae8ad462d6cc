"""Settings of the open data: licence, publisher, API, limits, snapshots, security contact.

A part of `keco_portal.settings`; read from the environment.
"""

import os

# Under which licence the data may be used. Where it is not set no format names one, and the pages
# say so. DATA_LICENCE is its address, DATA_LICENCE_NAME what people call it.
DATA_LICENCE = os.environ.get("DATA_LICENCE", "").strip()
DATA_LICENCE_NAME = os.environ.get("DATA_LICENCE_NAME", "").strip()

# The identifier under which the portal is registered as a publisher of IATI; none is invented.
IATI_PUBLISHER = os.environ.get("IATI_PUBLISHER", "").strip()

# Files are made so many at once, over all processes that serve the portal; the next visitor is
# asked to come again. A large one keeps two processors busy, so one is as much as two of them
# should make beside the pages.
LARGE_FILES_AT_ONCE = int(os.environ.get("LARGE_FILES_AT_ONCE") or 1)
SMALL_FILES_AT_ONCE = int(os.environ.get("SMALL_FILES_AT_ONCE") or 4)

# Gives the `keco_portal.open_data.version.Version` of the data, which names files unmade.
DATA_VERSION = "keco_portal.open_data.version.current_version"

# How often one client may ask the API in one minute; a second answers 429. A harvest of a million
# figures takes 5,000 requests.
API_REQUESTS_A_MINUTE = int(os.environ.get("API_REQUESTS_A_MINUTE") or 600)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": ["keco_portal.api.throttling.ByClient"],
    "DEFAULT_SCHEMA_CLASS": "keco_portal.api.schema.Described",
    "EXCEPTION_HANDLER": "keco_portal.api.refusals.refused",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "API of the Environmental Cooperation Portal",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["keco_portal.api.schema.with_all_around"],
}

# Pages of other sites may read the open data: the API, /data/, files, feeds; nothing of the desk.
OPEN = r"^/(?!admin/)(api/|ko/api/|data/|ko/data/|.*\.(csv|xlsx|json|jsonld|ttl|xml|atom|zip)$)"
CORS_URLS_REGEX = OPEN
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "if-modified-since", "if-none-match", "if-range", "range"]
CORS_EXPOSE_HEADERS = [
    *("Accept-Ranges", "Content-Disposition", "Content-Range", "ETag", "Last-Modified"),
    *("Link", "Repr-Digest", "Retry-After"),
]

# Whom to tell of a fault in the security of the portal: an address such as mailto:…
SECURITY_CONTACT = os.environ.get("SECURITY_CONTACT", "").strip()

# How many bytes of CSV all snapshots together may have; PostgreSQL stores about a third of it.
# They are kept for ever, so what is full stays full until this is raised.
SNAPSHOT_BYTES_AT_MOST = int(os.environ.get("SNAPSHOT_BYTES_AT_MOST") or 4 * 1024**3)
