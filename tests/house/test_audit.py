"""`make audit` says clearly what it needs and what falls short."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.browser.audit import TARGETS, shortfalls


def test_without_node_one_sentence_says_what_is_needed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.audit"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "make audit needs Node 18 or newer with npm, because Lighthouse runs on it.\n"
    )


def test_score_below_its_target_falls_short() -> None:
    assert shortfalls(TARGETS) == []
    assert shortfalls({**TARGETS, "seo": 94, "accessibility": 99}) == ["accessibility", "seo"]
