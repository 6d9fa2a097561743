"""Installing the browser of the browser tests: what is tried, and what is said when it fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

# Writes down how it was called, and fails.
FAILING = '#!/bin/sh\necho "${0##*/} $*" >> "$CALLS"\nexit 100\n'


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where apt writes down how it was called."""
    return tmp_path_factory.mktemp("apt") / "calls"


@pytest.fixture(scope="module")
def answer(calls: Path) -> subprocess.CompletedProcess[str]:
    """What is said on a machine without a browser, whose apt brings nothing."""
    program = calls.with_name("bin") / "apt-get"
    program.parent.mkdir()
    program.write_text(FAILING)
    program.chmod(0o755)
    environment = {
        **{name: value for name, value in os.environ.items() if name != "CHROMIUM"},
        "PATH": str(program.parent),
        "CALLS": str(calls),
        "PLAYWRIGHT_BROWSERS_PATH": str(calls.with_name("browsers")),
        # Playwright's own is asked of nobody: this address leads nowhere.
        "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",
    }
    return subprocess.run(
        [sys.executable, "-m", "tests.chromium"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_browser_that_cannot_be_installed_says_what_was_tried(
    answer: subprocess.CompletedProcess[str],
) -> None:
    assert answer.returncode == 1
    said = answer.stderr[answer.stderr.index("No browser for") :]
    assert "or name one in CHROMIUM" in said
    assert "playwright install chromium\n    ended with 1" in said
    assert said.count("ended with 100") == (4 if os.geteuid() == 0 else 0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root installs with apt")
def test_apt_waits_for_a_lock_and_asks_twice(
    answer: subprocess.CompletedProcess[str], calls: Path
) -> None:
    lines = calls.read_text().splitlines()

    assert [line for line in lines if "DPkg::Lock::Timeout=" not in line] == []
    assert [line.split()[4] for line in lines] == ["update", "install", "update", "install"]
