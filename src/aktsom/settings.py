"""Settings, read from the environment where places differ; without any the platform runs embedded, for one machine.

AKTSOM_ENV        demo, test or production (default production: refuses to start without a secret and host names)
AKTSOM_VAR        folder for the database, uploads and caches (default ./var)
DATABASE_URL      postgres://… for PostgreSQL; default SQLite in AKTSOM_VAR
AKTSOM_SECRET     signing secret, at least 50 characters; outside production one is made and kept in AKTSOM_VAR
AKTSOM_HOSTS      host names served, comma separated
AKTSOM_HTTPS      1 when served behind TLS: secure cookies, HSTS; the proxy must then set X-Forwarded-Proto itself
AKTSOM_PROXIES    how many proxies stand before the platform and add to X-Forwarded-For (default 1 behind TLS, else 0);
                  sign-in is throttled by the address that the outermost of them saw
AKTSOM_SITE       the address that people open, https://aktsom.example: links in letters begin with it. In production it
                  must be set and its host be one of AKTSOM_HOSTS; the demo takes the address it serves
AKTSOM_MAIL_FROM  whom letters come from, "Aktsom <aktsom@example.no>"; must be set in production
AKTSOM_SMTP       host:port of the mail relay; without it messages are written to AKTSOM_VAR/mail
AKTSOM_COMPANY_REGISTER
                  where the company register's open interface stands (the Norwegian one:
                  https://data.brreg.no/enhetsregisteret/api); without it nothing is fetched, and files can be taken in
AKTSOM_EVIDENCE   folder for files that are sent in as evidence (default AKTSOM_VAR/evidence; the same disk as
                  AKTSOM_VAR/uploads, where files on their way lie, saves copying them)
AKTSOM_S3         address of an S3-compatible store for those files instead, https://s3.example.no; then also
                  AKTSOM_S3_BUCKET, AKTSOM_S3_REGION (default us-east-1), AKTSOM_S3_KEY_ID and AKTSOM_S3_SECRET, or
                  the secret in a file: AKTSOM_S3_SECRET_FILE. The bucket is for this alone: what in it no row names is
                  cleared away
AKTSOM_CLAMD      where ClamAV's clamd listens, unix:/run/clamav/clamd.ctl or host:port; without it nothing is scanned
AKTSOM_OIDC       a TOML file with the members' identity providers (OpenID Connect), a table [[provider]] each:
                    id             short name in addresses and in the table of domains (a-z, 0-9, -)
                    name           what the button says: "Oslo kommune (Entra ID)"
                    server_url     issuer, https; its .well-known/openid-configuration is read
                    client_id      as registered with the provider, with the redirect address
                                   https://HOST/konto/hos/ID/tilbake/ and, for signing out, AKTSOM_SITE/konto/logg-inn/
                    secret_env     the environment variable with the secret, or instead (private_key_jwt)
                    key_file       a PEM file with the platform's own private key, RSA of 2048 bits or EC P-256; for
                                   Entra ID with its certificate in it too
                    key_id         the number (kid) that the provider has for the key, as ID-porten gives
                    key_audience   whom the proof is for; default the issuer. Entra ID: its token address
                    scopes         default ["openid", "profile", "email"]
                    acr_values     what is asked for; one of them must come back, in acr (or acrs, as Entra ID has it)
                    second_factor  true: the provider asks for two factors itself; believed only when it says so each
                                   time, by one of the acr_values, or without any by "mfa" in amr. Else we ask for one
                    authoritative  true: an address of a mapped domain counts though the provider says nothing of
                                   email_verified (Entra ID of one organisation). Never for one that anybody may join
                    sign_out       false: who signs out here stays signed in there (default true)
                  Which domains a provider is believed for, and for which member: `aktsom domain`
"""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from aktsom.core.site_address import read_sender, read_site
from aktsom.follow_up.storage.places import read_place
from aktsom.members.sign_in_limits import lasts
from aktsom.sign_in_settings import *  # noqa: F403  settings are found by their names
from aktsom.web.signin.openid.providers import read_providers

HERE = Path(__file__).resolve().parent
ENV = os.environ.get("AKTSOM_ENV", "production")
VAR = Path(os.environ.get("AKTSOM_VAR", "var")).resolve()
HTTPS = os.environ.get("AKTSOM_HTTPS") == "1"
SHORTEST_SECRET = 50  # characters

DEBUG = False
ALLOWED_HOSTS = [h for h in os.environ.get("AKTSOM_HOSTS", "").split(",") if h]
if ENV != "production":
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "testserver"]
elif not ALLOWED_HOSTS or "AKTSOM_SECRET" not in os.environ:
    raise ImproperlyConfigured("Set AKTSOM_SECRET and AKTSOM_HOSTS, or AKTSOM_ENV=demo to try the platform.")
elif len(os.environ["AKTSOM_SECRET"]) < SHORTEST_SECRET:
    raise ImproperlyConfigured(f"AKTSOM_SECRET must have at least {SHORTEST_SECRET} characters.")


def _kept_secret() -> str:
    """A secret made once and kept beside the database, so that sessions survive a restart of the demo."""
    path = VAR / "secret"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(64))
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = os.environ.get("AKTSOM_SECRET") or _kept_secret()

INSTALLED_APPS = [
    "aktsom.apps.AktsomConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "aktsom.web.concerns.trace.WithoutTraceMiddleware",  # before anything that looks at who asks
    "aktsom.web.public.open_pages.OpenPagesMiddleware",  # outside the session: an open page knows of none
    "django.contrib.sessions.middleware.SessionMiddleware",
    "aktsom.web.base.middleware.LanguageMiddleware",
    "aktsom.web.base.middleware.LargeRequestMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "aktsom.web.signin.lasting.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "aktsom.web.base.middleware.ActorMiddleware",
    "aktsom.web.signin.asking.SecondFactorMiddleware",
    "aktsom.web.base.middleware.DomainErrorMiddleware",
    "aktsom.web.base.middleware.NullCharacterMiddleware",
]

ROOT_URLCONF = "aktsom.web.urls"
WSGI_APPLICATION = "aktsom.web.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HERE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "aktsom.web.base.jinja.environment",
            "context_processors": ["aktsom.web.base.page.page", "django.contrib.messages.context_processors.messages"],
        },
    },
    {
        # allauth's own pages where ours do not stand in for them
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# SQLite: one writer at a time takes the lock at the start of its transaction and the others wait, instead of failing
# half-way; the write-ahead log lets readers go on meanwhile.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 120,  # as long as the largest register takes to be written
    # Temporary data stay in files: kept in memory, SQLite's note of what a nested transaction changed is a list that is
    # walked from its start at each statement, and a hundred thousand updates take many minutes instead of two seconds.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;"
    " PRAGMA recursive_triggers=ON;",  # «insert or replace» counts as a delete, which the journal refuses
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'aktsom.sqlite3'}"), conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
        # Beyond this any entry may be thrown out; whoever fills the cache must not wipe out counted sign-in tries.
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    }
}
MEDIA_ROOT = VAR / "files"
EVIDENCE = read_place(os.environ, VAR)  # told of in `follow_up.files`
UPLOADS = VAR / "uploads"  # files on their way
CLAMD = os.environ.get("AKTSOM_CLAMD", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Sign-in; what is the same everywhere stands in `sign_in_settings`.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("AKTSOM_PROXIES", "1" if HTTPS else "0"))
SOCIALACCOUNT_ADAPTER = "aktsom.web.signin.openid.arriving.SocialAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    "openid_connect": {
        "provider_class": "aktsom.web.signin.openid.provider.OpenIdProvider",
        "APPS": [
            provider.as_app()
            for provider in read_providers(os.environ.get("AKTSOM_OIDC", ""), os.environ, plain=ENV != "production")
        ],
    }
}
# No session outlives the limits of `members.reference.limits`; the cookie and the row need not either.
SESSION_COOKIE_AGE = int(lasts("session_age").total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PASSWORD_RESET_TIMEOUT = int(lasts("reset_link").total_seconds())
# Behind TLS no other host of the same domain can set or read them.
_COOKIES = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_COOKIES}sessionid", f"{_COOKIES}csrftoken"
SEEN_COOKIE_NAME = f"{_COOKIES}seen"  # when the session was last used, signed
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Language: the texts in the code are Bokmål; the two others are translations of it.
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [HERE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENV == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Letters. What production lacks of this is told by `core.start_checks`.
SITE = read_site(os.environ.get("AKTSOM_SITE", "")) or ("" if ENV == "production" else "http://127.0.0.1:8000")
MAIL_FROM = read_sender(os.environ.get("AKTSOM_MAIL_FROM", ""))
DEFAULT_FROM_EMAIL = MAIL_FROM or "Aktsom <aktsom@localhost>"
SMTP = os.environ.get("AKTSOM_SMTP", "")
# What the open pages say of who runs the place, whom to ask of one's rights and of barriers, and whom to tell of holes.
RUN_BY = os.environ.get("AKTSOM_RUN_BY", "")
CONTACT = read_sender(os.environ.get("AKTSOM_CONTACT", ""), "AKTSOM_CONTACT")
SECURITY_CONTACT = os.environ.get("AKTSOM_SECURITY_CONTACT", "")
if SMTP:
    EMAIL_HOST, _, _port = SMTP.partition(":")
    EMAIL_PORT = int(_port or 25)
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR / "mail"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_form": {"()": "aktsom.web.concerns.quiet_log.WithoutForm"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_form"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

# Outbox messages are delivered by `aktsom work`; tests deliver them in the same process as soon as they are committed.
OUTBOX_INLINE = ENV == "test"
PAGE_PROCESSES = 2  # of the web server; what each counts for itself is a part of the whole
# Where the company register is asked, without a slash at the end; empty: not at all.
COMPANY_REGISTER = os.environ.get("AKTSOM_COMPANY_REGISTER", "").rstrip("/")
# Largest register taken in: bytes of the file and rows of its table.
REGISTER_MAX_BYTES = int(os.environ.get("AKTSOM_REGISTER_MAX_MB", "50")) * 1024 * 1024
REGISTER_MAX_ROWS = int(os.environ.get("AKTSOM_REGISTER_MAX_ROWS", "200000"))
