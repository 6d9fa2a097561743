"""What is filtered now, in words; each chip is a link that takes one filter away."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from timeline.queries.filtering.filters import Filters
from timeline.queries.filtering.words import WORDS
from timeline.vocabulary.sentences import say_list


def describe_chips(filters: Filters, address: str) -> list[dict[str, Any]]:
    """Chips in the order of the words, which they name."""
    return [
        {
            "word": chip.word,
            "kind": chip.kind,
            "value": chip.value,
            "url": f"{address}?{chip.query}" if chip.query else address,
            **({"status": chip.key} if chip.word == "status" else {}),
        }
        for word in WORDS.values()
        for chip in word.describe_chips(filters)
    ]


def describe_ways(
    filters: Filters, counts: Iterable[tuple[tuple[str, ...], int]], address: str
) -> list[dict[str, Any]]:
    """Ways out of an empty list: each drops one filter and says how many events that leaves."""
    chips = describe_chips(filters, address)

    def say(words: tuple[str, ...]) -> str:
        values = [chip["value"] for chip in chips if chip["word"] in words]
        said = {"kind": str(WORDS[words[0]].label), "values": say_list(values)}
        return _("Without %(kind)s: %(values)s") % said if values else said["kind"]

    return [
        {
            "label": say(words),
            "count": count,
            "url": filters.path(address, **dict.fromkeys(words)),
        }
        for words, count in counts
    ]
