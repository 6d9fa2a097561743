"""How many matching events have each word, place, actor and so on: one scan for many facets.

Facets whose words are not chosen are counted over the same events. PostgreSQL finds those
events once, keeps the few columns that are counted, and counts them facet by facet; finding
them anew for each facet took most of a page's time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection

from timeline.queries.filtering.filter_words import FilterWord
from timeline.queries.filtering.filters import Filters, matching
from timeline.queries.filtering.sorts import Rows
from timeline.queries.filtering.words import group_of


def tally(filters: Filters, words: Iterable[FilterWord]) -> Mapping[str, Mapping[Any, int]]:
    """By word: how many events have each of its values or keys, the most frequent first.

    One query, and one for each facet that has a choice of its own to ignore; in past views
    one or three more for a facet that holds what is not known yet.
    """
    together: dict[tuple[str, ...], list[FilterWord]] = defaultdict(list)
    for word in words:
        ignored = group_of(word.name)
        is_chosen = any(getattr(filters, name) for name in ignored)
        together[ignored if is_chosen else ()].append(word)
    found: dict[str, dict[Any, int]] = {}
    for ignored, alike in together.items():
        for word, counts in zip(alike, _count(filters, ignored, alike), strict=True):
            unknown = Counter[Any]()
            if word.later and filters.is_past:
                unknown = word.later(matching(filters, ignored), filters.day)
            known = {key: n - unknown[key] for key, n in counts.items() if n > unknown[key]}
            found[word.name] = dict(sorted(known.items(), key=lambda row: (-row[1], row[0])))
    return found


def _count(
    filters: Filters, ignored: tuple[str, ...], words: list[FilterWord]
) -> list[dict[Any, int]]:
    """For each word how many events have each value, or each key where it names rows."""
    states = matching(filters, ignored).order_by()
    states = states.values_list(*(word.field_name for word in words))
    counts: dict[str, dict[Any, int]] = {word.name: {} for word in words}
    try:
        sql, params = states.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return list(counts.values())
    quote = connection.ops.quote_name
    names = ", ".join(quote(word.name) for word in words)
    parts = " UNION ALL ".join(_count_one(word, quote(word.name)) for word in words)
    with connection.cursor() as cursor:
        # Names of our own words; what a reader chose is in the parameters.
        cursor.execute(f"WITH found ({names}) AS MATERIALIZED ({sql}) {parts}", params)
        keyed = {word.name for word in words if isinstance(word, Rows)}
        for name, member, count in cursor.fetchall():
            counts[name][int(member) if name in keyed else member] = count
    return list(counts.values())


def _count_one(word: FilterWord, column: str) -> str:
    member = f"unnest({column})" if word.is_array else column
    counted = f"SELECT {member} AS member, count(*) AS n FROM found GROUP BY 1"  # noqa: S608
    return (
        f"SELECT '{word.name}', member::text, n FROM ({counted}) AS {column}"  # noqa: S608
        " WHERE member IS NOT NULL"
    )
