"""Reading one page of a long list from a place in it."""

from typing import Any

from django.db.models import Model, Q, QuerySet


def read_page[M: Model](
    found: QuerySet[M, Any], size: int, order: tuple[str, ...], beyond: Q | None, backwards: bool
) -> tuple[list[M], bool, bool]:
    """One page in this order, and whether there are pages before and after it.

    `beyond` are the rows after the place where it begins or, `backwards`, before the one where
    it ends; None for the first page. At most two reads.
    """
    found = found.order_by(*order)
    if beyond is not None and backwards:
        before = list(found.filter(beyond).reverse()[: size + 1])
        if len(before) > size:
            return before[:size][::-1], True, True
        beyond = None  # Less than a page before it: the first page, shown whole.
    rows = list((found if beyond is None else found.filter(beyond))[: size + 1])
    return rows[:size], beyond is not None, len(rows) > size
