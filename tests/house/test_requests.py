"""A request is what a browser sent: no code of ours turns it into another one."""

import re
from pathlib import Path

from django.conf import settings

BENT = re.compile(r"\brequest\.(?:method|POST|GET|FILES|META)\s*=[^=]")


def test_no_request_is_made_into_another_one() -> None:
    files = sorted((Path(settings.BASE_DIR) / "timeline").rglob("*.py"))

    assert files
    assert [str(file) for file in files if BENT.search(file.read_text(encoding="utf-8"))] == []


def test_a_request_that_is_bent_would_be_found() -> None:
    assert BENT.search('request.method = "POST"')
    assert BENT.search("post, request.method = request.POST, None")
    assert not BENT.search('if request.method == "POST":')
