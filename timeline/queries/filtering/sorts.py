"""The sorts of filter words: rows, vocabularies, languages, numbers, flags, and of a list."""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from timeline.vocabulary.words import Text, Word

from .controls import Facet, Option
from .fields import (
    FlagField,
    LanguageField,
    Named,
    NumberField,
    SlugField,
    SlugsField,
    StrictField,
    WordField,
    WordsField,
)
from .filter_words import FilterWord

if TYPE_CHECKING:
    from .filters import Filters


class Rows(FilterWord):
    """Rows by their slugs; the column holds their keys.

    `rows` are those that may be named, `named` is the field with the name, `parent` the one
    with the row above, `note` what to say of a row of this kind.
    """

    def __init__(
        self,
        field_name: str,
        *,
        rows: Callable[[], QuerySet[Any]] | None = None,
        named: str = "name",
        parent: str = "",
        note: Callable[[str], str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(field_name, named=named, **more)
        self.rows, self.named, self.parent, self.note = rows, named, parent, note

    def chosen(self, filters: "Filters") -> Iterable[Named]:
        value = self.value(filters)
        return value if self.is_many else filter(None, [value])

    def say(self, key: str, filters: "Filters") -> str:
        return {named.slug: str(named.name) for named in self.chosen(filters)}[key]

    def offer(self, counts: Mapping[Any, int], filters: "Filters") -> tuple[Option, ...]:
        """Those above zero or chosen, most events first."""
        if self.rows is None:
            return ()
        # No row has the key 0: a list that is never empty, so that Django asks in any case and
        # the number of queries does not depend on what there is.
        keys = {0, *counts, *(named.pk for named in self.chosen(filters))}
        columns = ["pk", "slug", self.named, self.parent, "kind" if self.note else ""]
        rows = self.rows().filter(pk__in=keys).values(*filter(None, columns))
        found = {row["pk"]: row for row in rows}
        options = [
            Option(
                value=row["slug"],
                name=row[self.named],
                count=counts.get(pk, 0),
                note=self.note(row["kind"]) if self.note else "",
                parent=found.get(row.get(self.parent), {}).get("slug"),
            )
            for pk, row in found.items()
        ]
        return tuple(sorted(options, key=lambda o: (-o.count, o.name, o.value)))


class Slugs(Rows):
    """Rows, any of which will do."""

    field_class = SlugsField
    test = "overlap"
    default: tuple[Named, ...] = ()

    def __init__(
        self, field_name: str, *, key: Callable[[Named], Any] = attrgetter("pk"), **more: Any
    ) -> None:
        super().__init__(field_name, **more)
        self.key = key

    def operand(self, filters: "Filters") -> list[Any] | None:
        return [self.key(named) for named in self.value(filters)] or None

    def write(self, value: Iterable[Named], given: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(named.slug for named in value))


class Slug(Rows):
    """One row."""

    field_class = SlugField
    test = "contains"


class OfVocabulary(FilterWord):
    """Words of a vocabulary, counted whole and in its order."""

    def __init__(self, field_name: str | None, vocabulary: type[Word], **more: Any) -> None:
        super().__init__(field_name, words=vocabulary, **more)
        self.vocabulary = vocabulary

    def say(self, key: str, filters: "Filters") -> str:
        return str(self.vocabulary(key).label)

    def offer(self, counts: Mapping[Any, int], filters: "Filters") -> tuple[Option, ...]:
        words = {word: counts.get(word, 0) for word in self.vocabulary.values}
        return super().offer(words, filters)


class Choices(OfVocabulary):
    """Words, any of which will do."""

    field_class = WordsField
    test = "in"
    default: tuple[str, ...] = ()

    def write(self, value: tuple[str, ...], given: list[str]) -> tuple[str, ...]:
        return value


class Choice(OfVocabulary):
    """One word, which must be among those of the column."""

    field_class = WordField
    test = "contains"
    default = ""


class Language(FilterWord):
    """A language that must be among those of the column; a chosen one always can be chosen."""

    field_class = LanguageField
    test = "contains"
    default = ""

    def offer(self, counts: Mapping[Any, int], filters: "Filters") -> tuple[Option, ...]:
        chosen = self.value(filters)
        tags = dict(sorted({chosen: 0, **counts}.items())) if chosen else counts
        return super().offer(tags, filters)


class AtLeast(FilterWord):
    """A number that the column must reach; `said` is the sentence with it as %(n)s.

    `counted` are the numbers to choose from.
    """

    field_class = NumberField
    test = "gte"
    default = 0

    def __init__(
        self, field_name: str, *, said: Text, counted: Iterable[int] = (), **more: Any
    ) -> None:
        super().__init__(field_name, **more)
        self.said, self.counted = said, tuple(counted)

    def say(self, key: str, filters: "Filters") -> str:
        return str(self.said) % {"n": key.lstrip("0") or key}

    def steps(self) -> dict[str, Q]:
        return {str(number): self.select(number) for number in self.counted}


class Flag(FilterWord):
    """1 or 0; where it is 1 the column must be `wanted`. `said` is what it asks for."""

    field_class = FlagField

    def __init__(
        self,
        field_name: str | None = None,
        lookup_expr: str | None = None,
        wanted: Any = True,
        *,
        default: bool = False,
        said: Text = "",
        **more: Any,
    ) -> None:
        facet = None if more.get("part_of") else Facet()
        super().__init__(field_name, lookup_expr, **({"facet": facet} | more))
        self.wanted, self.default, self.said = wanted, default, said

    def operand(self, filters: "Filters") -> Any:
        return self.wanted if self.value(filters) else None

    def say(self, key: str, filters: "Filters") -> str:
        return str(self.said)

    def steps(self) -> dict[str, Q]:
        return {"1": self.select(self.wanted)}


class Paging(FilterWord):
    """A word that leaves no event out."""

    selects = False

    def __init__(self, field_class: type[StrictField], default: Any = None, **more: Any) -> None:
        super().__init__(**more)
        self.field_class = field_class
        self.default = default
