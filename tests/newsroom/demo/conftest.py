"""The demo story, told once for all tests of a module: each sees it, none sees what another did to it."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction

from newsroom.demo import staff
from newsroom.demo.loading import tell_stories

REAL_STORY = Path(__file__).resolve().parents[4] / "shared" / "real" / "story.txt"


OURS = ("cases", "newsroom", "staff")


@pytest.fixture(scope="module")
def _told(django_db_setup, django_db_blocker):
    # Every test runs in its own transaction inside this one.
    with django_db_blocker.unblock(), transaction.atomic():
        staff.establish_accounts()
        tell_stories(by=staff.editor())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def told(_told, db):
    """The demo story as a fresh database has it."""


@pytest.fixture
def rows(db):
    """How many rows each of our tables has, now."""
    models = [model for name in OURS for model in apps.get_app_config(name).get_models()]
    return lambda: {model._meta.label: model._default_manager.count() for model in models}


@pytest.fixture
def real_story():
    """The story the demo retells; CI has it, elsewhere the test is skipped."""
    if not REAL_STORY.is_file():
        pytest.skip("needs the real story in ../shared/real")
    return REAL_STORY.read_text()
