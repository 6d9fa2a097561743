"""How many matching events have each word, place, actor and so on: one scan for many facets.

Facets whose words are not chosen are counted over the same events. PostgreSQL finds those
events once, keeps the few columns that are counted, and counts them facet by facet; finding
them anew for each facet took most of a page's time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection

from timeline.queries.filtering.filters import Filters
from timeline.queries.filtering.matching import CAST_WORDS, matching
from timeline.queries.filtering.past_casts import count_unknown_actors


class _Counted(NamedTuple):
    """A column, whether it is an array, and the words that its facet ignores."""

    column: str
    is_array: bool
    ignores: tuple[str, ...]


_COUNTED: Mapping[str, _Counted] = {
    "status": _Counted("status", False, ("status",)),
    "type": _Counted("row__type", False, ("type",)),
    "nature": _Counted("row__nature", False, ("nature",)),
    "place": _Counted("row__place_ids", True, ("place",)),
    "actor": _Counted("row__actor_ids", True, CAST_WORDS),
    "source": _Counted("source_ids", True, ("source",)),
    "basis": _Counted("bases", True, ("basis",)),
    "lang": _Counted("languages", True, ("lang",)),
    "timeline": _Counted("row__timeline_ids", True, ("timeline",)),
}
#: Facets that count keys of rows; the others count words.
_KEYED = frozenset({"place", "actor", "source", "timeline"})


def tally(
    filters: Filters, facets: Collection[str] = tuple(_COUNTED)
) -> Mapping[str, Mapping[Any, int]]:
    """By facet: how many events have each word or key, the most frequent first.

    One query, and one for each facet that has a choice of its own to ignore; in past views
    one or three more for actors.
    """
    together: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for facet in facets:
        ignored = _COUNTED[facet].ignores
        is_chosen = any(getattr(filters, word) for word in ignored)
        together[ignored if is_chosen else ()].append(facet)
    found: dict[str, list[tuple[Any, int]]] = defaultdict(list)
    for ignored, alike in together.items():
        for facet, member, count in _count(filters, ignored, alike):
            found[facet].append((int(member) if facet in _KEYED else member, count))
        if "actor" in alike and filters.is_past:
            unknown = count_unknown_actors(matching(filters, ignored), filters.day)
            found["actor"] = [(k, n - unknown[k]) for k, n in found["actor"] if n > unknown[k]]
    return {
        facet: dict(sorted(found[facet], key=lambda row: (-row[1], row[0]))) for facet in facets
    }


def _count(
    filters: Filters, ignored: tuple[str, ...], facets: Iterable[str]
) -> list[tuple[str, str, int]]:
    """Rows of (facet, word or key as text, events)."""
    states = matching(filters, ignored).order_by()
    states = states.values_list(*(_COUNTED[facet].column for facet in facets))
    try:
        sql, params = states.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return []
    quote = connection.ops.quote_name
    names = ", ".join(quote(facet) for facet in facets)
    counts = " UNION ALL ".join(_count_one(facet, quote(facet)) for facet in facets)
    with connection.cursor() as cursor:
        # Names of our own facets; what a reader chose is in the parameters.
        cursor.execute(f"WITH found ({names}) AS MATERIALIZED ({sql}) {counts}", params)
        rows: list[tuple[str, str, int]] = cursor.fetchall()
    return rows


def _count_one(facet: str, column: str) -> str:
    member = f"unnest({column})" if _COUNTED[facet].is_array else column
    counted = f"SELECT {member} AS member, count(*) AS n FROM found GROUP BY 1"  # noqa: S608
    return (
        f"SELECT '{facet}', member::text, n FROM ({counted}) AS {column} WHERE member IS NOT NULL"  # noqa: S608
    )
