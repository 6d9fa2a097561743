"""The pinned requirements: whole, hashed, and silent about where packages come from."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
PROJECT = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())
FILES = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9-]+)(\[[a-z,]+\])?==([^ ;]+)( ; [^\\]+)?( \\)?$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def pins(name: str) -> dict[str, str]:
    lines = (BASE_DIR / name).read_text(encoding="ascii").splitlines()
    found = (PIN.match(line) for line in lines)
    return {match.group(1): match.group(3) for match in found if match}


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9-]+", text) for text in requirements)
    return {match.group().lower() for match in found if match}


@pytest.mark.parametrize("name", FILES)
def test_requirements_hold_pins_and_hashes_alone(name: str) -> None:
    lines = (BASE_DIR / name).read_text(encoding="ascii").splitlines()

    odd = [line for line in lines if not PIN.match(line) and not HASH.match(line)]

    assert odd == []
    assert len(pins(name)) > 20


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_a_hash(name: str) -> None:
    lines = (BASE_DIR / name).read_text(encoding="ascii").splitlines()

    bare = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if PIN.match(line) and not HASH.match(following)
    ]

    assert bare == []


def test_requirements_hold_what_the_project_asks_for() -> None:
    assert names(PROJECT["project"]["dependencies"]) <= pins("requirements.txt").keys()
    assert names(PROJECT["dependency-groups"]["dev"]) <= pins("requirements-dev.txt").keys()


def test_development_pins_the_same_versions() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_every_dependency_says_why() -> None:
    lines = (BASE_DIR / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    block = lines[lines.index("dependencies = [") + 1 :]
    block = [line.strip() for line in block[: block.index("]")]]

    unexplained = [
        line
        for before, line in zip(["", *block], block, strict=False)
        if not line.startswith("#") and not before.startswith("#")
    ]

    assert unexplained == []


def test_hashes_cover_other_platforms() -> None:
    text = (BASE_DIR / "requirements.txt").read_text(encoding="ascii")
    block = text.split("\nembedded-postgres==")[1].split("==")[0]

    # The wheel exists for Linux, macOS and Windows on two kinds of processor each.
    assert block.count("--hash") >= 4
