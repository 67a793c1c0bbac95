"""The one settings file.

Every value that differs between a laptop, CI and an office comes from the environment, read by `environs`: a value it
cannot read is an error that names the variable, never a silent default. Importing this module touches nothing outside
the repository. The variables are listed in docs/settings.md.
"""

import tomllib
from pathlib import Path

import dj_database_url
import django_stubs_ext
from django.utils.translation import gettext_lazy as _
from environs import Env, validate

django_stubs_ext.monkeypatch()  # ModelAdmin[Order] and the like, which type checkers want, exist at run time too
env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
# The version stands in pyproject.toml and nowhere else.
VERSION: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
VAR_DIR = BASE_DIR / "var"  # everything the running register writes: database, secret key, collected static files

# Secrets and hosts

DEBUG = env.bool("DEBUG", False)
# Empty means: no session, no token, no server (Django refuses at first use; registry/serving.py refuses at start, and
# a short one too). Commands that sign nothing, such as read_notice and migrate, work without it. `make run` makes one.
SECRET_KEY = env.str("SECRET_KEY", "", validate=validate.Predicate("isprintable", error="must be printable text"))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

# Apps, from the top of the house down; the imports between them point the same way

INSTALLED_APPS = [
    "registry",
    "orders",
    "people",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "registry.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "registry.middleware.LanguageInAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "registry.urls"
WSGI_APPLICATION = "registry.wsgi.application"
ASGI_APPLICATION = "registry.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Database: SQLite needs no set-up; DATABASE_URL=postgres://user:password@host/name is the engine of an office

PATIENCE = 5  # seconds without a connection to PostgreSQL after which a visitor is told to come back
DATABASES = {
    "default": dj_database_url.parse(
        env.str(
            "DATABASE_URL",
            f"sqlite:///{VAR_DIR / 'register.sqlite3'}",
            validate=validate.Regexp("(sqlite|postgres|postgresql)://", error="must be sqlite:///… or postgres://…"),
        )
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "registry.engines.sqlite3"
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {
            # A writer waits for the other writer instead of failing halfway through; readers never wait.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds
            # FULL: what was committed survives a power cut, which WAL alone does not promise.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        }
    )
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["ENGINE"] = "registry.engines.postgresql"
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", PATIENCE)
    DATABASES["default"]["OPTIONS"].setdefault(
        "pool",
        {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL_SIZE", 8, validate=validate.Range(min=1)),
            "timeout": PATIENCE,
            # After that a connection is given up, and the next visitor has a new one tried at once: the pool would
            # wait twice as long each time, minutes after PostgreSQL is back.
            "reconnect_timeout": PATIENCE,
        },
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language and time: Chinese first, a day is a day in Shanghai

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("英文"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# People who log in

LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "orders.office.permissions.DeskPermissions"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# What a browser is told. HTTPS=true belongs behind a proxy that terminates TLS and sets X-Forwarded-Proto.

HTTPS = env.bool("HTTPS", False)
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0  # one year
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: one working day
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # bytes: a whole year's gazette may be pasted

# API, read-only

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "干部任免登记",
    "VERSION": VERSION,
    "SERVE_INCLUDE_SCHEMA": False,
    # Models that may be seen in drafts have no `objects`; the document asks a manager for nothing but its model.
    "DEFAULT_QUERY_MANAGER": "_default_manager",
    "ENUM_NAME_OVERRIDES": {"PrecisionEnum": "orders.models.acts.PRECISION_CHOICES"},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# What the server says goes to standard error, for whatever runs it to keep

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": env.str(
            "LOG_LEVEL", "WARNING", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"])
        ),
    },
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
