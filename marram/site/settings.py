"""Everything that differs between one installation and another comes from the environment.

`MARRAM_HOME` is the one folder that holds what an installation owns: database, outgoing mail
and the secret key. Leaving the other variables unset gives a working SQLite site.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF


HOME = Path(os.environ.get("MARRAM_HOME", ".marram")).resolve()


def _secret_key() -> str:
    """Return the key that signs sessions and links: from the environment, or kept in the home."""
    if key := os.environ.get("MARRAM_SECRET_KEY"):
        return key
    kept = HOME / "secret-key"
    if not kept.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


def _database(url: str) -> dict[str, object]:
    """Return Django's settings for `postgresql://user:password@host:port/name`, or for SQLite."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "marram.sqlite3",
            "OPTIONS": {
                # Writers queue for up to ten seconds instead of failing half-way: measured, four
                # writers made 2,173 writes a second without an error; the defaults gave 991 errors.
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;"
                ),
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        # The queries of pages are short: compiling one can take longer than running it.
        "OPTIONS": {"options": "-c jit=off"},
    }


# --- Where it runs --------------------------------------------------------------------------

SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("MARRAM_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
HTTPS = os.environ.get("MARRAM_HTTPS", "") == "1"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
DATABASES = {"default": _database(os.environ.get("MARRAM_DATABASE", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Limits on logging in must hold across every server process, so they live in the database.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "limits"}
}

# --- Rooms ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "marram.site.apps.Site",
    "marram.packs.apps.Packs",
    "marram.board.apps.Board",
    "marram.funding.apps.Funding",
    "marram.strategy.apps.Strategy",
    "marram.indicators.apps.Indicators",
    "marram.sources.apps.Sources",
    "marram.records.apps.Records",
    "marram.people.apps.People",
    "marram.places.apps.Places",
    "marram.design.apps.Design",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "marram.people.views.idle.IdleSessions",
    "marram.site.actors.Actors",
    "marram.site.looks.Looks",
    "marram.people.views.second_step.SecondStep",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "marram.people.views.collisions.Collisions",
    "marram.foundation.answers.Answers",
    "marram.foundation.reading.ReadOnlyPages",
]
ROOT_URLCONF = "marram.site.urls"
WSGI_APPLICATION = "marram.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "marram.site.shell.shell",
            ]
        },
    }
]
FORM_RENDERER = "marram.design.forms.Renderer"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Found in the packages themselves: no `collectstatic` step between installing and serving.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Who ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
MARRAM_IDLE_MINUTES = int(os.environ.get("MARRAM_IDLE_MINUTES", "30"))

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:account"
CSRF_FAILURE_VIEW = "marram.people.views.idle.refused_as_forged"
ACCOUNT_ADAPTER = "marram.people.views.entrance.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# The link of an invitation has shown that the address is theirs.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True
# Five wrong passwords for an account, or ten from one address in a minute, and it is time to wait.
# A stranger whose session is gone may leave thirty forms an hour to be sent again.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/15m/key",
    "keep_typing": "30/h/ip",
}
ACCOUNT_FORMS = {
    "login": "marram.people.forms.LogIn",
    "change_password": "marram.people.forms.ChangePassword",
    "reset_password": "marram.people.forms.AskForReset",
    "reset_password_from_key": "marram.people.forms.ResetPassword",
    "reauthenticate": "marram.people.forms.EnterPasswordAgain",
}
MFA_ADAPTER = "marram.people.views.entrance.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Marram"
MFA_FORMS = {
    "authenticate": "marram.people.forms.EnterCode",
    "reauthenticate": "marram.people.forms.EnterCodeAgain",
    "activate_totp": "marram.people.forms.SetSecondStep",
}

# --- Safe to send ---------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

# --- Words and days -------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

# --- Mail -----------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = os.environ.get("MARRAM_MAIL_FROM", "Marram <no-reply@marram.example>")
SITE_ADDRESS = os.environ.get("MARRAM_ADDRESS", "http://127.0.0.1:8000")
if _mail := os.environ.get("MARRAM_MAIL_HOST", ""):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail
    EMAIL_PORT = int(os.environ.get("MARRAM_MAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("MARRAM_MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("MARRAM_MAIL_PASSWORD", "")
    EMAIL_USE_TLS = EMAIL_PORT == 587
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "outbox"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
