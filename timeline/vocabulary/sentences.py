"""Lists and sentences put together as the reader's language does it.

A list is four patterns, as in Unicode's CLDR: two members, the end, the middle and the start
of more. A language may put its "and" before every member, or behind the last.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def say_all(words: Sequence[str]) -> str:
    """ "Mosul", "Mosul and Sinjar", "Mosul, Sinjar and Erbil"."""
    two = _("%(first)s and %(last)s")
    return _join(words, two, pgettext("end of a list", "%(first)s and %(last)s"))


def say_any(words: Sequence[str]) -> str:
    """ "3 August", "3 or 5 August", "3, 4 or 5 August"."""
    two = _("%(first)s or %(last)s")
    return _join(words, two, pgettext("end of a list", "%(first)s or %(last)s"))


def say_list(words: Sequence[str]) -> str:
    """Members beside each other, with neither "and" nor "or"."""
    two = _("%(first)s, %(last)s")
    return _join(words, two, pgettext("end of a list", "%(first)s, %(last)s"))


def say_sentences(sentences: Sequence[str]) -> str:
    """Whole sentences, one after another."""
    said = "".join(sentences[:1])
    for sentence in sentences[1:]:
        said = pgettext("two sentences", "%(first)s %(next)s") % {"first": said, "next": sentence}
    return said


def _join(words: Sequence[str], two: str, end: str) -> str:
    """A list of any length; of more than two, from its end to its start."""
    if len(words) < 2:
        return "".join(words)
    last = {"first": words[-2], "last": words[-1]}
    if len(words) == 2:
        return two % last
    said = end % last
    for word in reversed(words[1:-2]):
        said = pgettext("middle of a list", "%(first)s, %(rest)s") % {"first": word, "rest": said}
    return pgettext("start of a list", "%(first)s, %(rest)s") % {"first": words[0], "rest": said}
