"""The settings as a process gets them from its environment, and what refuses to serve."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
_SHOW = """
import json
from timeline.config import settings
print(json.dumps({name: repr(getattr(settings, name)) for name in dir(settings)
                  if name.isupper() and name != "SECRET_KEY"}))
"""
_SERVE = "import django; django.setup(); import timeline.config.{} as entry; print(entry.__name__)"


def run(code: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process that has no variable of ours but these."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TIMELINE_") and name != "DATABASE_URL"
    }
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=BASE_DIR,
        env={**kept, "DJANGO_SETTINGS_MODULE": "timeline.config.settings", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def settings_with(**variables: str) -> dict[str, str]:
    answer = run(_SHOW, **variables)
    assert answer.stderr == ""
    found: dict[str, str] = json.loads(answer.stdout)
    return found


def test_example_names_the_defaults() -> None:
    lines = (BASE_DIR / ".env.example").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.startswith("#")]

    assert settings_with(**dict(pairs)) == settings_with()


def test_defaults_are_those_of_a_public_server() -> None:
    found = settings_with()

    assert found["DEBUG"] == "False"
    assert found["TIMELINE_REVIEW"] == "'two'"
    assert found["SECURE_SSL_REDIRECT"] == "True"
    assert found["SESSION_COOKIE_SECURE"] == "True"
    assert found["TIMELINE_ALLOW_EMBEDDED_DATABASE"] == "False"
    assert found["SECURE_HSTS_SECONDS"] == "0"
    assert "SECURE_PROXY_SSL_HEADER" not in found


def test_database_url_takes_the_place_of_the_embedded_server() -> None:
    found = settings_with(DATABASE_URL="postgresql://ann@db.example/events")

    assert "CLUSTER_DIR" not in found["DATABASES"]
    assert "'HOST': 'db.example'" in found["DATABASES"]
    assert "'ENGINE': 'timeline.database.backend'" in found["DATABASES"]


def test_policy_lets_nothing_but_our_own_files_through() -> None:
    words = {word for words in settings.SECURE_CSP.values() for word in words}

    assert words == {"'none'", "'self'"}
    assert settings.SECURE_CSP["default-src"] == ["'none'"]
    assert settings.SECURE_CSP["base-uri"] == ["'none'"]
    assert settings.SECURE_CSP["frame-ancestors"] == ["'none'"]


@pytest.mark.parametrize("entry", ["wsgi", "asgi"])
def test_serving_without_a_key_is_refused(entry: str, tmp_path: Path) -> None:
    answer = run(_SERVE.format(entry), TIMELINE_DATA_DIR=str(tmp_path))

    assert answer.returncode == 1
    assert "TIMELINE_SECRET_KEY is not set and TIMELINE_DEBUG is off" in answer.stderr


@pytest.mark.parametrize("entry", ["wsgi", "asgi"])
def test_serving_from_the_embedded_database_is_refused(entry: str) -> None:
    answer = run(_SERVE.format(entry), TIMELINE_SECRET_KEY="k" * 60)

    assert answer.returncode == 1
    assert "DATABASE_URL is not set and TIMELINE_DEBUG is off" in answer.stderr


@pytest.mark.parametrize(
    "variables",
    [
        {"TIMELINE_SECRET_KEY": "k" * 60, "TIMELINE_ALLOW_EMBEDDED_DATABASE": "1"},
        {"TIMELINE_SECRET_KEY": "k" * 60, "DATABASE_URL": "postgresql://a@127.0.0.1:1/b"},
        {"TIMELINE_DEBUG": "1"},
    ],
)
def test_serving_with_what_it_needs_is_allowed(variables: dict[str, str], tmp_path: Path) -> None:
    answer = run(_SERVE.format("wsgi"), TIMELINE_DATA_DIR=str(tmp_path), **variables)

    assert (answer.returncode, answer.stdout) == (0, "timeline.config.wsgi\n"), answer.stderr


def test_manage_says_a_wrong_variable_in_one_line() -> None:
    answer = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=BASE_DIR,
        env={**os.environ, "TIMELINE_DEBUG": "maybe"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert answer.stderr == (
        "manage.py: TIMELINE_DEBUG is 'maybe', but must be 1 or 0. See .env.example.\n"
    )
