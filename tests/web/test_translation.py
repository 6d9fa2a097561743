"""Every word of our own on a public page goes through gettext, in whole sentences.

A pseudo-language wraps whatever gettext returns in brackets. What stands outside of brackets
on a page of the cast must then be data: names, titles, quotes, codes.
"""

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.utils import translation

from tests.cast import Cast
from tests.doors.addresses import addresses


def words_of(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]+", text)}


#: A language of Django's that no other test speaks, so that no cache of words is shared.
PSEUDO = "he"
#: Pages that are no answers of a view, or show what the others do not.
OTHERS = (
    "/nothing-here/",
    "/?after=soon&before=later&colour=red",
    "/?after=2014-09&before=2014-08",
    "/?status=retracted&place=norreg&known=2014-08-20",
    "/?density=table",
    "/?density=table&known=2014-08-20",
    "/?place=norreg&listed=2014-08-18/2014-09-01",
    "/?q=altaa",
    "/?density=quotes",
    "/?order=changed",
    "/documents/?cursor=wrong",
)
#: Attributes whose words readers see or hear.
SPOKEN = re.compile(
    r'\s(?:aria-label|aria-valuetext|title|alt|placeholder|content|data-live|data-label)="([^"]*)"'
)
#: No words, or words in a language of their own such as the link to the page in English.
UNSEEN = re.compile(
    r"<script.*?</script>|<[^>]* lang=\"en\"[^>]*>[^<]*"
    r"|<meta name=\"(?:htmx-config|viewport|robots|color-scheme|theme-color)\"[^>]*>"
    r"|<meta property=\"og:(?:type|url|site_name)\"[^>]*>|<link[^>]*>|<!doctype html>",
    re.DOTALL,
)
#: Names of formats, standards and keys, which are the same in every language.
NAMES = words_of(
    "UTC SHA ISO GeoNames Wikidata BibTeX CSL JSON API Atom Sourced Timeline j k n f e Enter https"
    " ב"  # in Django's format of a date in that language
)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """An interface language in which all that is translated stands in brackets."""
    settings.LANGUAGES = [("en", "English"), (PSEUDO, "Pseudo")]

    def wrap(name: str) -> None:
        original: Callable[..., str] = getattr(translation._trans, name)  # type: ignore[attr-defined]

        def wrapped(*arguments: object) -> str:
            found = original(*arguments)
            return f"⟦{found}⟧" if translation.get_language() == PSEUDO and found else found

        monkeypatch.setattr(translation._trans, name, wrapped)  # type: ignore[attr-defined]

    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        wrap(name)


def unwrapped(page: str) -> str:
    """What readers see or hear of a page, without what stands in brackets."""
    page = UNSEEN.sub(" ", page)
    spoken = SPOKEN.findall(page)
    seen = re.sub(r"<[^>]*>", "\n", page)
    left = []
    for text in [*spoken, seen]:
        rest = re.sub(r"https?://\S+", " ", html.unescape(text))
        while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", rest)) != rest:
            rest = shorter
        # A description that was cut off has lost its last bracket.
        left.append(re.sub(r"⟦[^⟧]*…?$", " ", rest))
    return "\n".join(left)


#: Names of months and weekdays, which Django translates: formats put them into dates.
MONTH = re.compile(r"⟦([\u0590-\u05ff]+)⟧")
#: What is left of a translation where glue is looked for: a whole sentence, or less than one.
WHOLE, PART = "⁂.", "⁂"


def glued(page: str) -> Iterator[str]:
    """Texts between two tags, and attributes, with a part of a sentence beside anything else.

    Languages order the parts of a sentence differently, so it is translated as a whole. What
    may stand beside others is a whole sentence, and a fact in a line of facts (a · b).
    """
    page = MONTH.sub(r"\1", UNSEEN.sub(" ", page))
    while (shorter := re.sub(r"⟦([^⟦⟧]*)⟧", _shorten, page)) != page:
        page = shorter
    page = re.sub(r"⟦[^\"<]*", WHOLE, page)  # a description that was cut off
    for text in [*SPOKEN.findall(page), *re.split(r"<[^>]*>", page)]:
        for fact in html.unescape(text).split("·"):
            rest = fact.replace(WHOLE, "")
            if PART in rest and re.search(r"[\w⁂]", fact.replace(PART, "", 1)):
                yield " ".join(text.split())


def _shorten(found: re.Match[str]) -> str:
    return WHOLE if re.search(r"[.!?…][”\")]?\s*(<[^>]*>)*$", found[1]) else PART


def words_of_data() -> Iterator[str]:
    """Every word in a text of the database."""
    for model in apps.get_app_config("timeline").get_models():
        if not model._meta.managed:
            continue
        fields = [
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        ]
        for values in model._default_manager.values_list(*fields):
            for value in values:
                yield from words_of(str(value or ""))


@pytest.mark.parametrize(
    "page",
    [
        "<p>⟦By rule⟧: ⟦unconfirmed⟧</p>",
        "<p>⟦2 events⟧ ⟦from 5 documents.⟧</p>",
        "<p>5 ⟦documents⟧</p>",
        '<p title="⟦1 claim⟧, ⟦1 document⟧">x</p>',
    ],
)
def test_glued_sentence_is_noticed(page: str) -> None:
    assert list(glued(page)) != []


def test_whole_sentences_and_facts_may_stand_together() -> None:
    page = (
        "<p>⟦One ⟦18 ⟦אוגוסט⟧⟧ <b>says</b> so.⟧ ⟦Nobody else.⟧</p><i>⟦Town⟧ · en · ⟦archived⟧</i>"
    )

    assert list(glued(page)) == []


def test_words_outside_of_brackets_are_noticed() -> None:
    page = '<p title="Said">⟦1 ⟦event⟧⟧ in all<br>⟦cut</p><script>var x</script>'

    assert words_of(unwrapped(page)) == {"said", "in", "all"}


@pytest.mark.django_db
@pytest.mark.usefixtures("pseudo")
def test_no_page_has_words_that_are_not_translated(client: Client, cast: Cast) -> None:
    # Names of countries on maps are data of a file; an error repeats what was typed.
    countries = (Path(settings.BASE_DIR) / "static/map/countries.csv").read_text(encoding="utf-8")
    pages = [row for rows in addresses(cast).values() for row in rows]
    pages = [*OTHERS, *(page for page in pages if not page.startswith("/api/"))]
    typed = words_of(" ".join(page.partition("?")[2] for page in pages))
    known = set(words_of_data()) | NAMES | words_of(countries) | typed
    found = {}
    glue = {}
    seen = 0
    for address in pages:
        answer = client.get(f"/{PSEUDO}{address}")
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        seen += 1
        for g in glued(answer.text):
            glue.setdefault(g, address)
        left = words_of(unwrapped(answer.text)) - known
        if left:
            found[address] = sorted(left)

    assert found == {}
    assert glue == {}
    assert seen > 50
