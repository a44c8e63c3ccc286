import os

import pytest

from newsroom.demo.static import collect_static


@pytest.fixture
def own(tmp_path, settings):
    """A directory of static files, the only one there is, with one style sheet."""
    directory = tmp_path / "own"
    directory.mkdir()
    (directory / "case.css").write_text(".case { color: black }")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [directory]
    settings.STATIC_ROOT = tmp_path / "static"
    return directory


def collected(settings):
    return sorted(path.name for path in settings.STATIC_ROOT.iterdir() if path.suffix == ".css")


def test_static_files_are_collected_once(own, settings):
    assert collect_static() is True
    assert collect_static() is False
    assert "case.css" in collected(settings)


@pytest.mark.parametrize(
    "change",
    [
        lambda own, root: (own / "entity.css").write_text(".entity {}"),
        lambda own, root: (own / "case.css").write_text(".case {}"),
        lambda own, root: os.utime(own / "case.css", (0, 0)),
        lambda own, root: (root / "staticfiles.json").unlink(),
        lambda own, root: root.with_name("static.collected").unlink(),
    ],
    ids=["new file", "other content", "other time", "nothing there", "never done"],
)
def test_static_files_are_collected_again_after_a_change(own, settings, change):
    collect_static()

    change(own, settings.STATIC_ROOT)

    assert collect_static() is True
    assert collect_static() is False


def test_viewers_no_page_shows_are_left_out(own, settings):
    for name in ("redoc", "rest_framework"):
        (own / name).mkdir()
        (own / name / f"{name}.css").write_text("body {}")

    collect_static()

    assert not (settings.STATIC_ROOT / "redoc").exists()
    assert not (settings.STATIC_ROOT / "rest_framework").exists()
