"""Every setting, read from the environment once. What is unset suits a laptop; production sets the rest.

DATABASE_URL   postgres://user:password@host/name; unset: an embedded server under .local/
SITE_URL       where readers find the site; https turns on secure cookies, HSTS and the redirect to https
SECRET_KEY     unset: one is made and kept under .local/
DEBUG          "on" for tracebacks in the browser; never in production
TIME_ZONE      the desk's clock, as an IANA name
SITE_NAME      the title of the publication
MEDIA_ROOT     where uploaded documents and pictures are kept; unset: .local/media
EXCERPT_WORDS  how many words of somebody else's story may be printed; unset: 150
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.utils.csp import CSP
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from newsroom import database, secret

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"
env = environ.Env()

SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SITE_NAME: str = env.str("SITE_NAME", default="The Docket")
EXCERPT_WORDS: int = env.int("EXCERPT_WORDS", default=150)
SITE_HOST = urlsplit(SITE_URL).hostname or "127.0.0.1"
IS_HTTPS = SITE_URL.startswith("https://")

DEBUG: bool = env.bool("DEBUG", default=False)
SECRET_KEY: str = env.str("SECRET_KEY", default="") or secret.kept_in(LOCAL_DIR / "secret_key")
ALLOWED_HOSTS: list[str] = [SITE_HOST] if IS_HTTPS else [SITE_HOST, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS: list[str] = [SITE_URL]

INSTALLED_APPS = [
    "cases",
    "newsroom.staff",
    "newsroom",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_prose_editor",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "js_asset",
    "pgtrigger",
    "procrastinate.contrib.django",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["newsroom.templatetags.reading"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database.configuration(BASE_DIR, env.str("DATABASE_URL", default=None))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "staff.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = ["newsroom.formats"]
TIME_ZONE: str = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = LOCAL_DIR / "static"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(LOCAL_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsroom.static_files.Storage"},
}

# The prose editor injects one <style> that keeps white space right; the hash allows exactly that one.
PROSE_EDITOR_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy(f"newsroom/editor-{name}.js")], "extensions": {extension: html_tags(tags)}}
    for name, extension, tags in (
        ("citations", "Citation", ["cite"]),
        ("numbers", "LiveNumber", ["data"]),
        ("pictures", "Picture", ["figure", "img", "figcaption"]),
        ("pastes", "Paste", []),
    )
]
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, PROSE_EDITOR_STYLE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_FAILURE_VIEW = "newsroom.pages.errors.not_from_here"
X_FRAME_OPTIONS = "DENY"

# A hundred thousand pasted words, with all the markup a word processor wraps around each.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
# A case with many parties, claims and events is a form with many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "cases.api.schema.ResourceSchema",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "EXCEPTION_HANDLER": "cases.api.problems.problem_response",
    # Else `format` would be a parameter that every resource takes.
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": f"{SITE_NAME} API",
    "DESCRIPTION": (
        "The cases we follow and what we publish about them. Everything public can be read, without a key."
        "\n\n*Lists* come in pages: follow `next` until it is null. Parameters narrow them together; one "
        "that may be given several times finds any of its values. An unknown parameter or a bad value "
        "answers 400 and names it."
        "\n\n*Dates* of the record are given as far as they are known: 2023-06-05, 2023-06 or 2023. What "
        "isn't known is null."
        "\n\n*Two clocks.* The record can be asked as of a day (`as_of`: what held then), as known at a "
        "moment (`known_at`: what we had recorded by then), or both. Filters, orderings and further pages "
        "answer from there too; `clocks` says from where. `recorded_at` is when we first recorded a row. Who "
        "may see what is always today's: what a court has sealed since is told of no time."
        "\n\n*Refusals* are problem details (RFC 9457). *Responses* carry an ETag: send it back as "
        "`If-None-Match` and get 304 while nothing has changed."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATION_PARAMETERS": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "list", "displayOperationId": False},
    "ENUM_NAME_OVERRIDES": {
        "CaseKind": "cases.models.Case.Kind",
        "ClaimKind": "cases.models.Claim.Kind",
        "AliasKind": "cases.models.Alias.Kind",
        "EntityKind": "cases.models.Entity.Kind",
        "EventKind": "cases.models.Event.Kind",
        "DocumentKind": "cases.models.Document.Kind",
        "SourceKind": "cases.models.Source.Kind",
        "PenaltyKind": "cases.models.Penalty.Kind",
        "RelationKind": "cases.models.CaseRelation.Kind",
        "SectionKind": "newsroom.explainers.models.ExplainerSection.Kind",
    },
}

# Jobs wait in the database, in the transaction of whoever asks for them; `manage.py worker` does them.
TASKS = {"default": {"BACKEND": "newsroom.jobs.backend.JobsInDatabase"}}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""
PROCRASTINATE_IMPORT_PATHS = ["newsroom.jobs.running"]

# To standard error, tracebacks included; whoever runs the process decides where that goes.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
