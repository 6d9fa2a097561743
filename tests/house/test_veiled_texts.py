"""What readers are told of a row they are told by the veil: no module reads its texts itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
FOLDERS = ("queries/event", "queries/lists", "queries/maps", "queries/nouns", "api", "web")

#: Fields that hold free text and are called so in no other thing.
TEXTS = {"summary", "quote", "attribution", "translated_by", "authors", "reason", "rights_reason"}
#: Fields whose names other things have too: only read on what is called like a row.
COMMON = {"title", "slug", "url", "note", "text", "get_absolute_url"}
ROWS = {"event", "document", "found", "other", "measure", "lapse"}

PLAIN = "of plain values, which come from the veil"
WHETHER = "only whether there is any, or whether it is the same"

#: Where it is read all the same, and why. Without a text: the whole module.
EXCEPTIONS = {
    ("timeline/queries/event/claims.py", "claim.quote"): WHETHER,
    ("timeline/queries/event/claims.py", "root.attribution"): WHETHER,
    ("timeline/queries/event/differences.py", "c.summary"): PLAIN,
    ("timeline/queries/event/differences.py", "measure.text"): PLAIN,
    ("timeline/queries/event/past_records.py", ""): "old versions, said through its own veil",
    ("timeline/queries/event/verdicts.py", "c.attribution"): PLAIN,
    ("timeline/queries/lists/quotes.py", "claim.quote"): WHETHER,
    ("timeline/api/schemas.py", "document.url"): PLAIN,
    ("timeline/web/answers.py", "found.slug"): "of where a merged event went: plain",
    ("timeline/web/event_lists.py", "quotes[row.pk].quote"): PLAIN,
    ("timeline/web/event_rows.py", "quoted.quote"): PLAIN,
}


def reads(source: str) -> Iterator[str]:
    """Texts of rows that a module reads, as it writes them."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr=field, ctx=ast.Load()) if field in TEXTS:
                yield ast.unparse(node)
            case ast.Attribute(
                attr=field, value=ast.Name(id=row) | ast.Attribute(attr=row), ctx=ast.Load()
            ) if field in COMMON and row in ROWS:
                yield ast.unparse(node)


def _found() -> set[tuple[str, str]]:
    return {
        (path.relative_to(BASE_DIR).as_posix(), text)
        for folder in FOLDERS
        for path in BASE_DIR.glob(f"timeline/{folder}/**/*.py")
        for text in reads(path.read_text(encoding="utf-8"))
    }


def test_readers_are_told_texts_by_the_veil() -> None:
    assert {(m, t) for m, t in _found() if not {(m, t), (m, "")} & EXCEPTIONS.keys()} == set()


def test_every_exception_is_needed_still() -> None:
    found = _found()
    found |= {(module, "") for module, _text in found}

    assert EXCEPTIONS.keys() - found == set()


@pytest.mark.parametrize(
    "line",
    [
        "summary=claim.summary",
        "quote = _cut(claim.quote)",
        "rights_reason=copy.rights_reason",
        "row.event.title",
        "url=document.url",
        "url = claim.document.get_absolute_url()",
        "text = measure.text",
    ],
)
def test_text_of_a_row_is_noticed(line: str) -> None:
    assert list(reads(line))


def test_asking_the_veil_is_not_noticed() -> None:
    assert not list(reads("veil.text(claim, 'quote'); veil.path(event); row.title; option.note"))
