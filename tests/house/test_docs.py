"""What exists is documented: every variable, command and room."""

import re
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
READER = re.compile(r"env\.[a-z_]+\(\s*\"([A-Z_]+)\"")


def variables_read() -> list[str]:
    text = (BASE_DIR / "timeline/config/settings.py").read_text(encoding="utf-8")
    return READER.findall(text)


def rooms() -> list[str]:
    folders = [path for path in (BASE_DIR / "timeline").iterdir() if path.is_dir()]
    return sorted(path.name for path in folders if path.name != "__pycache__")


def commands() -> list[str]:
    folder = BASE_DIR / "timeline/management/commands"
    return sorted(path.stem for path in folder.glob("[a-z]*.py"))


def read(name: str) -> str:
    return (BASE_DIR / name).read_text(encoding="utf-8")


def test_every_variable_is_in_the_example_once() -> None:
    lines = [line.partition("=")[0] for line in read(".env.example").splitlines() if "=" in line]
    names = [line for line in lines if re.fullmatch("[A-Z_]+", line)]

    assert sorted(names) == sorted(variables_read())


def test_every_variable_is_explained_once() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \|", read("docs/configuration.md"), re.MULTILINE)
    of_make = ["PORT", "PYTHON", "CHROMIUM", "WORKERS", "HYPOTHESIS_PROFILE"]

    assert sorted(rows) == sorted([*variables_read(), *of_make])


def test_environment_is_read_in_the_settings_alone() -> None:
    readers = {
        str(path.relative_to(BASE_DIR))
        for path in (BASE_DIR / "timeline").rglob("*.py")
        if re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))
    }

    # The entry points name the settings module; the server's programs get an environment.
    assert readers == {
        "timeline/config/asgi.py",
        "timeline/config/wsgi.py",
        "timeline/database/cluster.py",
    }


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_in_the_plan(room: str) -> None:
    assert f"{room}/" in read("docs/architecture.md")


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_plan(command: str) -> None:
    assert f"`{command}`" in read("docs/architecture.md") or f" {command}" in read(
        "docs/architecture.md"
    )


def test_every_link_between_documents_leads_somewhere() -> None:
    documents = [*BASE_DIR.glob("*.md"), *(BASE_DIR / "docs").rglob("*.md")]
    links = [
        (document, target.partition("#")[0])
        for document in documents
        for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
        if not target.startswith(("http://", "https://", "#", "mailto:"))
    ]

    broken = [
        f"{document.relative_to(BASE_DIR)}: {target}"
        for document, target in links
        if not (document.parent / target).exists()
    ]

    assert broken == []


def test_every_file_that_is_named_is_there() -> None:
    """A path within backticks is one of the checkout, from its top or from `timeline/` on."""
    documents = [*BASE_DIR.glob("*.md"), *(BASE_DIR / "docs").rglob("*.md")]
    named = {
        (document.name, path)
        for document in documents
        for path in re.findall(
            r"`([\w./-]*/[\w-]+\.(?:py|html|css|js))`", document.read_text("utf-8")
        )
    }
    missing = {
        (document, path)
        for document, path in named
        if not (BASE_DIR / path).is_file() and not (BASE_DIR / "timeline" / path).is_file()
    }

    assert len(named) > 20
    assert missing == set()
