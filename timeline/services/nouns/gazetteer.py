"""Recording and changing many places at once, as a gazetteer brings them.

What `places` does for one row, in a number of statements that does not grow with the rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone

from timeline.models import Account, EventPlace, Place, PlaceAlias
from timeline.queries.rows.subtrees import descend
from timeline.services.rows import only, replace_children
from timeline.services.writing import writing
from timeline.vocabulary.roles import Verb

from .places import OtherName

_FIELDS = (
    "name", "kind", "parent_id", "lat", "lon", "outline", "country_code", "iso3166_2",
    "geonames_id", "wikidata_id",
)  # fmt: skip
#: What readers see of an event changes with these of its places.
_FELT = {"name", "kind", "parent_id", "lat", "lon"}


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A place as a gazetteer has it; `fields` are those of `_FIELDS` that it tells.

    `slug` is for a new place, and free.
    """

    natural_key: str
    slug: str
    fields: Mapping[str, Any]
    names: tuple[OtherName, ...]


def find_faults(facts: PlaceFacts) -> dict[str, str]:
    """What is wrong with the row, by field; nothing is asked of the database."""
    only(facts.fields, _FIELDS)
    place = Place(natural_key=facts.natural_key, slug=facts.slug, **facts.fields)
    faults: dict[str, str] = {}
    rows = [("", place), *(("names", PlaceAlias(**n._asdict())) for n in facts.names)]
    for column, row in rows:
        try:
            row.clean_fields(exclude={"parent", "second_parent", "place"})
        except ValidationError as error:
            for field, messages in error.message_dict.items():
                faults.setdefault(column or field, str(messages[0]))
    return faults


def record_places(rows: Sequence[PlaceFacts], *, by: Account, reason: str) -> dict[str, int]:
    """Record new places whose faults were looked for; their keys by natural key. Raises Refused."""
    with writing(by, Verb.DRAFT, reason):
        made = Place.objects.bulk_create(
            Place(natural_key=row.natural_key, slug=row.slug, **row.fields) for row in rows
        )
        PlaceAlias.objects.bulk_create(
            PlaceAlias(place=place, **name._asdict())
            for place, row in zip(made, rows, strict=True)
            for name in row.names
        )
    return {str(place.natural_key): place.pk for place in made}


def edit_places(rows: Mapping[int, PlaceFacts], *, by: Account, reason: str) -> set[int]:
    """Bring places up to their rows; the keys of those that changed. Raises Refused."""
    if not rows:
        return set()
    stored = Place.objects.filter(pk__in=rows)
    with writing(by, Verb.EDIT, reason, about=stored) as frame:
        places = stored.select_for_update().in_bulk()
        aliases: dict[int, list[PlaceAlias]] = defaultdict(list)
        for alias in PlaceAlias.objects.filter(place__in=places):
            aliases[alias.place_id].append(alias)
        edited: list[Place] = []
        felt: set[int] = set()
        changed: set[int] = set()
        for pk, row in rows.items():
            place = places[pk]
            fields = _differing(place, row.fields)
            wanted = [PlaceAlias(place=place, **name._asdict()) for name in row.names]
            if replace_children(aliases[pk], wanted, ("name", "language")):
                changed.add(pk)
                felt.add(pk)
            if fields:
                place.version += 1
                edited.append(place)
                changed.add(pk)
            if _FELT.intersection(fields):
                felt.add(pk)
        _save(edited, "version")
        frame.touch(_events_at(felt))
    return changed


def complete_places(rows: Mapping[int, Mapping[str, Any]], *, by: Account, reason: str) -> set[int]:
    """Add what places of another origin lack, and their outlines; the keys of those changed.

    Nothing that a place has is overwritten but its outline, and its version stays: whoever
    edited it last still did. Raises Refused.
    """
    if not rows:
        return set()
    stored = Place.objects.filter(pk__in=rows)
    with writing(by, Verb.EDIT, reason, about=stored) as frame:
        places = stored.select_for_update().in_bulk()
        edited: list[Place] = []
        felt: set[int] = set()
        for pk, fields in rows.items():
            missing = {
                name: value
                for name, value in fields.items()
                if name == "outline" or getattr(places[pk], name) in {None, ""}
            }
            found = _differing(places[pk], missing)
            if found:
                edited.append(places[pk])
            if _FELT.intersection(found):
                felt.add(pk)
        _save(edited)
        frame.touch(_events_at(felt))
    return {place.pk for place in edited}


def kept_by_others(prefix: str, by: Account) -> set[int]:
    """Places with such a natural key whose present version was first written by somebody else."""
    history = Place.history.rel.related_model._default_manager
    newest = history.filter(pgh_obj__natural_key__startswith=prefix, version=F("pgh_obj__version"))
    authors = newest.order_by("pgh_obj_id", "pgh_id").distinct("pgh_obj_id")
    rows = authors.values_list("pgh_obj_id", "pgh_context__metadata__user")
    return {pk for pk, author in rows if author != by.pk}


def _differing(place: Place, fields: Mapping[str, Any]) -> list[str]:
    """Set what differs, and say which; an outline that a row does not tell stays."""
    found = [
        name
        for name, value in fields.items()
        if getattr(place, name) != value and not (name == "outline" and value is None)
    ]
    for name in found:
        setattr(place, name, fields[name])
    return found


def _save(places: Sequence[Place], *fields: str) -> None:
    now = timezone.now()
    for place in places:
        place.updated_at = now
    names = [name.removesuffix("_id") if name == "parent_id" else name for name in _FIELDS]
    if places:
        Place.objects.bulk_update(places, [*names, "updated_at", *fields], batch_size=500)


def _events_at(places: Iterable[int]) -> set[int]:
    found = set(places)
    if not found:
        return set()
    below = descend(Place, found, "parent", "second_parent")
    return set(EventPlace.objects.filter(place__in=below).values_list("event", flat=True))
