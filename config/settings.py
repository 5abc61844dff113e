"""The one settings file: what differs between machines comes from the environment, through
`config.env`.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config import env, security

BASE_DIR = Path(__file__).resolve().parent.parent

PRODUCTION = env.production()
DEBUG = env.debug()
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.allowed_hosts()
SITE_URL = env.site_url()

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "catalogue",
    "api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "catalogue.web.codings.TakenEncodings",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "catalogue.replicas.middleware.Replicas",
    "catalogue.memory.middleware.KeptAnswers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "catalogue.web.middleware.ContentSecurityPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "catalogue.web.codings.Compression",
    "catalogue.memory.middleware.Tags",
    "catalogue.web.middleware.Languages",
    "django.middleware.common.CommonMiddleware",
    "catalogue.web.middleware.ForPeople",  # machines go no further, but straight to their answer
    "django.contrib.sessions.middleware.SessionMiddleware",
    "catalogue.web.middleware.ExplainBadRequests",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "catalogue.web.jinja.environment",
            "context_processors": ["catalogue.web.context.page"],
        },
    },
    {
        # The admin's own templates.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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

#: What the database may take: a visitor waits 5 seconds at most, a command a minute a statement.
TIMEOUTS = "-c statement_timeout={} -c lock_timeout={} -c idle_in_transaction_session_timeout=30000"
TIMEOUTS_OF_COMMANDS = TIMEOUTS.format(60_000, 10_000)
TIMEOUTS_OF_VISITORS = TIMEOUTS.format(5_000, 2_000)
#: Short questions are never worth compiling. The triggers of the history look for a setting: where
#: there is none, each fails inside, and what writes many rows costs the square of their number.
SESSION = "-c jit=off -c pgtrigger.ignore={}"
CONNECTION = {
    "connect_timeout": 5,
    "options": f"{SESSION} {TIMEOUTS_OF_COMMANDS}",
    # What a connection is asked for the sixth time, the database has read and planned already.
    "server_side_binding": True,
    "prepare_threshold": 5,
}
#: A replica is soon given up: others answer in its place.
IMPATIENT = CONNECTION | {
    "connect_timeout": 2,
    "tcp_user_timeout": 3_000,
    "keepalives_idle": 5,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "options": f"{SESSION} {TIMEOUTS_OF_VISITORS} -c default_transaction_read_only=on",
}


def server(found, options):
    """Django's words for one of the database's servers; what its address says wins."""
    said = found["OPTIONS"]
    both = f"{options['options']} {said.get('options', '')}".strip()
    return {
        **found,
        "OPTIONS": {**options, **said, "options": both},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {
    "default": server(env.database(), CONNECTION),
    **{
        f"replica-{number}": server(replica, IMPATIENT) | {"TEST": {"MIRROR": "default"}}
        for number, replica in enumerate(env.replicas(), start=1)
    },
}
#: The servers that readers are answered from.
REPLICAS = [name for name in DATABASES if name != "default"]
#: Never answered from a replica. Whoever follows the catalogue's changes is given places in their
#: order: a replica that is not as far yet would tell of less than was promised.
ON_THE_PRIMARY = ("/admin/", "/healthz", "/readyz", "/api/v1/changes/", "/api/v1/exports/")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "catalogue" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

#: Who publishes this site: shown on the legal and accessibility pages.
PUBLISHER = env.publisher()

#: Who is told what needs an editor after other catalogues were read, and how mail is sent.
HARVEST_REPORT_TO = env.harvest_report_to()
globals().update(env.mail())
DEFAULT_FROM_EMAIL = env.mail_from()
EMAIL_TIMEOUT = 20

STATIC_URL = "/static/"
STATIC_ROOT = env.data_dir() / "static" if PRODUCTION else None
#: Files made from others: one style sheet out of many.
BUILT_DIR = env.data_dir() / "built"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "catalogue.web.styles.StyleSheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}

CONTENT_SECURITY_POLICY = security.CONTENT_SECURITY_POLICY
PERMISSIONS_POLICY = security.PERMISSIONS_POLICY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION and SITE_URL.startswith("https://"):
    SECURE_SSL_REDIRECT = env.redirect_to_https()
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = security.HSTS_SECONDS
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

#: How many bytes of answers each process keeps; 0 keeps none.
KEPT_ANSWERS = 0 if DEBUG else env.kept_answers()
#: Where answers depend on who asks, or on the moment.
NEVER_KEPT = ("/admin/", "/healthz", "/readyz")

REST_FRAMEWORK = {
    "EXCEPTION_HANDLER": "api.errors.explain",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiation.AlwaysJson",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
#: `{scope: (requests, seconds)}` for a reader without a token; 0 requests means no limit.
API_LIMITS = {
    "read": (env.api_limit(), 60),
    "search": (-(-env.api_limit() // 3), 60),
    "export": (-(-env.api_limit() // 10), 60),
}
#: A reader with a token may ask this many times as often.
API_TOKEN_FACTOR = 10
#: Where machines ask: faults are told there in the words of the API.
MACHINE_PATHS = ("/api/", "/open-catalog/")
#: How many proxies in front of us add to X-Forwarded-For.
TRUSTED_PROXIES = env.proxies()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.log_level()},
    "loggers": {
        # Wrong addresses are the visitor's business, not the log's.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
