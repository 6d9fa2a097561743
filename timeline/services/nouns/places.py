"""Recording and editing places."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from timeline.models import Account, Place, PlaceAlias
from timeline.queries.rows.subtrees import events_at
from timeline.services.proposable import proposable
from timeline.services.rows import (
    add,
    bump,
    change,
    free_slug,
    only,
    refuse_circle,
    replace_children,
)
from timeline.services.writing import writing
from timeline.vocabulary.kinds import NameKind
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb

FIELDS = (
    "slug", "name", "kind", "parent", "second_parent", "lat", "lon", "outline", "country_code",
    "iso3166_2", "geonames_id", "wikidata_id", "disputed", "withhold",
)  # fmt: skip


class OtherName(NamedTuple):
    """Another name of a place or actor, with its language (BCP 47, or empty) and kind."""

    name: str
    language: str = ""
    kind: str = NameKind.OWN


def record_place(
    *,
    by: Account,
    reason: str,
    aliases: Iterable[OtherName] = (),
    natural_key: str | None = None,
    **fields: Any,
) -> Place:
    """Record a place; `fields` are those of FIELDS. Raises Refused."""
    only(fields, FIELDS)
    with writing(by, Verb.DRAFT, reason):
        fields["slug"] = fields.get("slug") or free_slug(Place, fields.get("name", ""))
        place = add(Place(natural_key=natural_key, **fields))
        _set_aliases(place, aliases)
    return place


@proposable("edit_place", ProposalKind.EDIT, parts={"aliases": OtherName})
def edit_place(
    place: Place,
    *,
    by: Account,
    reason: str,
    version: int | None,
    aliases: Iterable[OtherName] | None = None,
    **fields: Any,
) -> bool:
    """Change a place; None for `aliases` leaves them. Returns whether anything changed."""
    only(fields, FIELDS)
    with writing(by, Verb.EDIT, reason, about=[place]) as frame:
        refuse_circle(place, fields, "parent", "second_parent")
        frame.touch(events_at(place))
        changed = bool(change(place, fields, version=version))
        if aliases is not None and _set_aliases(place, aliases) and not changed:
            bump(place)
            changed = True
        frame.touch(events_at(place) if changed else ())
    return changed


def _set_aliases(place: Place, aliases: Iterable[OtherName]) -> bool:
    wanted = [PlaceAlias(place=place, **alias._asdict()) for alias in aliases]
    return replace_children(place.aliases.all(), wanted, ("name", "language"))
