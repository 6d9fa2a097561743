"""What is filtered now, in words; each chip is a link that takes one filter away."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.queries.filtering.fields import Days
from timeline.queries.filtering.filters import Filters
from timeline.queries.filtering.matching import DATE_WORDS
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import Basis
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import EventType, Nature

#: What a word is called on screen.
KINDS = {
    "q": gettext_lazy("Search"),
    "place": gettext_lazy("Place"),
    "actor": gettext_lazy("Actor"),
    "exact_actor": gettext_lazy("Actor"),
    "role": gettext_lazy("Role"),
    "status": gettext_lazy("Status"),
    "type": gettext_lazy("Type"),
    "nature": gettext_lazy("Nature"),
    "source": gettext_lazy("Source"),
    "origin": gettext_lazy("Origin"),
    "basis": gettext_lazy("Basis"),
    "lang": gettext_lazy("Language"),
    "listed": gettext_lazy("Listed"),
    "after": gettext_lazy("Date"),
    "origins": gettext_lazy("Evidence"),
    "denied": gettext_lazy("Evidence"),
    "differs": gettext_lazy("Evidence"),
    "unarchived": gettext_lazy("Evidence"),
    "timeline": gettext_lazy("Timeline"),
}
_LABELS = {"role": ActorRole, "status": Status, "type": EventType, "nature": Nature, "basis": Basis}
_SAYINGS = {
    "exact_actor": gettext_lazy("without subordinates"),
    "denied": gettext_lazy("at least one denial"),
    "differs": gettext_lazy("accounts differ"),
    "unarchived": gettext_lazy("a document is not archived"),
}


def describe_chips(filters: Filters, address: str) -> list[dict[str, Any]]:
    """Chips in the order of the words, which they name; the dates are one."""

    def chip(word: str, value: str, query: str) -> dict[str, Any]:
        url = f"{address}?{query}" if query else address
        return {"word": word, "kind": str(KINDS[word]), "value": value, "url": url}

    chips = []
    for word, values in filters.typed.items():
        if word in _LABELS:
            for value in values:
                made = chip(word, str(_LABELS[word](value).label), filters.without(word, value))
                chips.append(made | ({"status": value} if word == "status" else {}))
        elif word in ("place", "actor", "source", "origin"):
            names = {named.slug: named.name for named in getattr(filters, word)}
            chips += [chip(word, names[v], filters.without(word, v)) for v in values]
        elif word in ("after", "before"):
            if word == "after" or "after" not in filters.typed:
                query = filters.as_query(**dict.fromkeys(DATE_WORDS))
                chips.append(chip("after", say_dates(filters), query))
        elif word in KINDS:
            chips.append(chip(word, _say(word, filters), filters.as_query(**{word: None})))
    return chips


def _say(word: str, filters: Filters) -> str:
    if word in _SAYINGS:
        return str(_SAYINGS[word])
    if word == "timeline" and filters.timeline:
        return filters.timeline.name
    if word == "listed" and filters.listed:
        return _say_days(filters.listed)
    if word == "origins":
        return _("%(n)s or more origins") % {"n": filters.origins}
    return filters.typed[word][0]


def say_dates(filters: Filters) -> str:
    """The date filter in words, as one span."""
    first = filters.after[0] if filters.after else None
    last = filters.before[1] if filters.before else None
    if first and last:
        words = _say_days((first, last))
    elif first:
        words = _("from %(day)s") % {"day": date_format(first, "j F Y")}
    elif last:
        words = _("until %(day)s") % {"day": date_format(last, "j F Y")}
    else:
        return ""
    return words if filters.overlap else _("%(dates)s, wholly inside") % {"dates": words}


def _say_days(days: Days) -> str:
    first, last = days
    if first == last:
        return date_format(first, "j F Y")
    form = "j F" if first.year == last.year else "j F Y"
    span = {"first": date_format(first, form), "last": date_format(last, "j F Y")}
    return _("%(first)s to %(last)s") % span


def describe_ways(
    filters: Filters, counts: Iterable[tuple[tuple[str, ...], int]], address: str
) -> list[dict[str, Any]]:
    """Ways out of an empty list: each drops one filter and says how many events that leaves."""
    chips = describe_chips(filters, address)

    def say(words: tuple[str, ...]) -> str:
        values = [str(chip["value"]) for chip in chips if chip["word"] in words]
        said = {"kind": KINDS[words[0]], "values": _(", ").join(values)}
        return _("Without %(kind)s: %(values)s") % said if values else str(said["kind"])

    return [
        {
            "label": say(words),
            "count": count,
            "url": filters.path(address, **dict.fromkeys(words)),
        }
        for words, count in counts
    ]
