"""Rows that an editor names by typing: sources, actors, and places by their way down.

For the desk alone: it names what readers may not see.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet

from timeline.models import Actor, ActorAlias, Place, PlaceAlias, Source
from timeline.queries.rows.facts import place_ancestors
from timeline.queries.rows.folded_names import Folded
from timeline.vocabulary.texts.folding import fold

MOST_SUGGESTED = 10
#: Between the names on the way down to a place.
STEP = " › "

_NOUNS: dict[str, QuerySet[Any]] = {
    "source": Source.objects.all(),
    "actor": Actor.objects.all(),
    "place": Place.objects.defer("outline"),
}
_OTHER_NAMES: dict[str, QuerySet[Any]] = {
    "actor": ActorAlias.objects.all(),
    "place": PlaceAlias.objects.all(),
}


def sources_named(typed: str) -> list[Source]:
    """Sources with this name or slug, however its letters are written."""
    return list(_named("source", typed))


def actors_named(typed: str) -> list[Actor]:
    """Actors with this name, other name or slug."""
    return list(_named("actor", typed))


def places_named(typed: str) -> list[Place]:
    """Places with this name, other name, slug or way down ("Iran › Kermanshah › Paveh")."""
    name = typed.rsplit(STEP.strip(), maxsplit=1)[-1].strip()
    found = list(_named("place", name))
    ways = ways_down(found)
    exact = [place for place in found if fold(ways[place.pk]) == fold(typed)]
    return exact or (found if name == typed.strip() else [])


def suggest_typed(kind: str, typed: str) -> list[str]:
    """At most ten labels, for `kind` source, actor or place, of which each names its row."""
    text = fold(typed.rsplit(STEP.strip(), maxsplit=1)[-1])
    if not text:
        return []
    begins = Q(folded__startswith=text) | Q(folded__contains=f" {text}")
    found = list(_called(kind, begins)[:MOST_SUGGESTED])
    return list(ways_down(found).values()) if kind == "place" else [row.name for row in found]


def ways_down(places: Iterable[Model]) -> dict[int, str]:
    """Per key of a place the names from the country down to it, in two queries."""
    keys = [place.pk for place in places]
    above = place_ancestors(keys)
    names = dict(Place.objects.filter(pk__in=above).values_list("pk", "name"))
    ways = {}
    for key in keys:
        way, here = [names[key]], key
        while above[here]:
            here = above[here][0]
            way.append(names[here])
        ways[key] = STEP.join(reversed(way))
    return ways


def _named(kind: str, typed: str) -> QuerySet[Any]:
    same = Q(name__iexact=typed.strip()) | Q(folded=fold(typed))
    return _called(kind, same, also=Q(slug=typed.strip()))


def _called(kind: str, condition: Q, also: Q | None = None) -> QuerySet[Any]:
    """Rows of which a name, or another name, meets the condition; `also` of the row alone."""
    wanted = condition | also if also else condition
    if kind in _OTHER_NAMES:
        spelled = _OTHER_NAMES[kind].annotate(folded=Folded("name")).filter(condition)
        wanted |= Q(pk__in=spelled.values(kind))
    found: QuerySet[Any] = _NOUNS[kind].annotate(folded=Folded("name"))
    return found.filter(wanted).order_by("name", "pk")
