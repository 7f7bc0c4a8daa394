"""Django's settings, read from the environment; every default is safe for one machine at home.

RETROWALK_HOME          folder for database, recordings and key (default: ~/.retrowalk)
RETROWALK_DATABASE_URL  postgres://user:password@host:port/name; default is SQLite in the folder
RETROWALK_HOSTS         further host names, comma separated
RETROWALK_TIME_ZONE     such as Europe/Berlin: when a day begins (default: this machine's)
RETROWALK_HTTPS         "1" behind HTTPS: cookies only travel encrypted, HSTS is sent
RETROWALK_DEMO          "1" offers the demo household on the front page (set by `retrowalk serve`
                        on this machine's own address only)
RETROWALK_QUICK         "1" on a server for many: loads the compiled kernels in the background, for
                        160 MB more of memory; sessions are then analysed in a third of the time
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from retrowalk.server.database import database
from retrowalk.server.home import home, secret_key, time_zone
from retrowalk.server.static_version import version

HERE = Path(__file__).resolve().parent
HOME = home()

DEBUG = False
SECRET_KEY = secret_key(HOME)
HTTPS = os.environ.get("RETROWALK_HTTPS") == "1"
DEMO = os.environ.get("RETROWALK_DEMO") == "1"
QUICK = os.environ.get("RETROWALK_QUICK") == "1"
EXTRA_HOSTS = [
    h.strip() for h in os.environ.get("RETROWALK_HOSTS", "").split(",") if h.strip()
]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *EXTRA_HOSTS]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in EXTRA_HOSTS]

ROOT_URLCONF = "retrowalk.server.urls"
WSGI_APPLICATION = "retrowalk.server.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "retrowalk.server.people.apps.PeopleConfig",
    "retrowalk.server.programme.apps.ProgrammeConfig",
    "retrowalk.server.sessions.apps.WalksConfig",
    "retrowalk.server.outcomes.apps.OutcomesConfig",
    "retrowalk.server.learn.apps.LearnConfig",
    "retrowalk.server.api.apps.ApiConfig",
    "retrowalk.server.player.apps.PlayerConfig",
    "retrowalk.server.partner.apps.PartnerConfig",
    "retrowalk.server.watches.apps.WatchesConfig",
    "retrowalk.server.takeout.apps.TakeoutConfig",
    "retrowalk.server.demo.apps.DemoConfig",
    "retrowalk.server.proof.apps.ProofConfig",
    "retrowalk.server.report.apps.ReportConfig",
]

MIDDLEWARE = [
    "retrowalk.server.kept_by_nobody.KeptByNobody",
    "retrowalk.server.api.problems.ProblemDocuments",
    "retrowalk.server.limits.RefuseOversizedBody",
    "retrowalk.server.people.zone.ReadersClock",
    "django.middleware.security.SecurityMiddleware",
    "retrowalk.server.static_files.SmallAndKept",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]

FORM_RENDERER = "retrowalk.server.form_pages.PageForms"

DATABASES = {"default": database(os.environ.get("RETROWALK_DATABASE_URL"), HOME)}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# A home installation has no mail server: people sign in with a name, and need no address.
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Retrowalk"
# Browsers themselves allow passkeys over plain HTTP on "localhost", and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
ACCOUNT_SESSION_REMEMBER = True
LOGIN_REDIRECT_URL = "household"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "front"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = time_zone()
USE_TZ = True

STATIC_URL = f"static/{version()}/"
STATICFILES_DIRS = [HERE / "static"]
# Assets are served straight from the installed package: no build step, no collected copy.
WHITENOISE_USE_FINDERS = True

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SHELF = HOME / "recordings"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # bytes; one form or one chunk
FILE_UPLOAD_MOST = 1_000_000_000  # bytes; a file of a watch or a phone, which goes to disk

# The terminal shows what broke; the file keeps what was refused. Neither holds health data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "level": "ERROR"},
        "file": {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": HOME / "retrowalk.log",
            "maxBytes": 1024 * 1024,
            "backupCount": 3,
            "delay": True,
            "formatter": "plain",
        },
    },
    "root": {"handlers": ["console", "file"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
