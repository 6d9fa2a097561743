"""The filter form: every facet with its counts, as chosen or as typed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.queries.filtering.filters import FilterError
from timeline.queries.lists.facets import Facets, Option
from timeline.vocabulary.kinds import PlaceKind
from timeline.vocabulary.stances import Basis
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import Word

type Typed = Mapping[str, tuple[str, ...]]

#: Words that have a control of their own in the form; the others travel as hidden fields.
CONTROLS = (
    "status", "after", "before", "overlap", "place", "actor", "type", "nature",
    "origins", "denied", "differs", "unarchived", "source", "basis", "lang", "order", "density",
)  # fmt: skip
LONGEST_LIST = 8
#: How deep a tree stands open by itself; deeper only around what is chosen.
OPEN_LEVELS = 2


def describe_form(
    typed: Typed, facets: Facets, errors: Iterable[FilterError] = (), query: str = ""
) -> dict[str, Any]:
    """Template context of the form. `typed` are the words as given, right or wrong.

    `query` are the words that links to whole facets keep.
    """
    one = {word: values[0] for word, values in typed.items() if values}
    places = _tree(facets.place, typed.get("place", ()), place_level)
    actors = _tree(facets.actor, typed.get("actor", ()), lambda option: "")
    types = _words(EventType, facets.type, typed, "type")
    sources = [_option(o.slug, o.name, o.count, typed, "source") for o in facets.source]
    return {
        "statuses": [
            _option(word.value, word.label, facets.status[word.value], typed, "status")
            for word in Status
        ],
        "after": one.get("after", ""),
        "before": one.get("before", ""),
        "inside": one.get("overlap") == "0",
        "places": places,
        "actors": actors,
        "types": _shorten(types),
        "natures": _words(Nature, facets.nature, typed, "nature"),
        "sources": _shorten(sources),
        "bases": _bases(facets.basis, one.get("basis", ""), typed),
        "languages": _languages(facets.lang, one.get("lang", "")),
        "evidence": _evidence(facets, one),
        "hidden": hide(typed, without=(*CONTROLS, "cursor", "timeline")),
        "chosen": {word: len(values) for word, values in typed.items()},
        "errors": {error.word: error.problem for error in errors},
        "find_places": reverse("place_list"),
        "more": {
            "place": _more("place", len(facets.place) - _size(places), query),
            "actor": _more("actor", len(facets.actor) - _size(actors), query),
            "type": _more("type", len(types) - len(_shorten(types)), query),
            "source": _more("source", len(sources) - len(_shorten(sources)), query),
        },
    }


def _more(word: str, left_out: int, query: str) -> dict[str, str]:
    """A link to the whole of a facet of which some choices are left out; else nothing."""
    if left_out < 1:
        return {}
    labels = {
        "place": ngettext("%(n)s more place", "%(n)s more places", left_out),
        "actor": ngettext("%(n)s more actor", "%(n)s more actors", left_out),
        "type": ngettext("%(n)s more type", "%(n)s more types", left_out),
        "source": ngettext("%(n)s more source", "%(n)s more sources", left_out),
    }
    address = reverse("facet_list", args=[word])
    return {
        "url": f"{address}?{query}" if query else address,
        "label": labels[word] % {"n": left_out},
    }


def _size(nodes: Iterable[Mapping[str, Any]]) -> int:
    """How many nodes a tree has."""
    return sum(1 + _size(node["children"]) for node in nodes)


def _shorten(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first few, and whatever is chosen."""
    return [
        node
        for place, node in enumerate(nodes)
        if place < LONGEST_LIST or node["checked"] or node.get("part")
    ]


def hide(typed: Typed, without: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs for hidden fields that carry the other words along."""
    left_out = set(without)
    return [(w, value) for w, values in typed.items() if w not in left_out for value in values]


def _option(
    value: str, label: object, count: int | None, typed: Typed, word: str
) -> dict[str, Any]:
    checked = value in typed.get(word, ())
    return {"value": value, "label": label, "count": count, "checked": checked}


def _words(
    words: type[Word], counts: Mapping[str, int], typed: Typed, word: str
) -> list[dict[str, Any]]:
    """Words that would leave something, or are chosen; the most frequent first."""
    options = [_option(w.value, w.label, counts[w.value], typed, word) for w in words]
    shown = [option for option in options if option["count"] or option["checked"]]
    return sorted(shown, key=lambda option: -option["count"])


def _bases(counts: Mapping[str, int], chosen: str, typed: Typed) -> list[dict[str, Any]]:
    anything = {"value": "", "label": _("Anyhow"), "count": None, "checked": not chosen}
    return [anything, *_words(Basis, counts, typed, "basis")]


def _languages(counts: Mapping[str, int], chosen: str) -> list[dict[str, Any]]:
    anything = {"value": "", "label": _("Any language"), "count": None, "checked": not chosen}
    return [anything] + [
        {"value": tag, "label": tag, "count": count, "checked": tag == chosen}
        for tag, count in counts.items()
    ]


def _evidence(facets: Facets, one: Mapping[str, str]) -> dict[str, Any]:
    """At least so many origins (one choice), and what else can be asked of the evidence."""
    least = one.get("origins", "")
    steps = [
        {
            "value": str(step),
            "label": _("%(n)s or more origins") % {"n": step},
            "count": count,
            "checked": least == str(step),
        }
        for step, count in facets.origins.items()
    ]
    other = bool(least) and least not in {step["value"] for step in steps}
    if other:
        label = _("%(n)s or more origins") % {"n": least}
        steps.append({"value": least, "label": label, "count": None, "checked": True})
    anything = {"value": "", "label": _("Any number of origins"), "checked": not least}
    flags = [
        ("denied", _("At least one denial"), facets.denied),
        ("differs", _("Accounts differ"), facets.differs),
        ("unarchived", _("A document is not archived"), facets.unarchived),
    ]
    return {
        "steps": [anything, *steps],
        "flags": [
            {"name": name, "label": label, "count": count, "checked": one.get(name) == "1"}
            for name, label, count in flags
        ],
    }


def place_level(option: Option) -> str:
    """What a place is, where its name alone may mislead."""
    named = (PlaceKind.COUNTRY, PlaceKind.DISTRICT, PlaceKind.CROSSING, PlaceKind.WATER)
    return str(PlaceKind(option.kind).label) if option.kind in named else ""


def _tree(options: Iterable[Option], chosen: Iterable[str], level_of: Any) -> list[dict[str, Any]]:
    """Options under those above them, as far down as is open; chosen ones always show."""
    below: dict[str | None, list[Option]] = {}
    for option in options:
        below.setdefault(option.parent, []).append(option)
    picked = set(chosen)

    def nodes(parent: str | None, depth: int, is_near: bool) -> list[dict[str, Any]]:
        found = []
        for option in below.get(parent, ()):
            is_chosen = option.slug in picked
            children = nodes(option.slug, depth + 1, is_chosen)
            holds = any(child["checked"] or child["part"] for child in children)
            if not (depth < OPEN_LEVELS or is_near or is_chosen or holds):
                continue
            found.append(
                {
                    "slug": option.slug,
                    "name": option.name,
                    "level": level_of(option),
                    "count": option.count,
                    "checked": is_chosen,
                    "part": holds and not is_chosen,
                    "children": children,
                }
            )
        return _shorten(found)

    return sorted(nodes(None, 0, False), key=lambda node: not (node["checked"] or node["part"]))
