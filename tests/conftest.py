"""What every test stands on: a real PostgreSQL, templates that may not miss a variable, and a desk."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.template.base import Variable, VariableDoesNotExist
from django.test import override_settings

from newsroom.staff.models import User
from newsroom.staff.roles import establish_roles

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
REAL = Path(__file__).resolve().parents[2] / "shared" / "real"


@pytest.fixture(scope="session", autouse=True)
def _flush_what_is_immutable():
    """Let tests that commit empty the tables after themselves, which the triggers rightly refuse others."""
    flush = DatabaseOperations.execute_sql_flush

    def flush_as_replica(self, sql_list):
        return flush(self, ["set local session_replication_role = replica", *sql_list])

    DatabaseOperations.execute_sql_flush = flush_as_replica
    yield
    DatabaseOperations.execute_sql_flush = flush


@pytest.fixture(scope="session", autouse=True)
def _undefined_variables_fail():
    """In our own templates, also inside {% if %} and {% for %}; Django's admin relies on missing ones."""
    resolve = Variable.resolve

    def resolve_or_fail(self, context):
        try:
            return resolve(self, context)
        except VariableDoesNotExist as missing:
            template = getattr(context.render_context, "template", None)
            origin = Path(template.origin.name) if template else TEMPLATES / "admin"
            if TEMPLATES in origin.parents and TEMPLATES / "admin" not in origin.parents:
                pytest.fail(f"{origin.relative_to(TEMPLATES)}: {missing}")
            raise

    Variable.resolve = resolve_or_fail
    yield
    Variable.resolve = resolve


@pytest.fixture(scope="session", autouse=True)
def _static_root():
    """Whitenoise warns of a missing directory; a test run has no `collectstatic` before it."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture
def django_assert_num_queries(django_assert_num_queries, db):
    """Content types are asked for once in the life of a process, and would be counted by who came first."""
    ContentType.objects.get_for_models(*apps.get_models())
    return django_assert_num_queries


@pytest.fixture(scope="session", autouse=True)
def _tasks_at_once():
    """What is left to a worker is done where it is asked for."""
    with override_settings(
        TASKS={"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """At the end, see off what a server thread of a test still holds, or the database cannot be dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )


@pytest.fixture
def real_dockets():
    """The directory of real dockets; CI has it, elsewhere the test is skipped."""
    path = REAL / "dockets"
    if not path.is_dir():
        pytest.skip("needs the real dockets in ../shared/real/dockets")
    return path


@pytest.fixture
def roles(db):
    establish_roles()
    return Group.objects.all()


@pytest.fixture
def editor(db):
    return User.objects.create_user("nora", first_name="Nora", last_name="Quill")


@pytest.fixture
def log_changes(db):
    """The change log's (verb, subject, subject_id) so far in this transaction, oldest first."""

    def read():
        with connection.cursor() as cursor:
            cursor.execute("select verb, subject, subject_id from cases_change order by id")
            return cursor.fetchall()

    return read
