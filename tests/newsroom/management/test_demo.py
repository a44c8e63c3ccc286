import io
import re
import socket

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection

from newsroom.articles.models import Article
from newsroom.demo.addresses import addresses
from newsroom.demo.staff import ACCOUNTS
from newsroom.publishing.actions import withdraw
from newsroom.publishing.models import Publication
from newsroom.staff.models import User
from tests.factories.record import CaseFactory, CourtFactory
from tests.factories.stories import NOON

PASSWORD = re.compile(r"^  (\w+) +(\S+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def static_root(tmp_path_factory):
    """Collected once for all of these tests."""
    return tmp_path_factory.mktemp("demo") / "static"


@pytest.fixture
def demo(db, settings, static_root):
    """Run the command and return what it printed."""
    settings.STATIC_ROOT = static_root

    def run(*options):
        printed = io.StringIO()
        call_command("demo", *options, stdout=printed)
        return printed.getvalue()

    return run


def rows():
    ours = [
        model for name in ("cases", "newsroom", "staff") for model in apps.get_app_config(name).get_models()
    ]
    return {model._meta.label: model._default_manager.count() for model in ours}


def test_demo_sets_up_once_and_changes_nothing_the_second_time(demo):
    first = demo("--no-serve")
    after_first = rows()
    second = demo("--no-serve")

    passwords = dict(PASSWORD.findall(first))
    assert set(passwords) == {"reporter", "editor", "legal", "publisher", "admin"}
    assert all(authenticate(username=name, password=password) for name, password in passwords.items())
    assert "The demo story is told." in first
    assert second == (
        "Preparing the database …\n"
        "The accounts exist. For new passwords: uv run manage.py demo --reset-passwords\n"
        "The demo story is here already, as you left it.\n"
    )
    assert rows() == after_first


def test_demo_keeps_what_an_editor_wrote(demo):
    demo("--no-serve")
    Article.objects.filter(slug="binance-guilty-plea-stands").update(headline="The plea stands")

    demo("--no-serve")

    assert Article.objects.get(slug="binance-guilty-plea-stands").headline == "The plea stands"


def test_demo_shows_new_passwords_when_asked(demo):
    old = dict(PASSWORD.findall(demo("--no-serve")))

    new = dict(PASSWORD.findall(demo("--no-serve", "--reset-passwords")))

    assert set(new) == {account.username for account in ACCOUNTS}
    assert authenticate(username="admin", password=new["admin"])
    assert not authenticate(username="admin", password=old["admin"])


def test_demo_goes_on_without_its_story_where_the_record_has_one_of_its_cases(demo):
    CaseFactory(court=CourtFactory(code="dcd"), docket_number="1:23-cv-01599-ABJ")

    printed = demo("--no-serve")

    assert (
        "The demo story is left out; the record objects: This court already has a docket with this number."
        in printed
    )
    assert not Publication.objects.exists()
    assert User.objects.count() == len(ACCOUNTS)


def test_demo_says_that_its_port_is_taken_before_it_does_anything(demo):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken: something is running there already."):
            demo("--port", str(port))

    assert not User.objects.exists()


def test_demo_says_that_the_database_does_not_answer(demo, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "HOST", "127.0.0.1")
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")

    with pytest.raises(CommandError, match="The database cannot be used: connection failed"):
        demo("--no-serve")


def test_demo_says_which_file_it_could_not_write(demo, settings, tmp_path):
    (tmp_path / "local").write_text("a file where a directory should be")
    settings.STATIC_ROOT = tmp_path / "local" / "static"

    with pytest.raises(CommandError, match=r"A file could not be written: .*local"):
        demo("--no-serve")


def test_addresses_lead_to_the_story_and_the_doors(demo):
    demo("--no-serve")

    assert addresses(NOON.replace(day=15)) == [
        ("Explainer", "/explainers/what-the-dismissal-with-prejudice-means/"),
        ("Article", "/articles/sec-gives-up-its-case-against-binance/"),
        ("Case", "/cases/sec-v-binance-holdings-limited-et-al/"),
        ("Front page", "/"),
        ("Editors’ desk", "/admin/"),
        ("API docs", "/api/v1/docs/"),
    ]


def test_addresses_leave_out_what_was_withdrawn(demo):
    demo("--no-serve")
    for article in Article.objects.all():
        withdraw(article, by=None, now=NOON.replace(day=14), note="A test.")

    assert [name for name, _ in addresses(NOON.replace(day=15))] == [
        "Explainer", "Case", "Front page", "Editors’ desk", "API docs",
    ]  # fmt: skip


def test_addresses_of_an_empty_newsroom_are_its_doors(db):
    assert addresses(NOON) == [
        ("Front page", "/"),
        ("Editors’ desk", "/admin/"),
        ("API docs", "/api/v1/docs/"),
    ]
