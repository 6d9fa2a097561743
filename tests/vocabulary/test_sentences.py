"""Lists and sentences, in English and in a language that puts them together otherwise."""

from collections.abc import Callable

import pytest
from django.utils import translation

from timeline.vocabulary.counts import say_evidence, say_origins
from timeline.vocabulary.sentences import say_all, say_any, say_list, say_sentences

#: Another language's patterns: "and" before every member but the first, a wide stop.
OTHERS = {
    "%(first)s and %(last)s": "%(first)s wa-%(last)s",
    "%(first)s, %(rest)s": "%(first)s wa-%(rest)s",
    "%(first)s %(next)s": "%(first)s%(next)s",
}


@pytest.mark.parametrize(
    ("say", "words", "said"),
    [
        (say_all, [], ""),
        (say_all, ["a"], "a"),
        (say_all, ["a", "b"], "a and b"),
        (say_all, ["a", "b", "c"], "a, b and c"),
        (say_all, ["a", "b", "c", "d", "e"], "a, b, c, d and e"),
        (say_any, ["a", "b"], "a or b"),
        (say_any, ["a", "b", "c", "d"], "a, b, c or d"),
        (say_list, ["a", "b"], "a, b"),
        (say_list, ["a", "b", "c", "d"], "a, b, c, d"),
        (say_list, ["100 %", "%s", "%(last)s"], "100 %, %s, %(last)s"),
        (say_sentences, [], ""),
        (say_sentences, ["A."], "A."),
        (say_sentences, ["A.", "B.", "C."], "A. B. C."),
    ],
)
def test_words_are_put_together(
    say: Callable[[list[str]], str], words: list[str], said: str
) -> None:
    assert say(words) == said


def test_language_puts_together_as_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation._trans, "gettext", lambda text: OTHERS.get(text, text))
    monkeypatch.setattr(translation._trans, "pgettext", lambda _of, text: OTHERS.get(text, text))

    assert say_all(["a", "b"]) == "a wa-b"
    assert say_all(["a", "b", "c", "d"]) == "a wa-b wa-c wa-d"
    assert say_sentences(["A。", "B。"]) == "A。B。"


def test_evidence_is_counted_in_one_line() -> None:
    assert say_evidence(1, 4, 1) == "1 origin / 4 documents, 1 denial"
    assert say_evidence(2, 1, 0) == "2 origins / 1 document"
    assert say_evidence(0, 3, 2) == "no origin stands / 3 documents, 2 denials"
    assert say_origins(0) == "No origin stands"
