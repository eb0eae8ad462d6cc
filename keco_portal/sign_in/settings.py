"""Settings of signing in, a part of `keco_portal.settings`; read from the environment: mail."""

import os
from datetime import timedelta

# Who writes anywhere signs in with a second factor. Off in a copy on one's own machine.
SECOND_FACTOR_REQUIRED = True
OTP_TOTP_ISSUER = "Environmental Cooperation Portal"

SESSION_ENGINE = "keco_portal.sign_in.sessions"
SESSION_IDLE_AT_MOST = timedelta(minutes=30)
SESSION_AT_MOST = timedelta(hours=12)
SESSION_COOKIE_AGE = int(SESSION_AT_MOST.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = (
    "Lax"  # Strict would show the sign-in page to who follows a link of a mail
)
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# Browsers take these from this very host only, by HTTPS, for all of its paths.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "institutes.access.Passwords",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"max_similarity": 0.6},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Guesses of passwords: of one name from one address; a name alone would lock its owner out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "keco_portal.sign_in.guesses.GuessHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "keco_portal.sign_in.guesses.too_many_guesses"
AXES_CLIENT_IP_CALLABLE = "keco_portal.sign_in.guesses.address_of_client"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "password", "code", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # when who signed in stands in the account's own notes
AXES_VERBOSE = False

# Mail: for new passwords alone. Without EMAIL_HOST an administrator makes a link instead.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "").strip()
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or EMAIL_HOST_USER or "portal@localhost"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
