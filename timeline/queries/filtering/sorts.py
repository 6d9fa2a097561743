"""What one filter word is, and the sorts of words that there are.

A word is a filter of django-filter's: `field` reads it strictly, `field_name` and
`lookup_expr` say by which column of an evidence state, or of its search row, it selects and
how. Beyond that it knows what it counts, what it is called, how a chosen value reads, what
its control in the form is, and to which doors it means nothing.
"""

from collections.abc import Callable, Collection, Iterable
from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Q, QuerySet

from timeline.vocabulary.words import Text, Word

from .controls import Chip, Control
from .facets import Facet, FlagFacet
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

if TYPE_CHECKING:
    from .filters import Filters


class Door(Enum):
    """Who asks."""

    PAGE = "page"
    API = "api"
    COUNTS = "counts"
    #: The page of an event that stands in a list.
    EVENT = "event"
    #: A page that leads to the list, but is another: it keeps how the list is shown.
    BESIDE = "beside"


class FilterWord(django_filters.Filter):  # type: ignore[misc]  # it has no types
    """A word that a query may have.

    `part_of` names the word with which it selects together and is ignored together; that one
    has the condition for both. `default` is what an absent word means.
    """

    field_class: type[StrictField] = StrictField
    default: Any = None
    #: Whether it leaves events out; others say which day, in which order, how many.
    selects = True
    name: str

    def __init__(
        self,
        field_name: str | None = None,
        lookup_expr: str | None = None,
        *,
        label: Text = "",
        part_of: str = "",
        not_for: Collection[Door] = (),
        facet: Facet | None = None,
        control: Control | None = None,
        **field: Any,
    ) -> None:
        """`label` is what chips call it, nothing where it has none; the rest is the field's."""
        super().__init__(field_name, lookup_expr, label=label, **field)
        self.part_of = part_of
        self.not_for = frozenset(not_for)
        self.facet = facet
        self.control = control

    @property
    def is_array(self) -> bool:
        """Whether its column holds several values."""
        return self.lookup_expr in ("overlap", "contains")

    @property
    def is_many(self) -> bool:
        """Whether it may be repeated."""
        return bool(self.field.many)

    def filter[States: QuerySet[Any]](self, qs: States, value: "Filters") -> States:
        """The states that it leaves. `value` are all words, since some select together."""
        condition = self.condition(value)
        return qs if condition is None else qs.filter(condition)

    def condition(self, filters: "Filters") -> Q | None:
        """Of the states that it selects; None where it selects nothing."""
        return self.fits(filters) if self.selects and not self.part_of else None

    def fits(self, filters: "Filters") -> Q | None:
        operand = self.operand(filters)
        return None if operand is None else self.select(operand)

    def select(self, operand: Any) -> Q:
        """The states whose column fits this."""
        return Q(**{f"{self.field_name}__{self.lookup_expr}": operand})

    def operand(self, filters: "Filters") -> Any:
        """What its column is compared to; None where nothing is chosen."""
        return self.value(filters) or None

    def value(self, filters: "Filters") -> Any:
        return getattr(filters, self.name)

    def write(self, value: Any, given: list[str]) -> tuple[str, ...]:
        """A value as links write it; `given` as it came."""
        return (given[0],)

    def describe_chips(self, filters: "Filters") -> Iterable[Chip]:
        """A chip for each chosen value, none where it has no label."""
        if not self.label:
            return
        for key in filters.typed.get(self.name, ()):
            said = self.say(key, filters)
            yield Chip(self.name, str(self.label), key, said, filters.without(self.name, key))

    def say(self, key: str, filters: "Filters") -> str:
        """A chosen value in words."""
        return key


class Slugs(FilterWord):
    """Rows by their slugs; the column holds their keys."""

    field_class = SlugsField
    default: tuple[Named, ...] = ()

    def __init__(
        self, field_name: str, *, key: Callable[[Named], Any] = attrgetter("pk"), **more: Any
    ) -> None:
        super().__init__(field_name, "overlap", **more)
        self.key = key

    def operand(self, filters: "Filters") -> list[Any] | None:
        return [self.key(named) for named in self.value(filters)] or None

    def write(self, value: Iterable[Named], given: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(named.slug for named in value))

    def say(self, key: str, filters: "Filters") -> str:
        return {named.slug: str(named.name) for named in self.value(filters)}[key]


class Choices(FilterWord):
    """Words of a vocabulary, any of which will do."""

    field_class = WordsField
    default: tuple[str, ...] = ()

    def __init__(self, field_name: str, vocabulary: type[Word], **more: Any) -> None:
        super().__init__(field_name, "in", words=vocabulary, **more)
        self.vocabulary = vocabulary

    def write(self, value: tuple[str, ...], given: list[str]) -> tuple[str, ...]:
        return value

    def say(self, key: str, filters: "Filters") -> str:
        return str(self.vocabulary(key).label)


class Held(FilterWord):
    """One value that must be among those of its column."""

    default: Any = ""

    def __init__(self, field_name: str | None, **more: Any) -> None:
        super().__init__(field_name, "contains", **more)

    def operand(self, filters: "Filters") -> list[Any] | None:
        value = self.value(filters)
        return [getattr(value, "pk", value)] if value else None


class Slug(Held):
    """One row by its slug; the column holds keys."""

    field_class = SlugField
    default = None

    def say(self, key: str, filters: "Filters") -> str:
        return str(self.value(filters).name)


class Language(Held):
    field_class = LanguageField


class Choice(Held):
    """One word of a vocabulary."""

    field_class = WordField

    def __init__(self, field_name: str | None, vocabulary: type[Word], **more: Any) -> None:
        super().__init__(field_name, words=vocabulary.values, **more)
        self.vocabulary = vocabulary

    def say(self, key: str, filters: "Filters") -> str:
        return str(self.vocabulary(key).label)


class AtLeast(FilterWord):
    """A number that the column must reach; `said` is the sentence with it as %(n)s."""

    field_class = NumberField
    default = 0

    def __init__(self, field_name: str, *, said: Text, **more: Any) -> None:
        super().__init__(field_name, "gte", **more)
        self.said = said

    def say(self, key: str, filters: "Filters") -> str:
        return str(self.said) % {"n": int(key)}


class Flag(FilterWord):
    """1 or 0; where it is 1 the column must be `wanted`. `said` is what it asks for."""

    field_class = FlagField

    def __init__(
        self,
        field_name: str | None = None,
        lookup_expr: str = "exact",
        wanted: Any = True,
        *,
        default: bool = False,
        said: Text = "",
        **more: Any,
    ) -> None:
        facet = None if more.get("part_of") else FlagFacet()
        super().__init__(field_name, lookup_expr, **({"facet": facet} | more))
        self.wanted = wanted
        self.default = default
        self.said = said

    def operand(self, filters: "Filters") -> Any:
        return self.wanted if self.value(filters) else None

    def say(self, key: str, filters: "Filters") -> str:
        return str(self.said)


class Paging(FilterWord):
    """A word that leaves no event out."""

    selects = False

    def __init__(self, field_class: type[StrictField], default: Any = None, **more: Any) -> None:
        super().__init__(**more)
        self.field_class = field_class
        self.default = default
