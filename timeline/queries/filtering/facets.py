"""What a word counts: how many events each of its values would leave, and in what order.

The counting is done for all words at once (`queries.lists`); what the counts mean is told
here. Each facet ignores its own word and what belongs to it, so that its counts are those of
choosing otherwise.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from timeline.vocabulary.words import Text, Word

if TYPE_CHECKING:
    from .filters import Filters


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, as links write it, with the events that it would leave.

    `note` says what it is where its name may mislead; `parent` is the value of the nearest
    one above it in this list, or None.
    """

    value: str
    name: str
    note: str
    parent: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """`title` heads the page that lists it whole, which one without has not; `more` says on a
    link to that page that %(n)s values are left out beside the list; `meaning` tells what the
    counts are, where that is not plain."""

    title: Text = ""
    more: Any = ""
    meaning: Text = ""

    def offer(self, word: Any, counts: Mapping[Any, int], filters: "Filters") -> tuple[Option, ...]:
        """The values to choose from; `counts` by value or key, the most frequent first."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyFacet(Facet):
    """The words of the word's vocabulary, all of them, in its order."""

    def offer(self, word: Any, counts: Mapping[Any, int], filters: "Filters") -> tuple[Option, ...]:
        words: Iterable[Word] = word.vocabulary
        return tuple(Option(w.value, str(w.label), "", None, counts.get(w, 0)) for w in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFacet(Facet):
    """Whatever the column holds; by name where one is chosen, which always stands there."""

    def offer(self, word: Any, counts: Mapping[Any, int], filters: "Filters") -> tuple[Option, ...]:
        chosen = word.value(filters)
        tags = sorted({chosen, *counts}) if chosen else counts
        return tuple(Option(tag, tag, "", None, counts.get(tag, 0)) for tag in tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFacet(Facet):
    """Rows by their keys: those above zero or chosen, most events first.

    `rows` are those that may be named; `parent` names the key of the row above. `later` counts
    in how many events each one is not known by a day, for columns that hold today's.
    """

    rows: Callable[[], QuerySet[Any]]
    named: str = "name"
    parent: str | None = None
    note: Callable[[str], str] | None = None
    later: Callable[[QuerySet[Any], date], Counter[int]] | None = None

    def offer(self, word: Any, counts: Mapping[Any, int], filters: "Filters") -> tuple[Option, ...]:
        value = word.value(filters)
        chosen: Iterable[Any] = value if word.is_many else filter(None, [value])
        # No row has the key 0: a list that is never empty, so that Django asks in any case and
        # the number of queries does not depend on what there is.
        keys = {0, *counts, *(named.pk for named in chosen)}
        rows = self.rows().filter(pk__in=keys)
        columns = ["pk", "slug", self.named, *filter(None, [self.parent, self.note and "kind"])]
        found = {row["pk"]: row for row in rows.values(*columns)}
        options = [
            Option(
                value=row["slug"],
                name=row[self.named],
                note=self.note(row["kind"]) if self.note else "",
                parent=self._above(row, found),
                count=counts.get(pk, 0),
            )
            for pk, row in found.items()
        ]
        return tuple(sorted(options, key=lambda o: (-o.count, o.name, o.value)))

    def _above(self, row: Mapping[str, Any], found: Mapping[int, Mapping[str, Any]]) -> str | None:
        above = found.get(row[self.parent]) if self.parent else None
        return above["slug"] if above else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacet(Facet):
    """What the word would select with each of these values."""

    keys: tuple[str, ...]

    def offer(self, word: Any, counts: Mapping[Any, int], filters: "Filters") -> tuple[Option, ...]:
        said = {key: word.say(key, filters) for key in self.keys}
        return tuple(Option(key, said[key], "", None, counts[key]) for key in self.keys)

    def condition(self, word: Any, key: str) -> Q:
        """Of the states that this value would leave."""
        return Q(word.select(int(key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagFacet(StepFacet):
    """What the word would select where it is on."""

    keys: tuple[str, ...] = ("1",)

    def condition(self, word: Any, key: str) -> Q:
        return Q(word.select(word.wanted))
