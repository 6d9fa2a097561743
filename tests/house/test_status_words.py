"""What a status is called is said in one module: everybody else asks the word for its forms."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from timeline.vocabulary.statuses import Status

BASE_DIR = Path(settings.BASE_DIR)
NAMED = re.compile(rf"\b(?:{'|'.join(Status.values)})\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"{.*?}+")
IN_TEMPLATES = re.compile(
    r"{% translate \"(.*?)\" %}|{% blocktranslate.*?%}(.*?){% endblocktranslate %}", re.DOTALL
)

#: Texts that have such a word in another sense, or that a migration keeps.
OTHERWISE = {
    "timeline/vocabulary/stances.py": "how a document hedges, how credible it is",
    "timeline/models/places.py": "whom a place belongs to",
    "templates/places/place_detail.html": "whom a place belongs to",
    "timeline/vocabulary/map_words.py": "whom a place belongs to",
    "timeline/queries/event/verdicts.py": "who denies it",
    "timeline/queries/lists/quotes.py": "who denies it",
    "timeline/desk/claim_forms.py": "the report that somebody denies",
    "timeline/models/events.py": "advice on titles",
    "timeline/templatetags/heads.py": "how well something is confirmed",
    "timeline/models/decisions.py": "help and complaint of a column",
}


def texts_in(path: Path) -> Iterator[str]:
    """What can be translated in a module or a template."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        yield from (found[1] or found[2] for found in IN_TEMPLATES.finditer(source))
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and re.search(r"gettext|^_$", ast.unparse(node.func)):
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant))


@pytest.fixture(scope="module")
def naming() -> set[str]:
    files = [*BASE_DIR.glob("timeline/**/*.py"), *BASE_DIR.glob("templates/**/*.html")]
    return {
        path.relative_to(BASE_DIR).as_posix()
        for path in files
        if "migrations" not in path.parts
        and any(NAMED.search(PLACEHOLDER.sub("", text)) for text in texts_in(path))
    }


def test_a_status_is_called_by_its_word_alone(naming: set[str]) -> None:
    assert naming - OTHERWISE.keys() == {"timeline/vocabulary/statuses.py"}


def test_every_other_sense_is_there_still(naming: set[str]) -> None:
    assert OTHERWISE.keys() - naming == set()
