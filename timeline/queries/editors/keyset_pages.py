"""Long lists at the desk: page by page along the key, counted only as far as it stays cheap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

PAGE_SIZE = 50
#: Beyond this a list is "more than so many".
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class KeyPage[R]:
    """One page; `after` is the key that the next page begins behind, None on the last."""

    rows: Sequence[R]
    after: int | None


def page_by_key[M: Model](
    found: QuerySet[M, Any], after: int | None, *, newest: bool = False, size: int = PAGE_SIZE
) -> KeyPage[M]:
    """Rows in the order of their keys, or `newest` first, behind the key `after`. One query."""
    if after is not None:
        found = found.filter(**{"pk__lt" if newest else "pk__gt": after})
    rows = list(found.order_by("-pk" if newest else "pk")[: size + 1])
    return KeyPage(rows[:size], rows[size - 1].pk if len(rows) > size else None)


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are; with `more` at least so many."""

    n: int
    more: bool = False

    def __str__(self) -> str:
        return f"{self.n}+" if self.more else str(self.n)

    def __bool__(self) -> bool:
        return self.n > 0


def count_some(found: QuerySet[Any, Any], most: int = COUNTED) -> Count:
    """Count rows, no further than `most`."""
    n = found.order_by()[: most + 1].count()
    return Count(min(n, most), more=n > most)
