"""What the filtered timeline page asks of the data, in a shape that any way of answering gives."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Answer:
    """`rows` are public ids in order. Facets count by word or slug, above zero only; `bins`
    by (first day of the month, status)."""

    rows: tuple[str, ...]
    count: int
    facets: dict[str, dict[str, int]]
    bins: dict[tuple[date, str], int]


@dataclass(frozen=True, slots=True)
class Question:
    """A page of a filtered list. `query` is what stands in the address, `offset` how many
    rows come before the page; a cursor in the query says the same."""

    kind: str
    query: str
    offset: int = 0
