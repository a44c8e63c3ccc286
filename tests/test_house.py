"""The walls of the house, where imports cannot show them: keys, migrations, signals, templates, top level."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.core.checks import Tags, run_checks
from django.db.models import signals  # noqa: TID251  to prove that nobody listens

ROOT = Path(__file__).resolve().parents[1]
ROOMS_BELOW_THE_DOORS = [
    *(f"cases/{room}" for room in ("actions", "exports", "imports", "models")),
    *(
        f"newsroom/{room}"
        for room in (
            "articles",
            "explainers",
            "images",
            "intake",
            "linking",
            "prose",
            "publishing",
            "search",
            "staff",
            "wording",
        )
    ),
]
MODEL_SIGNALS = (
    signals.pre_save, signals.post_save, signals.pre_delete, signals.post_delete, signals.m2m_changed,
)  # fmt: skip
HTTP = ("django.http", "django.shortcuts", "django.views", "django.contrib.admin", "rest_framework")


def tracked_files():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("needs a git checkout")
    return [ROOT / line for line in listing.stdout.splitlines() if (ROOT / line).exists()]


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_record_has_no_key_to_the_newsroom():
    keys = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("cases").get_models()
        for field in model._meta.get_fields(include_hidden=False)
        if field.is_relation and not field.auto_created and field.related_model._meta.app_label == "newsroom"
    }

    assert keys == set()


def test_record_shows_no_way_back_to_the_stories():
    ways_back = {
        relation.get_accessor_name()
        for model in apps.get_app_config("cases").get_models()
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label == "newsroom" and not relation.hidden
    }

    assert ways_back == set()


def test_record_migrations_need_no_newsroom():
    sources = [path.read_text() for path in (ROOT / "cases/migrations").glob("*.py")]

    assert [source for source in sources if '("newsroom"' in source] == []


def test_nobody_listens_to_model_signals():
    ours = [
        receiver
        for signal in (
            signals.pre_save,
            signals.post_save,
            signals.pre_delete,
            signals.post_delete,
            signals.m2m_changed,
        )
        for receiver in signal.receivers
        if getattr(receiver[1](), "__module__", "").startswith(("cases", "newsroom"))
    ]

    assert ours == []


@pytest.mark.parametrize("room", ROOMS_BELOW_THE_DOORS)
def test_room_below_the_doors_knows_no_http(room):
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / room).rglob("*.py")
        if "migrations" not in path.parts
        for name in imports_of(path)
        if name.startswith(HTTP)
    ]

    assert found == []


def test_top_level_stays_as_agreed():
    top = {path.relative_to(ROOT).parts[0] for path in tracked_files()}

    agreed = "LICENSE README.md cases manage.py newsroom pyproject.toml templates tests uv.lock"
    assert {name for name in top if not name.startswith(".")} == set(agreed.split())


def test_templates_hold_no_inline_script_or_style():
    inline = re.compile(
        r"<script(?![^>]*(?:src=|type=\"application/ld\+json\"))|<style|\sstyle=|\son\w+=", re.IGNORECASE
    )
    found = [str(path) for path in (ROOT / "templates").rglob("*.html") if inline.search(path.read_text())]

    assert found == []


def test_save_is_never_overridden():
    sources = [path for room in ("cases", "newsroom") for path in (ROOT / room).rglob("*.py")]

    assert [str(path) for path in sources if re.search(r"def save\(self", path.read_text())] == []


def test_system_checks_are_silent(db):
    assert run_checks(tags=[Tags.models, Tags.admin, Tags.urls, Tags.templates, Tags.staticfiles]) == []


@pytest.mark.parametrize(
    "sheet", sorted((ROOT / "newsroom/static/newsroom").glob("*.css")), ids=lambda s: s.name
)
def test_stylesheet_closes_every_block_it_opens(sheet):
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    depths = [
        rules[: at + 1].count("{") - rules[: at + 1].count("}")
        for at in range(len(rules))
        if rules[at] == "}"
    ]

    assert (min(depths), depths[-1]) == (0, 0)
