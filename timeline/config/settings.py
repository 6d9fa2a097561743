"""Every setting, each read from the environment by a typed reader.

docs/configuration.md explains the variables and `.env.example` lists them. Values only: nothing
here starts a server or opens a connection.
"""

import secrets
from pathlib import Path

from django.utils.csp import CSP

from timeline.config.env import Environment

BASE_DIR = Path(__file__).resolve().parents[2]

env = Environment(BASE_DIR / ".env")

# --- What kind of process this is ---------------------------------------------------------------

DEBUG = env.flag("TIMELINE_DEBUG", default=False)
TIMELINE_DIAGNOSTICS = env.flag("TIMELINE_DIAGNOSTICS", default=DEBUG)
# A template that asks the database raises, so that no page grows queries unnoticed.
TIMELINE_GUARD_TEMPLATES = DEBUG
TIMELINE_DATA_DIR = env.folder("TIMELINE_DATA_DIR", default=BASE_DIR / ".data")

# A command may run without a key; serving may not (timeline/config/serving.py refuses).
SECRET_KEY = env.secret("TIMELINE_SECRET_KEY", file=TIMELINE_DATA_DIR / "secret_key")
TIMELINE_SECRET_KEY_IS_KEPT = bool(SECRET_KEY)
SECRET_KEY = SECRET_KEY or secrets.token_urlsafe(50)

ALLOWED_HOSTS = env.words("TIMELINE_ALLOWED_HOSTS", default=("localhost", "127.0.0.1", "[::1]"))

# --- What the site is ---------------------------------------------------------------------------

TIMELINE_SITE_NAME = env.text("TIMELINE_SITE_NAME", default="Sourced Timeline")
# two: a second person must agree to what docs/editing.md says takes two people.
TIMELINE_REVIEW = env.choice("TIMELINE_REVIEW", ("two", "one"), default="two")
# Every service refuses to write; people can still sign in and read.
TIMELINE_READ_ONLY = env.flag("TIMELINE_READ_ONLY", default=False)

INSTALLED_APPS = [
    # Before the admin, so that our templates and commands win over Django's.
    "timeline.apps.TimelineConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles, so that runserver serves files the same way gunicorn does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "django_filters",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "timeline.web.middleware.CountQueries",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Inside WhiteNoise, which has compressed files of its own; outside the ETags, which are of
    # the words and not of their packing.
    "timeline.web.middleware.CompressAnswers",
    "timeline.web.middleware.RefuseUnreadable",
    "timeline.web.middleware.AnswerConditionally",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "timeline.accounts.middleware.DemandSecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "timeline.web.middleware.DropTrackingWords",
    "timeline.api.problems.RefuseMethods",
]

ROOT_URLCONF = "timeline.config.urls"
WSGI_APPLICATION = "timeline.config.wsgi.application"
ASGI_APPLICATION = "timeline.config.asgi.application"

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
                "timeline.web.rendering.shell",
            ],
        },
    },
]

# --- Database -----------------------------------------------------------------------------------

DATABASES = {
    "default": {
        **(
            env.database("DATABASE_URL")
            # Our own key: the backend starts the embedded server that lives in this folder.
            or {"NAME": "timeline", "USER": "timeline", "CLUSTER_DIR": TIMELINE_DATA_DIR}
        ),
        "ENGINE": "timeline.database.backend",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Milliseconds; 0 is no limit. The backend passes both on with every connection.
        "LOCK_TIMEOUT_MS": env.whole_number("TIMELINE_LOCK_TIMEOUT_MS", default=1000),
        "STATEMENT_TIMEOUT_MS": env.whole_number("TIMELINE_STATEMENT_TIMEOUT_MS", default=0),
    }
}
# Loopback and private by its 0700 socket, but with neither backups nor roles: a server that the
# public can reach has to say that it means it.
TIMELINE_ALLOW_EMBEDDED_DATABASE = env.flag("TIMELINE_ALLOW_EMBEDDED_DATABASE", default=False)
TIMELINE_PG_BIN = env.folder("TIMELINE_PG_BIN", default=None)
DATABASES["default"]["PG_BIN"] = TIMELINE_PG_BIN

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Accounts -----------------------------------------------------------------------------------

AUTH_USER_MODEL = "timeline.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
# A sign-in lasts a working day.
SESSION_COOKIE_AGE = 12 * 60 * 60
# Seconds for which a link to set a new password works.
PASSWORD_RESET_TIMEOUT = 60 * 60
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Sign-in (allauth) --------------------------------------------------------------------------

ACCOUNT_ADAPTER = "timeline.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "timeline.accounts.forms.SignInForm"}
# Whoever has no e-mail address signs in by name.
ACCOUNT_LOGIN_METHODS = ["email", "username"]
# Addresses are given by administrators and by invitation, not claimed by strangers.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A change of password or of a second factor is told by e-mail.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{TIMELINE_SITE_NAME}] "
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Failed passwords are counted by name and address together (timeline/accounts/adapters.py), so
# that a stranger's failures do not keep the owner out.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,5/5m/key",
    # By the address that is written to. Whoever is refused has a link of the last hour, which
    # still works (PASSWORD_RESET_TIMEOUT), so strangers can neither flood nor block a mailbox.
    "reset_password": "20/m/ip,5/h/key",
}

MFA_ADAPTER = "timeline.accounts.adapters.FactorAdapter"
MFA_FORMS = {
    "add_webauthn": "timeline.accounts.forms.AddPasskeyForm",
    "authenticate_webauthn": "timeline.accounts.forms.FactorPasskeyForm",
    "login_webauthn": "timeline.accounts.forms.SignInPasskeyForm",
    "reauthenticate_webauthn": "timeline.accounts.forms.ProofPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = TIMELINE_SITE_NAME
# Codes of the half minute before and after: clocks of telephones are not exact.
MFA_TOTP_TOLERANCE = 1

# Attempts are counted in a table, so that all processes of a server count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "timeline_attempts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- E-mail: invitations, new passwords, notices about one's own account ------------------------

DEFAULT_FROM_EMAIL = env.text("TIMELINE_EMAIL_FROM", default="timeline@localhost")
_MAIL_SERVER = env.mail_server("TIMELINE_EMAIL_URL")
# Pages do not say "sent" where nothing leaves the machine.
TIMELINE_SENDS_MAIL = _MAIL_SERVER is not None
MAILERS = {
    # Without a mail server: a file each, in a folder of whoever runs the site.
    "default": _MAIL_SERVER
    or {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": TIMELINE_DATA_DIR / "mail"},
    }
}
# Files are meant: without a mail server links are handed over by hand (docs/operations.md).
SILENCED_SYSTEM_CHECKS = ["mail.E001"]

# --- Languages and time -------------------------------------------------------------------------

LANGUAGE_CODE = "en"
_KNOWN_LANGUAGES = {"en": "English", "ar": "العربية"}
LANGUAGES = [
    (code, _KNOWN_LANGUAGES[code])
    for code in env.choices("TIMELINE_LANGUAGES", tuple(_KNOWN_LANGUAGES), default=("en",))
]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "timeline.config.formats"
USE_TZ = True
TIME_ZONE = "UTC"

# --- Files --------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = TIMELINE_DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = TIMELINE_DATA_DIR / "media"
# A pasted article is text, not a film; an event form with many claims has many fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- What browsers are told ---------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# The admin's checks and same-origin posts need the origin; no other site learns a path.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

TIMELINE_HTTPS = env.flag("TIMELINE_HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = TIMELINE_HTTPS
# Probes come from the machine itself, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TIMELINE_HTTPS
if env.flag("TIMELINE_TRUST_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Rate limits of the sign-in count by the visitor's address, which the proxy adds last.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
# Only when told: a browser remembers it for that many seconds and it can't be taken back.
SECURE_HSTS_SECONDS = env.whole_number("TIMELINE_HSTS_SECONDS", default=0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "timeline.desk.pages.csrf_failure"

# --- Log: one line each on standard error, no address of a reader -------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "timeline": {
            "level": env.choice("TIMELINE_LOG_LEVEL", ("DEBUG", "INFO", "WARNING"), "INFO")
        },
        # Django's own handlers mail administrators and repeat what the root says.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Refused and missing pages are not faults of ours, and their addresses are what a reader
        # looked for.
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
