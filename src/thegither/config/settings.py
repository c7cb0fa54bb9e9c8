"""All settings, read from the environment. `docs/reference/settings.md` explains each."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from thegither.config.capabilities import CAPABILITIES, SPINE
from thegither.config.database import read_database
from thegither.config.environment import day, flag, number, text
from thegither.config.identity import read_providers
from thegither.config.logs import logging_settings
from thegither.config.modes import (
    PRODUCTION,
    read_address,
    read_debug,
    read_hosts,
    read_mode,
    read_secret,
)

PACKAGE = Path(__file__).resolve().parent.parent
MODE = read_mode()
DATA_DIR = Path(text("THEGITHER_DATA", "var")).resolve()
SEAL_DIR = Path(text("THEGITHER_SEALS", str(DATA_DIR / "seals"))).resolve()
SECRET_KEY = read_secret(MODE, DATA_DIR)
DEBUG = read_debug(MODE)
ALLOWED_HOSTS = read_hosts(MODE)
# Whose word is taken for a visitor's address; limits on tries count by it.
PROXIES = [address.strip() for address in text("THEGITHER_PROXIES").split(",") if address.strip()]
HTTPS = MODE == PRODUCTION and not flag("THEGITHER_BEHIND_PLAIN_HTTP")
# Where the house is, as letters name it: they go out by the clock, when no request can tell.
ADDRESS = read_address(MODE, ALLOWED_HOSTS, https=HTTPS)
# Whether anybody who reads a mailbox may start a partnership on the front door.
OPEN_TO_NEW = flag("THEGITHER_OPEN_TO_NEW", default=MODE != PRODUCTION)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "rules",
    "thegither.ui",
    "django.forms",  # after ui, whose widget templates come first
    *SPINE,
    *CAPABILITIES,
    "thegither.thread",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thegither.ui.states.buttons_only",
]

ROOT_URLCONF = "thegither.config.urls"
WSGI_APPLICATION = "thegither.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thegither.spine.people.pages.here",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "thegither.spine.evidence.templatetags.figures",
                "thegither.spine.people.templatetags.rights",
            ],
        },
    }
]

FORM_RENDERER = "thegither.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "thegither.ui.states.stale_form"

# What the house asks of somebody: the joining floor knows, the page "You" shows it.
ASKS_OF = "thegither.thread.queries.asks_of"
# Every capability's `activity`: data protection asks each how it handles what people say.
ACTIVITIES = "thegither.thread.registry.activities"
# Our own words with their plain sense, for the check of words in editors.
OWN_WORDS = "thegither.thread.glossary.own_words"
# The words that an alert is about, for whoever has the duty to read them.
WORDS_OF = "thegither.thread.queries.words_of"
# What contact adds to the page "You": invitations, helpers, ways to be reached.
ABOUT_YOU = "thegither.spine.contact.about_you.about_you"
# How a letter goes to a person, and whether they want any: for the floors that contact stands on.
LETTERS = "thegither.spine.contact.letters"

# --- data ---------------------------------------------------------------------------------------
DATABASES = {"default": read_database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- people -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "thegither.spine.people.accounts.Accounts",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = reverse_lazy("people:sign_in")
LOGIN_REDIRECT_URL = "/"
# A session row would carry the time at which somebody came, beside the votes they cast: keep none.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "name"
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ONLY = True
SOCIALACCOUNT_PROVIDERS = read_providers()
SOCIALACCOUNT_ADAPTER = "thegither.spine.people.identity.Adapter"
# A link and no form: `form-action` would stop a form whose answer leads on to the provider. Nothing
# happens here by opening it; signing in happens at the provider.
SOCIALACCOUNT_LOGIN_ON_GET = True

# --- mail ---------------------------------------------------------------------------------------
EMAIL_BACKEND = text("THEGITHER_MAIL_BACKEND", "thegither.config.mail.EmailBackend")
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_HOST = text("THEGITHER_MAIL_HOST", "localhost")
EMAIL_PORT = number("THEGITHER_MAIL_PORT", 25)
EMAIL_HOST_USER = text("THEGITHER_MAIL_USER")
EMAIL_HOST_PASSWORD = text("THEGITHER_MAIL_PASSWORD")
EMAIL_USE_TLS = flag("THEGITHER_MAIL_TLS")
DEFAULT_FROM_EMAIL = text("THEGITHER_MAIL_FROM", "thegither@localhost")

# --- language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("gd", _("Scottish Gaelic"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- files --------------------------------------------------------------------------------------
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
# An address names the content behind it, so browsers may keep it for a year.
WHITENOISE_MAX_AGE = 365 * 24 * 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "thegither.ui.static_files.NamedByContent"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MAX_IMPORT_BYTES = number("THEGITHER_MAX_IMPORT_MB", 200) * 1024 * 1024
# Attached papers: never below a folder that a web server hands out.
PAPER_DIR = DATA_DIR / "papers"
MAX_PAPER_BYTES = number("THEGITHER_MAX_PAPER_MB", 20) * 1024 * 1024

# --- the accessibility statement: what only the body that answers for the site can say ---------------
ACCESSIBILITY = {
    "organization": text("THEGITHER_ORGANIZATION"),
    "email": text("THEGITHER_ACCESSIBILITY_EMAIL"),
    "phone": text("THEGITHER_ACCESSIBILITY_PHONE"),
    "reply_days": number("THEGITHER_ACCESSIBILITY_REPLY_DAYS", 10),
    "reviewed_on": day("THEGITHER_ACCESSIBILITY_REVIEWED"),
}

# --- security -----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
# Counters live in each worker's memory on purpose: a shared table would store who voted when.
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]
RATELIMIT_ENABLE = not flag("THEGITHER_NO_RATE_LIMITS")

# A watcher inside the machine asks without TLS, and is told nothing but yes or no.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
TICK_LATE_MINUTES = number("THEGITHER_TICK_LATE_MINUTES", 10)

# --- logs: no request lines, no addresses, no names ---------------------------------------------
LOGGING = logging_settings(careful=MODE == PRODUCTION)
