"""Words on screen can be translated: whole sentences, labels as they are, dates by format."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
#: Words that say nothing alone: what is translated with one of them is a part of a sentence.
FRAGMENT = "(?:and|or|by|to|of|in|on|at|from|with|is|are|now)"
FAULTS = {
    "a form of a date that one language has": (
        r"\|(?:date|time):\"(?!Y-m-d)[^\"]*[A-Za-z](?:[ ,:.]+[A-Za-z])+\""
        r"|(?:date|time)_format\([^\n]*\"[A-Za-z](?:[ ,:.]+[A-Za-z])+\"\)"
    ),
    "a label changed to small letters": (
        r"\|lower\b|(?:label|words|display\(\)|_\(\"[^\"]*\"\))\)?\.(?:lower|capitalize|title)\(\)"
    ),
    "a part of a sentence": rf"(?:translate |\b_\()[\"'](?:, ?|{FRAGMENT} ?)[\"']",
    "a sentence glued to another text": (
        r"(?:_|gettext|ngettext)\(\"[^\n]*\"\) \+ |\+ (?:_|gettext)\(\"|\{_\(|\{gettext\("
    ),
    "an escape that gettext's tools do not read": r"(?:\b_|gettext)\([^\n]*\\[uxN]",
    "a dictionary by a label": r"^\s*_\(\"[^\"]*\"\): ",
    # Columns of a command's help are no sentence.
    "a label glued to another text": (
        r"\bf[\"'](?![^\n]*:<)[^\n]*\{[^}\n]*\.(?:label|meaning|within)\b[^}\n]*\}"
    ),
    # Names of models and their fields are made for it: Django's own forms do the same.
    "a label with its first letter changed": r"\|capfirst|\bcapfirst\((?![^\n]*verbose_name)",
    "a number beside a word": r"\}\}(?:<[^>]*>)? ?\{% translate \"[a-z]",
    "a list joined by hand": r"\|join:",
    "a count that vocabulary says": (
        r"%\}\s*\{\{ n \}\} (?:event|document|claim|denial)\s*\{% plural"
    ),
}
#: Where what is joined is shown to people; elsewhere it is code, a file or a command's line.
SHOWN = ("web", "desk", "admin", "templatetags", "queries/event", "queries/lists", "queries/nouns")
#: Numbers of rows as a form's text has them, and names of columns, are no words.
JOINED = re.compile(r"[\"'][,;] [\"']\.join\((?!quote\(|str\(n\))[^\n]*")
#: A separator between links is no sentence.
BESIDE_LINKS = '{% if not forloop.last %}{% translate ", " %}{% endif %}'


def faults(text: str) -> Iterator[str]:
    text = text.replace(BESIDE_LINKS, "")
    for fault, pattern in FAULTS.items():
        for found in re.finditer(pattern, text, re.MULTILINE):
            yield f"{fault}: {found[0].strip()}"


@pytest.mark.parametrize(
    "text",
    [
        '{{ day|date:"j F Y" }}',
        'date_format(day, "j M")',
        "{{ word.label|lower }}",
        "str(status.label).lower()",
        '{% translate "by" %}',
        '_(", ").join(names)',
        'words + _("best")',
        "f\"{words} {_('best')}\"",
        '    _("Title"): row.title,',
        r'_("%(first)s\u2013%(last)s")',
        'f"{check.verdict.label}. {check.verdict.meaning}"',
        "{{ verdict.label|capfirst }}",
        "capfirst(option.name)",
        '{{ row.origins }}<span class="vh"> {% translate "origins" %}</span>',
        '{{ names|join:", " }}',
        "{% blocktranslate count n=n trimmed %}{{ n }} event{% plural %}{{ n }} events",
    ],
)
def test_fault_is_noticed(text: str) -> None:
    assert list(faults(text)) != []


@pytest.mark.parametrize("folder", ["timeline", "templates"])
def test_words_can_be_translated(folder: str) -> None:
    files = [path for path in (BASE_DIR / folder).rglob("*") if path.suffix in (".py", ".html")]
    found = {
        str(path.relative_to(BASE_DIR)): list(faults(path.read_text(encoding="utf-8")))
        for path in files
        if "migrations" not in path.parts
    }

    assert {path: told for path, told in found.items() if told} == {}
    assert len(files) > 50


def test_words_shown_are_listed_by_say_list() -> None:
    files = [file for room in SHOWN for file in (BASE_DIR / "timeline" / room).rglob("*.py")]
    found = {
        str(file.relative_to(BASE_DIR)): joined
        for file in files
        if (joined := JOINED.findall(file.read_text(encoding="utf-8")))
    }

    assert found == {}
    assert len(files) > 50


def test_control_a_list_joined_by_hand_is_noticed() -> None:
    assert JOINED.search('return "; ".join(str(measure) for measure in measures)')
