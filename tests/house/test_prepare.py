"""What `make run` does before it serves."""

from pathlib import Path

import pytest
from django.test import override_settings

from timeline.management.commands.prepare import collect_changed_files, make_secret_key


def test_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret_key"

    make_secret_key(file)
    first = file.read_text()
    make_secret_key(file)

    assert file.read_text() == first
    assert len(first.strip()) >= 50
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret_key"]


def test_two_keys_differ(tmp_path: Path) -> None:
    make_secret_key(tmp_path / "a")
    make_secret_key(tmp_path / "b")

    assert (tmp_path / "a").read_text() != (tmp_path / "b").read_text()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with one static file."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "one.css").write_text("a{}")
    return folder


def test_files_are_collected_when_they_changed(source: Path, tmp_path: Path) -> None:
    root = tmp_path / "static"
    finders = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    with override_settings(
        STATICFILES_DIRS=[source], STATIC_ROOT=root, STATICFILES_FINDERS=finders
    ):
        from django.contrib.staticfiles import finders as module

        module.get_finder.cache_clear()
        first = collect_changed_files(root)
        again = collect_changed_files(root)
        (source / "two.css").write_text("b{}")
        changed = collect_changed_files(root)
        (source / "one.css").unlink()
        removed = collect_changed_files(root)
    module.get_finder.cache_clear()

    assert (first, again, changed, removed) == (True, False, True, True)
    assert [path.name for path in root.iterdir()] == ["two.css"]
