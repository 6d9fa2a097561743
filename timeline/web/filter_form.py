"""The filter form: a control for every word that has one, with its counts, as chosen or typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from timeline.queries.filtering.controls import Control, ControlKind, Option
from timeline.queries.filtering.errors import FilterError
from timeline.queries.filtering.filter_words import FilterWord
from timeline.queries.filtering.sorts import OfVocabulary
from timeline.queries.filtering.words import WORDS, group_of
from timeline.queries.lists.facets import Facets

type Typed = Mapping[str, tuple[str, ...]]
type Described = dict[str, Any]

#: The controls from top to bottom; those of words that are not named here follow.
POSITIONS = (
    "status", "after", "place", "actor", "type", "origins", "nature", "basis", "source", "lang",
)  # fmt: skip
LONGEST_LIST = 8
#: How deep a tree stands open by itself; deeper only around what is chosen.
OPEN_LEVELS = 2


def describe_form(
    typed: Typed, facets: Facets, errors: Iterable[FilterError] = (), query: str = ""
) -> Described:
    """Template context of the form. `typed` are the words as given, right or wrong.

    `query` are the words that links to whole facets keep. Words without a control travel as
    hidden fields, as long as they are right.
    """
    problems = {error.word: error.problem for error in errors}
    form = _Form(typed, facets, problems, query)
    shown = {name: word.control for name, word in WORDS.items() if word.control}
    places = {name: place for place, name in enumerate(POSITIONS)}
    return {
        "controls": [
            form.describe(WORDS[name], control)
            for name, control in sorted(shown.items(), key=lambda c: places.get(c[0], len(places)))
            if not control.joins and control.kind is not ControlKind.BAR
        ],
        "hidden": hide(typed, without=(*shown, *problems)),
        "errors": problems,
    }


def hide(typed: Typed, without: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs for hidden fields that carry the other words along, where they are carried."""
    left_out = {*without, *(name for name, word in WORDS.items() if not word.is_carried)}
    return [(w, value) for w, values in typed.items() if w not in left_out for value in values]


@dataclass(frozen=True, slots=True)
class _Form:
    typed: Typed
    facets: Facets
    problems: Mapping[str, str]
    query: str

    def describe(self, word: FilterWord, control: Control) -> Described:
        """One control as its template wants it."""
        chosen = len(self.typed.get(word.name, ()))
        makers = {
            ControlKind.DATES: self._dates,
            ControlKind.TREE: self._branches,
            ControlKind.EVIDENCE: self._evidence,
            ControlKind.STATUS: self._all,
        }
        return {
            "template": f"components/facet_{control.kind.value}.html",
            "name": word.name,
            "title": control.title or word.label,
            "chosen": chosen,
            "open": control.is_open or chosen,
            "error": self.problems.get(word.name, ""),
            **makers.get(control.kind, self._list)(word, control),
        }

    def _dates(self, word: FilterWord, control: Control) -> Described:
        first, last, overlap = (self.typed.get(name, ("",))[0] for name in group_of(word.name))
        return {
            "after": first,
            "before": last,
            "inside": overlap == "0",
            "error_before": self.problems.get(group_of(word.name)[1], ""),
        }

    def _branches(self, word: FilterWord, control: Control) -> Described:
        options = self.facets.get(word.name, ())
        nodes = _tree(options, self.typed.get(word.name, ()))
        find = control.find
        return {
            "nodes": nodes,
            "more": self._more(word, len(options) - _size(nodes)),
            "find": {"url": reverse(f"{word.name}_list"), "label": find} if find else {},
        }

    def _all(self, word: FilterWord, control: Control) -> Described:
        return {"options": [self._option(word, option) for option in self.facets[word.name]]}

    def _list(self, word: FilterWord, control: Control) -> Described:
        """Values that would leave something, or are chosen; words the most frequent first."""
        found = [self._option(word, option) for option in self.facets.get(word.name, ())]
        options = [option for option in found if option["count"] or option["checked"]]
        if isinstance(word, OfVocabulary):
            options.sort(key=lambda option: -option["count"])
        kept = _shorten(options) if word.facet and word.facet.more else options
        more = self._more(word, len(options) - len(kept))
        if word.is_many:
            return {"options": kept, "more": more}
        return {"kind": "radio", "options": [self._nothing(word, control), *kept], "more": more}

    def _evidence(self, word: FilterWord, control: Control) -> Described:
        """At least so many origins (one choice), and what else can be asked of the evidence."""
        steps = [self._option(word, option) for option in self.facets[word.name]]
        for least in self.typed.get(word.name, ())[:1]:
            if least not in {step["value"] for step in steps}:
                label = str(word.said) % {"n": least}
                steps.append({"value": least, "label": label, "count": None, "checked": True})
        joining = [(w, w.control) for w in WORDS.values() if w.control]
        flags = [(w, beside.title) for w, beside in joining if beside.joins == word.name]
        return {
            "options": [self._nothing(word, control), *steps],
            "flags": [
                {**self._option(flag, option), "name": flag.name, "label": title}
                for flag, title in flags
                for option in self.facets[flag.name]
            ],
        }

    def _option(self, word: FilterWord, option: Option) -> Described:
        return {
            "value": option.value,
            "label": option.name,
            "note": option.note,
            "count": option.count,
            "checked": option.value in self.typed.get(word.name, ()),
        }

    def _nothing(self, word: FilterWord, control: Control) -> Described:
        chosen = bool(self.typed.get(word.name))
        return {"value": "", "label": control.nothing, "count": None, "checked": not chosen}

    def _more(self, word: FilterWord, left_out: int) -> Described:
        """A link to the whole of a facet of which some choices are left out; else nothing."""
        if left_out < 1 or not word.facet or not word.facet.more:
            return {}
        address = reverse("facet_list", args=[word.name])
        return {
            "url": f"{address}?{self.query}" if self.query else address,
            "label": word.facet.more % {"n": left_out},
        }


def _size(nodes: Iterable[Mapping[str, Any]]) -> int:
    """How many nodes a tree has."""
    return sum(1 + _size(node["children"]) for node in nodes)


def _shorten(nodes: list[Described]) -> list[Described]:
    """The first few, and whatever is chosen."""
    return [
        node
        for place, node in enumerate(nodes)
        if place < LONGEST_LIST or node["checked"] or node.get("part")
    ]


def _tree(options: Iterable[Option], chosen: Iterable[str]) -> list[Described]:
    """Options under those above them, as far down as is open; chosen ones always show."""
    below: dict[str | None, list[Option]] = {}
    for option in options:
        below.setdefault(option.parent, []).append(option)
    picked = set(chosen)

    def nodes(parent: str | None, depth: int, is_near: bool) -> list[Described]:
        found = []
        for option in below.get(parent, ()):
            is_chosen = option.value in picked
            children = nodes(option.value, depth + 1, is_chosen)
            holds = any(child["checked"] or child["part"] for child in children)
            if not (depth < OPEN_LEVELS or is_near or is_chosen or holds):
                continue
            found.append(
                {
                    "slug": option.value,
                    "name": option.name,
                    "level": option.note,
                    "count": option.count,
                    "checked": is_chosen,
                    "part": holds and not is_chosen,
                    "children": children,
                }
            )
        return _shorten(found)

    return sorted(nodes(None, 0, False), key=lambda node: not (node["checked"] or node["part"]))
