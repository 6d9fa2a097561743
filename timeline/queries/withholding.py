"""Places as readers may see them: a withheld place is stood in for by its ancestor.

The one rule for every door (domain section 4); nothing public reads EventPlace itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from timeline.models import Claim, EventPlace, Place, PlaceAlias
from timeline.vocabulary.highlighting import replace_names
from timeline.vocabulary.kinds import PlacePrecision, Withhold, precision_of

from .facts import place_ancestors


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


def withheld_names(event_ids: Iterable[int]) -> dict[int, list[str]]:
    """Names and aliases that may not appear in what readers see of each event."""
    rows = EventPlace.objects.filter(event__in=set(event_ids)).values_list(
        "event", "place", "place__name", "withhold", "place__withhold"
    )
    hidden = [row for row in rows if Withhold.PLACE in row[3:]]
    aliases: dict[int, list[str]] = defaultdict(list)
    found = PlaceAlias.objects.filter(place__in={row[1] for row in hidden})
    for place, name in found.values_list("place", "name"):
        aliases[place].append(name)
    names: dict[int, list[str]] = defaultdict(list)
    for event, place, name, *_withhold in hidden:
        names[event] += [name, *aliases[place]]
    return names


def names_hidden_in_documents(
    document_ids: Collection[int] | None = None,
) -> dict[int, list[str]]:
    """Names that may not appear in what readers see of each of these documents, or of any.

    A document hides the withheld places of every event that it publicly tells of. Documents
    that hide nothing are not among the keys.
    """
    withheld = EventPlace.objects.filter(
        Q(withhold=Withhold.PLACE) | Q(place__withhold=Withhold.PLACE), event=OuterRef("event")
    )
    claims = Claim.objects.filter(Exists(withheld), is_public=True)
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


def public_slug(slug: str, names: Iterable[str]) -> str:
    """The slug as readers see it: one that holds a withheld name says only what it stands for."""
    spoken = slug.replace("-", " ")
    hidden = [name.replace("-", " ") for name in names]
    return slug if redact(spoken, hidden) == spoken else "withheld"


def redact(text: str, names: Iterable[str], stand_in: str | None = None) -> str:
    """`text` with every one of the names, in any spelling, replaced by "[place withheld]"."""
    return replace_names(text, names, _("[place withheld]") if stand_in is None else stand_in)
