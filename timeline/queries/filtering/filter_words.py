"""What one filter word is; the sorts of words that there are stand in `sorts`.

A word is a filter of django-filter's: `field` reads it strictly, `field_name` and
`lookup_expr` say by which column of an evidence state, or of its search row, it selects and
how. Beyond that it knows what it counts, what it is called, how a chosen value reads, what
its control in the form is, and to which doors it means nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Q, QuerySet

from timeline.vocabulary.words import Text

from .controls import Chip, Control, Facet, Option
from .fields import StrictField

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
    #: How words of this sort compare their column, where they do not say so themselves.
    test = "exact"
    default: Any = None
    #: Whether it leaves events out; others say which day, in which order, how many.
    selects = True
    #: Whether it chooses days of the axis on which events stand.
    chooses_days = False
    #: In how many of some states each key is not known by a day, where its column holds today's.
    later: Callable[[QuerySet[Any], date], Counter[int]] | None = None
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
        is_carried: bool = True,
        **field: Any,
    ) -> None:
        """`label` is what chips call it, nothing where it has none; `is_carried` whether forms
        that have no control for it carry it along. The rest is the field's."""
        super().__init__(field_name, lookup_expr or self.test, label=label, **field)
        self.part_of = part_of
        self.not_for = frozenset(not_for)
        self.facet = facet
        self.control = control
        self.is_carried = is_carried

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
        value = self.value(filters)
        if not value:
            return None
        return [getattr(value, "pk", value)] if self.lookup_expr == "contains" else value

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

    def steps(self) -> dict[str, Q]:
        """What each value that is counted would select; nothing where the column is counted."""
        return {}

    def offer(self, counts: Mapping[Any, int], filters: "Filters") -> tuple[Option, ...]:
        """The values to choose from; `counts` by value or key, the most frequent first."""
        return tuple(Option(value, self.say(value, filters), n) for value, n in counts.items())
