"""Places as readers may see them: a withheld place is stood in for by its ancestor.

The one rule for every door (domain section 4); nothing public reads EventPlace itself. The
names of withheld places and of people without a public role are taken out of every text.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.models import (
    Actor,
    ActorAlias,
    Claim,
    Event,
    EventActor,
    EventPlace,
    Place,
    PlaceAlias,
)
from timeline.queries.rows.facts import place_ancestors
from timeline.vocabulary.kinds import ActorKind, PlacePrecision, Withhold, precision_of
from timeline.vocabulary.texts.highlighting import find_names, replace_names


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place of an event for readers.

    `path` is (slug, name) from the country down to the place itself; `lat` and `lon`
    are degrees, or None where no point is known or public; `kind` is the place's kind.
    `point_of` is the place whose point that is: itself or, withheld, an ancestor.
    """

    place_id: int
    slug: str
    name: str
    kind: str
    path: tuple[tuple[str, str], ...]
    role: str
    precision: str
    lat: float | None
    lon: float | None
    point_of: int | None


def shown_places(event_ids: Iterable[int]) -> dict[int, list[ShownPlace]]:
    """Shown places of these events, the primary one first; a constant number of queries."""
    rows = list(
        EventPlace.objects.filter(event__in=set(event_ids))
        .order_by("event", "position", "pk")
        .values_list("event", "place", "role", "precision", "withhold")
    )
    above = place_ancestors(place for _event, place, *_rest in rows)
    places = Place.objects.defer("outline").in_bulk(above.keys())
    shown: dict[int, list[ShownPlace]] = defaultdict(list)
    for event, place, role, precision, withhold in rows:
        found = show_place(places[place], withhold, role, precision, above, places)
        if found is not None and found not in shown[event]:
            shown[event].append(found)
    return shown


def show_place(
    place: Place,
    withhold: str,
    role: str,
    precision: str,
    above: Mapping[int, list[int]],
    places: Mapping[int, Place],
) -> ShownPlace | None:
    """A place of an event for readers; None where nothing above it is public either.

    `withhold`, `role` and `precision` are the event's; `above` maps places to those
    directly above them, and `places` holds all of these.
    """
    stand_in = public_stand_in(place, withhold, above, places)
    if stand_in is None:
        return None
    point = stand_in
    if stand_in is not place:
        precision = precision_of(stand_in.kind)
    if Withhold.POINT in (withhold, stand_in.withhold):
        ancestor = public_ancestor(stand_in, above, places)
        precision = precision_of(ancestor.kind) if ancestor else PlacePrecision.COUNTRY
        point = ancestor or Place()
    return ShownPlace(
        place_id=stand_in.pk,
        slug=stand_in.slug,
        name=stand_in.name,
        kind=stand_in.kind,
        path=path_of(stand_in, above, places),
        role=role,
        precision=precision or precision_of(stand_in.kind),
        lat=point.lat,
        lon=point.lon,
        point_of=point.pk,
    )


def public_stand_in(
    place: Place, withhold: str, above: Mapping[int, list[int]], places: Mapping[int, Place]
) -> Place | None:
    """The place itself, or the nearest public ancestor where it is withheld whole."""
    if Withhold.PLACE in (withhold, place.withhold):
        ancestor = public_ancestor(place, above, places)
        while ancestor is not None and ancestor.withhold == Withhold.PLACE:
            ancestor = public_ancestor(ancestor, above, places)
        return ancestor
    return place


def public_ancestor(
    place: Place, above: Mapping[int, list[int]], places: Mapping[int, Place]
) -> Place | None:
    """The nearest place above, along first parents, of which nothing is withheld."""
    parent = place
    while parents := above.get(parent.pk):
        parent = places[parents[0]]
        if parent.withhold == Withhold.NONE:
            return parent
    return None


def path_of(
    place: Place, above: Mapping[int, list[int]], places: Mapping[int, Place]
) -> tuple[tuple[str, str], ...]:
    """(slug, name) from the country down, withheld ancestors left out."""
    path = [(place.slug, place.name)]
    while parents := above.get(place.pk):
        place = places[parents[0]]
        if place.withhold != Withhold.PLACE:
            path.append((place.slug, place.name))
    return tuple(reversed(path))


class PersonsName(str):
    """A hidden name that is a person's; the others are of places."""

    __slots__ = ()


#: In an event's cast or among those to whom claims are attributed: who may not be named.
_UNNAMED = Q(actor__kind=ActorKind.PERSON, actor__public_role="")
_UNNAMED_TELLERS = Q(attributed_to__kind=ActorKind.PERSON, attributed_to__public_role="")


def withheld_names(event_ids: Iterable[int]) -> dict[int, list[str]]:
    """Names and other names that may not appear in what readers see of each event.

    Of its withheld places, and (`PersonsName`) of people in it without a public role.
    """
    ids = set(event_ids)
    places = EventPlace.objects.filter(_is_withheld(), event__in=ids).order_by()
    cast = EventActor.objects.filter(_UNNAMED, event__in=ids).order_by()
    told = Claim.objects.filter(_UNNAMED_TELLERS, event__in=ids, is_public=True).order_by()
    hidden = places.values_list("event", "place", Value("place")).union(
        cast.values_list("event", "actor", Value("actor")),
        told.values_list("event", "attributed_to", Value("actor")),
    )
    keys: dict[str, set[int]] = defaultdict(set)
    for _event, key, kind in (found := list(hidden.order_by())):
        keys[kind].add(key)
    called = {"place": names_of(Place, PlaceAlias, "place", keys["place"])}
    people = names_of(Actor, ActorAlias, "actor", keys["actor"])
    called["actor"] = {pk: [PersonsName(name) for name in own] for pk, own in people.items()}
    names: dict[int, list[str]] = defaultdict(list)
    for event, key, kind in found:
        names[event] += called[kind][key]
    return names


def names_of(
    model: type[Place] | type[Actor],
    aliases: type[PlaceAlias] | type[ActorAlias],
    owner: str,
    keys: Collection[int],
) -> dict[int, list[str]]:
    """Names and other names of these rows, their own first."""
    found: dict[int, list[str]] = defaultdict(list)
    for pk, name in model._default_manager.filter(pk__in=keys).values_list("pk", "name"):
        found[pk].append(name)
    rows = aliases._default_manager.filter(**{f"{owner}__in": keys}).order_by("pk")
    for pk, name in rows.values_list(owner, "name"):
        found[pk].append(name)
    return found


def _is_withheld() -> Q:
    return Q(withhold=Withhold.PLACE) | Q(place__withhold=Withhold.PLACE)


def names_hidden_in_documents(
    document_ids: Collection[int] | None = None,
) -> dict[int, list[str]]:
    """Names that may not appear in what readers see of each of these documents, or of any.

    A document hides what every event hides that it publicly tells of. Documents that hide
    nothing are not among the keys.
    """
    claims = Claim.objects.filter(hides_names("event"), is_public=True)
    if document_ids is not None:
        claims = claims.filter(document__in=document_ids)
    told: dict[int, set[int]] = defaultdict(set)
    for document, event in claims.values_list("document", "event"):
        told[document].add(event)
    names = withheld_names({event for events in told.values() for event in events})
    return {
        document: sorted({name for event in events for name in names.get(event, ())})
        for document, events in told.items()
    }


def hides_names(event: str) -> Q:
    """Of rows whose field `event` leads to an event: those where that one hides names."""
    here = OuterRef(event)
    return (
        Q(Exists(EventPlace.objects.filter(_is_withheld(), event=here)))
        | Q(Exists(EventActor.objects.filter(_UNNAMED, event=here)))
        | Q(Exists(Claim.objects.filter(_UNNAMED_TELLERS, event=here, is_public=True)))
    )


def public_slug(slug: str, names: Iterable[str]) -> str:
    """The slug as readers see it: one that holds a withheld name says only what it stands for."""
    spoken = slug.replace("-", " ")
    hidden = [name.replace("-", " ") for name in names]
    return slug if redact(spoken, hidden) == spoken else "withheld"


def public_path(event: Event, names: Iterable[str]) -> str:
    """The address of the event for readers, who may not see these names."""
    return reverse("event_detail", args=[event.public_id, public_slug(event.slug, names)])


def redact(text: str, names: Iterable[str], stand_in: str | None = None) -> str:
    """`text` with `stand_in` for every one of the names, in any spelling.

    Without one, "[name withheld]" stands for people and "[place withheld]" for places.
    """
    if stand_in is not None:
        return replace_names(text, names, stand_in)
    return redact_within(text, 0, hidden_spans(text, names))


def hidden_spans(text: str, names: Iterable[str]) -> list[tuple[int, int, str]]:
    """Where hidden names stand in a text, and what stands there for readers, in order."""
    hidden = list(names)
    people = [name for name in hidden if isinstance(name, PersonsName)]
    places = [name for name in hidden if not isinstance(name, PersonsName)]
    spans = [(*span, _("[name withheld]")) for span in find_names(text, people)]
    return sorted([*spans, *((*span, _("[place withheld]")) for span in find_names(text, places))])


def redact_within(part: str, start: int, spans: Iterable[tuple[int, int, str]]) -> str:
    """A part of a text that begins at `start` there, without what of these spans is in it."""
    pieces = []
    here = start
    for left, right, stand_in in spans:
        if here < right and left < start + len(part):
            pieces += [part[here - start : max(left - start, 0)], stand_in]
            here = right
    return "".join([*pieces, part[here - start :]])
