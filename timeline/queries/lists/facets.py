"""Facets: how many events each further choice would leave, exact, in a constant number of
queries.

Each facet ignores its own selection, so that its counts are those of choosing otherwise.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from timeline.models import Actor, Place, Source, Timeline
from timeline.queries.filtering.filters import Filters
from timeline.queries.filtering.matching import matching
from timeline.vocabulary.stances import Basis
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import Word

from .tallies import tally

EVIDENCE_WORDS = ("origins", "denied", "differs", "unarchived")
ORIGIN_STEPS = (2, 3)


@dataclass(frozen=True, slots=True)
class Option:
    """A place, actor, source or timeline to choose, with the events it would leave.

    `parent` is the slug of the nearest one above it in this list, or None.
    """

    slug: str
    name: str
    kind: str
    parent: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of every facet. Vocabularies come whole, in their order, zeros included;
    places, actors, sources and timelines only above zero or chosen, most events first;
    `origins` maps "at least so many" to its count."""

    status: Mapping[str, int]
    type: Mapping[str, int]
    nature: Mapping[str, int]
    place: tuple[Option, ...]
    actor: tuple[Option, ...]
    source: tuple[Option, ...]
    basis: Mapping[str, int]
    lang: Mapping[str, int]
    origins: Mapping[int, int]
    denied: int
    differs: int
    unarchived: int
    timeline: tuple[Option, ...]


def count_facets(filters: Filters) -> Facets:
    """All facets under these filters: a query for the counts, one for each facet with a choice
    of its own, one for the evidence, and one for the names of each kind of row."""
    evidence = _evidence(filters)
    counts = tally(filters)
    languages = dict(counts["lang"])
    return Facets(
        status=_words(counts["status"], Status),
        type=_words(counts["type"], EventType),
        nature=_words(counts["nature"], Nature),
        place=_places(filters, counts["place"]),
        actor=_actors(filters, counts["actor"]),
        source=_sources(filters, counts["source"]),
        basis=_words(counts["basis"], Basis),
        lang=dict(sorted({filters.lang: 0, **languages}.items())) if filters.lang else languages,
        origins={step: evidence[f"n_origins_{step}"] for step in ORIGIN_STEPS},
        denied=evidence["n_denied"],
        differs=evidence["n_differs"],
        unarchived=evidence["n_unarchived"],
        timeline=_timelines(filters, counts["timeline"]),
    )


def count_facet(word: str, filters: Filters) -> tuple[Option, ...]:
    """The choices of one facet that would leave something or are chosen, most events first.

    `word` is one of LISTED. Two queries, one where the facet is of words.
    """
    counts = tally(filters, [word])[word]
    if word in _OF_ROWS:
        return _OF_ROWS[word](filters, counts)
    chosen = getattr(filters, word)
    values = {*counts, *((chosen,) if isinstance(chosen, str) and chosen else chosen)}
    labels = {w.value: str(w.label) for w in _OF_WORDS.get(word, ())}
    found = [Option(v, labels.get(v, v), "", None, counts.get(v, 0)) for v in values]
    return tuple(sorted(found, key=lambda option: (-option.count, option.name)))


def _words(counts: Mapping[str, int], words: type[Word]) -> dict[str, int]:
    return {value: counts.get(value, 0) for value in words.values}


def _evidence(filters: Filters) -> dict[str, int]:
    """One query: each count under the other evidence words, which are conditions here.

    Keyed by "n_" and the word, so that no count is mistaken for the column it counts.
    """
    chosen = {
        "origins": Q(origins__gte=filters.origins),
        "denied": Q(denials__gt=0) if filters.denied else Q(),
        "differs": Q(differs=True) if filters.differs else Q(),
        "unarchived": Q(unarchived=True) if filters.unarchived else Q(),
    }

    def count(word: str, option: Q) -> Count:
        for other, condition in chosen.items():
            if other != word:
                option &= condition
        return Count("pk", filter=option)

    counts = {f"n_origins_{n}": count("origins", Q(origins__gte=n)) for n in ORIGIN_STEPS}
    counts["n_denied"] = count("denied", Q(denials__gt=0))
    counts["n_differs"] = count("differs", Q(differs=True))
    counts["n_unarchived"] = count("unarchived", Q(unarchived=True))
    return matching(filters, EVIDENCE_WORDS).aggregate(**counts)


def _places(filters: Filters, counts: Mapping[int, int]) -> tuple[Option, ...]:
    rows = Place.objects.named().filter(pk__in=_keys(counts, filters.place))
    return _options(rows.values_list("pk", "slug", "name", "kind", "parent"), counts)


def _actors(filters: Filters, counts: Mapping[int, int]) -> tuple[Option, ...]:
    rows = Actor.objects.named().filter(pk__in=_keys(counts, filters.actor))
    return _options(rows.values_list("pk", "slug", "name", "kind", "parent"), counts)


def _sources(filters: Filters, counts: Mapping[int, int]) -> tuple[Option, ...]:
    rows = Source.objects.filter(pk__in=_keys(counts, filters.source))
    return _options(rows.values_list("pk", "slug", "name", "kind", "owner"), counts)


def _timelines(filters: Filters, counts: Mapping[int, int]) -> tuple[Option, ...]:
    chosen = [filters.timeline] if filters.timeline else []
    rows = Timeline.objects.visible_to(None).filter(pk__in=_keys(counts, chosen))
    found = (
        (pk, slug, title, "", None) for pk, slug, title in rows.values_list("pk", "slug", "title")
    )
    return _options(found, counts)


_OF_ROWS = {"place": _places, "actor": _actors, "source": _sources}
_OF_WORDS: Mapping[str, type[Word]] = {"type": EventType, "basis": Basis}
#: Facets that may be too long to stand beside a list.
LISTED = ("place", "actor", "source", "type", "basis", "lang")


def _keys(counts: Mapping[int, int], chosen: Iterable[Any]) -> Collection[int]:
    # No row has the key 0: a list that is never empty, so that Django asks in any case and
    # the number of queries does not depend on what there is.
    return {0, *counts, *(named.pk for named in chosen)}


def _options(
    rows: Iterable[tuple[int, str, str, str, int | None]], counts: Mapping[int, int]
) -> tuple[Option, ...]:
    found = {pk: (slug, name, kind, parent) for pk, slug, name, kind, parent in rows}
    options = [
        Option(slug, name, kind, found[parent][0] if parent in found else None, counts.get(pk, 0))
        for pk, (slug, name, kind, parent) in found.items()
    ]
    return tuple(sorted(options, key=lambda option: (-option.count, option.name, option.slug)))
