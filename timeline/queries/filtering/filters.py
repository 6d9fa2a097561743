"""The one reader of the filter words (docs: the contract's table), for every door.

`read_filters` takes a QueryDict and gives `Filters`, or raises `FilterErrors` that name each
word and what it accepts. What the words select is told in `matching`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Actor, EvidenceState, Place, Source, Timeline
from timeline.vocabulary.clock import today
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import Basis
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import Word

from .cursors import Cursor
from .errors import FilterError, FilterErrors
from .fields import (
    LARGEST_PAGE,
    CursorField,
    Days,
    DaysField,
    FlagField,
    KnownField,
    LanguageField,
    ListedField,
    ManyField,
    Named,
    NumberField,
    SearchField,
    SlugField,
    SlugsField,
    WordField,
    WordsField,
    shorten,
)

__all__ = [
    "Door",
    "FilterError",
    "FilterErrors",
    "Filters",
    "Order",
    "read_filters",
]

PAGE_SIZE = 50


class Order(Word):
    NEWEST = "newest", gettext_lazy("Newest first")
    OLDEST = "oldest", gettext_lazy("Oldest first")
    CHANGED = "changed", gettext_lazy("Last changed first")


class Density(Word):
    STANDARD = "standard", gettext_lazy("Standard")
    QUOTES = "quotes", gettext_lazy("Quotes")
    TABLE = "table", gettext_lazy("Table")


class Door(Enum):
    """Who asks, and which words mean nothing to them."""

    PAGE = frozenset[str]()
    API = frozenset({"density"})
    COUNTS = frozenset({"density", "cursor", "size", "order"})
    #: The page of an event that stands in a list.
    EVENT = frozenset({"density", "cursor", "size"})
    #: A page that leads to the list, but is another: it keeps how the list is shown.
    BESIDE = frozenset({"cursor", "size"})


class WordFilter(django_filters.Filter):  # type: ignore[misc]  # it has no types
    """A filter word whose value a strict field reads; `matching` says what it selects."""

    def __init__(self, field_class: type[forms.Field], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field_class = field_class


class _FilterForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        after, before = found.get("after"), found.get("before")
        if after and before and after[0] > before[1]:
            self.add_error("after", ValidationError(_("It is later than `before`.")))
        cursor = found.get("cursor")
        if cursor is not None:
            by_change = (found.get("order") or Order.NEWEST) == Order.CHANGED
            if isinstance(cursor.position, datetime) != by_change:
                self.add_error("cursor", ValidationError(_("It belongs to another order.")))
        return found


class EventFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """Every filter word, in the order in which links write them."""

    q = WordFilter(SearchField)
    place = WordFilter(SlugsField, of=[Place], accepted=gettext_lazy("slugs of places"))
    actor = WordFilter(SlugsField, of=[Actor], accepted=gettext_lazy("slugs of actors"))
    exact_actor = WordFilter(FlagField)
    role = WordFilter(WordField, words=ActorRole.values)
    status = WordFilter(WordsField, words=Status)
    type = WordFilter(WordsField, words=EventType)
    nature = WordFilter(WordsField, words=Nature)
    source = WordFilter(SlugsField, of=[Source], accepted=gettext_lazy("slugs of sources"))
    origin = WordFilter(
        SlugsField, of=[Actor, Source], accepted=gettext_lazy("slugs of actors or sources")
    )
    basis = WordFilter(WordField, words=Basis.values)
    lang = WordFilter(LanguageField)
    listed = WordFilter(ListedField)
    after = WordFilter(DaysField)
    before = WordFilter(DaysField)
    overlap = WordFilter(FlagField)
    origins = WordFilter(NumberField, least=0, most=10_000)
    denied = WordFilter(FlagField)
    differs = WordFilter(FlagField)
    unarchived = WordFilter(FlagField)
    timeline = WordFilter(SlugField, of=Timeline, accepted=gettext_lazy("the slug of a timeline"))
    known = WordFilter(KnownField)
    order = WordFilter(WordField, words=Order.values)
    cursor = WordFilter(CursorField)
    size = WordFilter(NumberField, least=1, most=LARGEST_PAGE)
    density = WordFilter(WordField, words=Density.values)

    class Meta:
        model = EvidenceState
        fields: list[str] = []
        form = _FilterForm


WORDS: Mapping[str, WordFilter] = EventFilterSet.base_filters


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What a reader asked for, read and checked; every value is one that exists.

    Days are inclusive pairs. `typed` holds the words as links write them: canonical
    order, defaults left out. `fixed` words come from the address, not from the query.
    """

    q: str = ""
    place: tuple[Named, ...] = ()
    actor: tuple[Named, ...] = ()
    exact_actor: bool = False
    role: str = ""
    status: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    nature: tuple[str, ...] = ()
    source: tuple[Named, ...] = ()
    origin: tuple[Named, ...] = ()
    basis: str = ""
    lang: str = ""
    listed: Days | None = None
    after: Days | None = None
    before: Days | None = None
    overlap: bool = True
    origins: int = 0
    denied: bool = False
    differs: bool = False
    unarchived: bool = False
    timeline: Named | None = None
    known: date | None = None
    order: str = Order.NEWEST.value
    cursor: Cursor | None = None
    size: int = PAGE_SIZE
    density: str = Density.STANDARD.value
    typed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day whose knowledge is asked for."""
        return self.known or today()

    @property
    def is_past(self) -> bool:
        """Whether that day is over: `known=today` is the present."""
        return self.known is not None and self.known < today()

    def as_query(self, **changes: str | Iterable[str] | None) -> str:
        """The query string of these words with some changed; None or nothing drops a word.

        The place in the list is dropped as well, unless it is what changes.
        """
        words = {**self.typed, "cursor": (), **{w: _listed(v) for w, v in changes.items()}}
        pairs = [(word, value) for word in WORDS for value in words.get(word, ())]
        return urlencode(pairs, safe="/")

    def without(self, word: str, value: str) -> str:
        """The query string without one of a word's values."""
        return self.as_query(**{word: [v for v in self.typed.get(word, ()) if v != value]})

    def path(self, address: str, **changes: str | Iterable[str] | None) -> str:
        """`address` with the query string of `as_query`."""
        query = self.as_query(**changes)
        return f"{address}?{query}" if query else address


def _listed(value: str | Iterable[str] | None) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


_DEFAULTS = {f.name: f.default for f in fields(Filters) if f.name != "typed"}


def read_filters(
    data: QueryDict, door: Door, *, fixed: Mapping[str, Named] | None = None
) -> Filters:
    """The filters that a query means to this door; FilterErrors where it means none.

    An empty value is absent. `fixed` words are given by the address and refused in the
    query. At most one query for each word that names rows.
    """
    given = {word: [v for v in values if v] for word, values in data.lists()}
    given = {word: values for word, values in given.items() if values or word not in WORDS}
    allowed = [w for w in WORDS if w not in door.value and w not in (fixed or {})]
    errors = [*_unreadable(given, allowed)]
    refused = {error.word for error in errors}
    clean = QueryDict(mutable=True)
    for word, values in given.items():
        if word in allowed and word not in refused:
            clean.setlist(word, values)
    form = _form_class()(clean)
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
    typed = {word: _typed(word, value, clean.getlist(word)) for word, value in chosen.items()}
    chosen |= fixed or {}
    return Filters(**chosen, typed={word: found for word, found in typed.items() if found})


@cache
def _form_class() -> type[forms.Form]:
    """The form of the filter set: made once, because making it costs more than reading."""
    made: type[forms.Form] = EventFilterSet().get_form_class()
    return made


def _unreadable(given: Mapping[str, list[str]], allowed: list[str]) -> Iterable[FilterError]:
    for word, values in given.items():
        shown = ", ".join(shorten(value) for value in values[:5])
        if word not in allowed:
            problem = _("There is no such word here.")
            yield FilterError(shorten(word)[1:-1], shown, problem, ", ".join(allowed))
            continue
        strict = WORDS[word].field
        if len(values) > 1 and not isinstance(strict, ManyField):
            yield FilterError(word, shown, _("It can be given once only."), str(strict.accepted))
        elif any("\0" in v or not _is_text(v) for v in values):
            yield FilterError(word, shown, _("It is not text."), str(strict.accepted))


def _is_text(value: str) -> bool:
    return not any(0xD800 <= ord(character) <= 0xDFFF for character in value)


def _typed(word: str, value: Any, given: list[str]) -> tuple[str, ...]:
    """A word's values as links write them."""
    if value == _DEFAULTS[word]:
        return ()
    if not isinstance(WORDS[word].field, ManyField):
        return (str(value) if word == "q" else given[0],)
    return tuple(dict.fromkeys(v.slug if isinstance(v, Named) else v for v in value))
