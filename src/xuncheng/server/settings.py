"""Settings of the program. What differs between installations comes from the environment (docs/operations.md)."""

from __future__ import annotations

import os
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from xuncheng.foundation.people import oidc
from xuncheng.foundation.people.upstream.providers import load_providers
from xuncheng.server.locality import load_locality
from xuncheng.server.secret import installation_secret, signing_key
from xuncheng.server.settings_accounts import *  # noqa: F403 # the settings of signing in, in a file of their own

ROOT = Path(os.environ.get("XUNCHENG_ROOT", Path.cwd()))
VAR = Path(os.environ.get("XUNCHENG_VAR", ROOT / "var"))
LOCALITY_DIR = ROOT / "localities" / os.environ.get("XUNCHENG_LOCALITY", "demo")
LOCALITY = load_locality(LOCALITY_DIR)

DEBUG = False
SECRET_KEY = os.environ.get("XUNCHENG_SECRET_KEY") or installation_secret(VAR)
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("XUNCHENG_OLD_SECRET_KEYS", "").split(",") if key]
ALLOWED_HOSTS = os.environ.get("XUNCHENG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("XUNCHENG_ORIGINS", "").split(",") if o]
HTTPS = os.environ.get("XUNCHENG_HTTPS") == "1"
# By what address others know this installation: the source of the events that it sends
ADDRESS = (
    os.environ.get("XUNCHENG_ADDRESS") or next(iter(CSRF_TRUSTED_ORIGINS), "http://127.0.0.1:8000")
).rstrip("/")


def _database(url: str) -> dict[str, object]:
    """Django's settings for one connection string. Server-side binding prepares the hot statements."""
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "xuncheng.server.database",
        "NAME": parts.get("dbname", "xuncheng"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5},
    }


# The program connects as a role that owns nothing; only `xuncheng migrate` connects as the owner.
DATABASE_URL = os.environ.get("DATABASE_URL", "dbname=xuncheng user=xuncheng_app")
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", DATABASE_URL)
AS_OWNER = os.environ.get("XUNCHENG_AS_OWNER") == "1"
DATABASES = {"default": _database(DATABASE_OWNER_URL if AS_OWNER else DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.gis",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "allauth.idp.oidc",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "xuncheng.foundation.messages",
    "xuncheng.foundation.trail",
    "xuncheng.foundation.places",
    "xuncheng.foundation.people",
    "xuncheng.foundation.files",
    "xuncheng.foundation.batches",
    "xuncheng.foundation.exports",
    "xuncheng.domains.law",
    "xuncheng.domains.powers",
    "xuncheng.domains.legacy",
    "xuncheng.domains.subjects",
    "xuncheng.domains.documents",
    "xuncheng.domains.money",
    "xuncheng.domains.monitoring",
    "xuncheng.domains.patrol",
    "xuncheng.domains.intake",
    "xuncheng.domains.cases",
    "xuncheng.domains.custody",
    "xuncheng.domains.collection",
    "xuncheng.domains.remedies",
    "xuncheng.domains.publication",
    "xuncheng.domains.portal",
    "xuncheng.domains.equipment",
    "xuncheng.gateways.webhooks",
    "xuncheng.gateways.open311",
    "xuncheng.gateways.exchange",
    "xuncheng.gateways.ogc",
    "xuncheng.gateways.scim",
    "xuncheng.gateways.backchannel",
    "xuncheng.gateways.field",
    "xuncheng.server",
]

MIDDLEWARE = [
    "xuncheng.server.problems.say_problems",
    "xuncheng.gateways.open311.refusing.say_errors",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "xuncheng.gateways.field.door.know_terminals",
]
ROOT_URLCONF = "xuncheng.server.urls"
WSGI_APPLICATION = "xuncheng.server.asgi.wsgi"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(oidc.__file__).with_name("templates")],  # our pages stand before those of allauth
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

AUTH_USER_MODEL = "people.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
SESSION_COOKIE_NAME = "xuncheng_session"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True

# Other systems sign in with our users (OpenID Connect): the key that signs, kept as the installation's other secrets are.
_OIDC_KEY = os.environ.get("XUNCHENG_OIDC_KEY", "")
IDP_OIDC_PRIVATE_KEY = Path(_OIDC_KEY).read_text() if _OIDC_KEY else signing_key(VAR)
# And our users may sign in by somebody else's provider, such as the district's
SIGN_IN_PROVIDERS = load_providers(Path(os.environ.get("XUNCHENG_PROVIDERS", VAR / "providers.toml")))
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [one.as_app() for one in SIGN_IN_PROVIDERS]}}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
STATIC_URL = "/static/"
WEB_THREADS = int(os.environ.get("XUNCHENG_WEB_THREADS", "4"))

# Files: a local folder, or an S3 store when a bucket is named.
FILES_DIR = Path(os.environ.get("XUNCHENG_FILES", VAR / "files"))
# Off only for what can be done again: the loading of the demo does not wait for the disk after each file
FILES_DURABLE = os.environ.get("XUNCHENG_FILES_DURABLE", "1") == "1"
# Folders through which platforms exchange work orders (docs/exchange.md); an SFTP server may fill and empty them
EXCHANGE_DIR = Path(os.environ.get("XUNCHENG_EXCHANGE", VAR / "exchange"))
FILES_S3_BUCKET = os.environ.get("XUNCHENG_S3_BUCKET", "")
FILES_S3_ENDPOINT = os.environ.get("XUNCHENG_S3_ENDPOINT", "")
FILES_MAX_BYTES = int(os.environ.get("XUNCHENG_FILES_MAX_BYTES", 200 * 1024 * 1024))
# After how many days a file is removed that was given and never used; 0: never
FILES_UNUSED_DAYS = int(os.environ.get("XUNCHENG_FILES_UNUSED_DAYS", "7"))
# The field app: versions below the minimum are sent to update; what one phone may hold of an area, in bytes
FIELD_MINIMUM_VERSION = os.environ.get("XUNCHENG_FIELD_MINIMUM", "")
FIELD_BUDGET = int(os.environ.get("XUNCHENG_FIELD_BUDGET", 30 * 1024 * 1024))
# The agency's key for signing documents: a PKCS#12 file. Without one the installation makes its own (var/signing).
SIGN_P12 = os.environ.get("XUNCHENG_SIGN_P12", "")
SIGN_P12_PASSWORD = os.environ.get("XUNCHENG_SIGN_P12_PASSWORD", "")
SIGN_PKCS11_MODULE = os.environ.get("XUNCHENG_SIGN_PKCS11_MODULE", "")
SIGN_PKCS11_TOKEN = os.environ.get("XUNCHENG_SIGN_PKCS11_TOKEN", "")
SIGN_PKCS11_PIN = os.environ.get("XUNCHENG_SIGN_PKCS11_PIN", "")
SIGN_PKCS11_LABEL = os.environ.get("XUNCHENG_SIGN_PKCS11_LABEL", "")
FONT_DIRS = [VAR / "fonts"]

# What fails is said on the standard error stream, where the supervisor and systemd keep it; refusals are answers.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}
