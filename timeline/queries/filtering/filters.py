"""The one reader of the filter words, for every door, and the one question that they make.

`read_filters` takes a QueryDict and gives `Filters`, or raises `FilterErrors` that name each
word and what it accepts. What each word is stands in `words`.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline.models import EvidenceState
from timeline.vocabulary.clock import today

from .errors import FilterError, FilterErrors
from .fields import Named, shorten
from .filter_words import Door
from .words import WORDS, EventWords, Order, group_of

__all__ = ["Door", "FilterError", "FilterErrors", "Filters", "Order", "matching", "read_filters"]


class Filters:
    """What a reader asked for, read and checked; every value is one that exists.

    Each filter word is an attribute; one that is not given has the word's default. `typed`
    holds the words as links write them: canonical order, defaults left out. `fixed` words come
    from the address, not from the query.
    """

    __slots__ = ("_values", "typed")

    def __init__(self, typed: Mapping[str, tuple[str, ...]] | None = None, **values: Any) -> None:
        """`values` by word; TypeError for a word that there is not."""
        if unknown := values.keys() - WORDS.keys():
            raise TypeError(f"no filter words: {', '.join(sorted(unknown))}")
        self.typed = typed or {}
        self._values = {
            word: value for word, value in values.items() if value != WORDS[word].default
        }

    def __getattr__(self, word: str) -> Any:
        if word not in WORDS:
            raise AttributeError(word)
        return self._values.get(word, WORDS[word].default)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Filters):
            return NotImplemented
        return (self._values, self.typed) == (other._values, other.typed)

    __hash__ = None  # type: ignore[assignment]

    def but(self, **values: Any) -> "Filters":
        """The same with some values changed; links keep what was typed."""
        return Filters(self.typed, **(self._values | values))

    @property
    def day(self) -> date:
        """The day whose knowledge is asked for."""
        known: date | None = self.known
        return known or today()

    @property
    def is_past(self) -> bool:
        """Whether that day is over: `known=today` is the present."""
        return self.known is not None and self.known < today()

    @property
    def is_narrowed(self) -> bool:
        """Whether the query leaves events out."""
        return any(WORDS[word].selects for word in self.typed)

    def as_query(self, **changes: str | Iterable[str] | None) -> str:
        """The query string of these words with some changed; None or nothing drops a word.

        The place in the list is dropped as well, unless it is what changes.
        """
        words = {**self.typed, "cursor": (), **{w: _listed(v) for w, v in changes.items()}}
        pairs = [(word, value) for word in WORDS for value in words.get(word, ())]
        return urlencode(pairs, safe="/")

    def query_for(self, door: Door, **changes: str | Iterable[str] | None) -> str:
        """The same without the words that mean nothing to a door."""
        nothing = [word for word, found in WORDS.items() if door in found.not_for]
        return self.as_query(**(dict.fromkeys(nothing) | changes))

    def without(self, word: str, value: str = "") -> str:
        """The query string without one of a word's values, or without it and what is part of it."""
        if not value:
            return self.as_query(**dict.fromkeys(group_of(word)))
        return self.as_query(**{word: [v for v in self.typed.get(word, ()) if v != value]})

    def path(self, address: str, **changes: str | Iterable[str] | None) -> str:
        """`address` with the query string of `as_query`."""
        query = self.as_query(**changes)
        return f"{address}?{query}" if query else address


def _listed(value: str | Iterable[str] | None) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def matching(filters: Filters, without: Collection[str] = ()) -> QuerySet[EvidenceState]:
    """States known on the filters' day of the events that all words but some fit.

    One state an event; today is the state that is still open. Asks nothing yet.
    """
    found = EvidenceState.objects.known_on(filters.day)
    for name, word in WORDS.items():
        if name not in without:
            found = word.filter(found, filters)
    return found


def read_filters(
    data: QueryDict, door: Door, *, fixed: Mapping[str, Named] | None = None
) -> Filters:
    """The filters that a query means to this door; FilterErrors where it means none.

    An empty value is absent. `fixed` words are given by the address and refused in the
    query. At most one query for each word that names rows.
    """
    given = {word: [v for v in values if v] for word, values in data.lists()}
    given = {word: values for word, values in given.items() if values or word not in WORDS}
    allowed = [w for w in WORDS if door not in WORDS[w].not_for and w not in (fixed or {})]
    errors = [*_unreadable(given, allowed)]
    refused = {error.word for error in errors}
    clean = QueryDict(mutable=True)
    for word, values in given.items():
        if word in allowed and word not in refused:
            clean.setlist(word, values)
    form = _form_class(tuple(WORDS))(clean)
    for word, faults in form.errors.items():
        accepted = str(WORDS[word].field.accepted)
        value = ", ".join(shorten(v) for v in given.get(word, [])[:5])
        errors += [FilterError(word, value, str(fault), accepted) for fault in faults]
    if errors:
        order = list(WORDS)
        raise FilterErrors(
            sorted(errors, key=lambda e: order.index(e.word) if e.word in WORDS else len(order))
        )
    chosen: dict[str, Any] = {
        word: value for word, value in form.cleaned_data.items() if value not in (None, "", ())
    }
    typed = {
        word: WORDS[word].write(value, clean.getlist(word))
        for word, value in chosen.items()
        if value != WORDS[word].default
    }
    return Filters(typed, **(chosen | dict(fixed or {})))


@cache
def _form_class(words: tuple[str, ...]) -> type[forms.Form]:
    """The form that reads these words: made once, because making it costs more than reading."""
    made: type[forms.Form] = EventWords().get_form_class()
    return made


def _unreadable(given: Mapping[str, list[str]], allowed: list[str]) -> Iterable[FilterError]:
    for word, values in given.items():
        shown = ", ".join(shorten(value) for value in values[:5])
        if word not in allowed:
            problem = _("There is no such word here.")
            yield FilterError(shorten(word)[1:-1], shown, problem, ", ".join(allowed))
            continue
        strict = WORDS[word].field
        if len(values) > 1 and not WORDS[word].is_many:
            yield FilterError(word, shown, _("It can be given once only."), str(strict.accepted))
        elif any(c == "\0" or 0xD800 <= ord(c) <= 0xDFFF for value in values for c in value):
            yield FilterError(word, shown, _("It is not text."), str(strict.accepted))
