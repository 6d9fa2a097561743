"""Recording and editing events, their places and their cast."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from timeline.models import (
    Account,
    Actor,
    Claim,
    Event,
    EventActor,
    EventPlace,
    Place,
    RoleAssertion,
)
from timeline.services.errors import Refused
from timeline.services.proposable import proposable
from timeline.services.rows import add, bump, change, free_slug, only, replace_children
from timeline.services.writing import writing
from timeline.vocabulary.kinds import Withhold
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import ActorRole, PlaceRole, Verb
from timeline.vocabulary.words import UNPUBLISHED

from .documents import read_date, span_of
from .workflow import refuse_withheld_names

FIELDS = ("slug", "title", "summary", "date", "nature", "type", "time_of_day", "time_zone")


#: Ends of an event's address that are pages of their own.
PAGES_OF_EVENTS = ("history",)


class PlacePart(NamedTuple):
    """A place's part in an event; the first given is the primary place."""

    place: Place
    role: str = PlaceRole.LOCATION
    precision: str = ""
    withhold: str = Withhold.NONE


class ActorPart(NamedTuple):
    """An actor's part in an event; None for `asserted_by` leaves what is recorded."""

    actor: Actor
    role: str = ActorRole.SUBJECT
    asserted_by: Sequence[Claim] | None = None


#: The arguments of services that are lists of parts, and what an event calls those lists.
PARTS = {"places": PlacePart, "actors": ActorPart}
RELATIONS = {"places": "event_places", "actors": "event_actors"}


def record_event(
    *,
    by: Account,
    reason: str,
    places: Iterable[PlacePart] = (),
    actors: Iterable[ActorPart] = (),
    natural_key: str | None = None,
    public_id: str | None = None,
    **fields: Any,
) -> Event:
    """Record an event as a draft; `fields` are those of FIELDS. Raises Refused."""
    only(fields, FIELDS)
    with writing(by, Verb.DRAFT, reason):
        fields["slug"] = fields.get("slug") or free_slug(
            Event, fields.get("title", ""), taken=PAGES_OF_EVENTS
        )
        event = Event(natural_key=natural_key, **(fields | _derived(fields)))
        if public_id:
            event.public_id = public_id
        add(event)
        _set_places(event, places)
        _set_actors(event, actors)
    return event


@proposable("edit_event", ProposalKind.EDIT, names=RELATIONS, parts=PARTS)
def edit_event(
    event: Event,
    *,
    by: Account,
    reason: str,
    version: int | None,
    places: Iterable[PlacePart] | None = None,
    actors: Iterable[ActorPart] | None = None,
    **fields: Any,
) -> bool:
    """Change an event; None for `places` or `actors` leaves them. True where it changed."""
    only(fields, FIELDS)
    with writing(by, Verb.EDIT, reason, about=[event]) as frame:
        changed = bool(change(event, fields | _derived(fields), version=version))
        moved = places is not None and _set_places(event, places)
        moved = (actors is not None and _set_actors(event, actors)) or moved
        if moved and not changed:
            bump(event)
        if changed := changed or moved:
            refuse_withheld_names(event)
            frame.touch([event.pk])
    return changed


def assert_roles(event: Event, *, claim: Claim, by: Account, reason: str) -> None:
    """Name a claim as the one that gives everybody in a draft the role there. Raises Refused."""
    with writing(by, Verb.EDIT, reason, about=[event]) as frame:
        if event.state not in UNPUBLISHED:
            raise Refused({"event": _("Readers see this event already; edit its roles there.")})
        for row in event.event_actors.all():
            add(RoleAssertion(event_actor=row, claim=claim))
        frame.touch([event.pk])


def _derived(fields: dict[str, Any]) -> dict[str, Any]:
    """What follows from the date as written; refuses a slug that is a page."""
    if fields.get("slug") in PAGES_OF_EVENTS:
        raise Refused({"slug": _("Every event has a page of that name.")})
    if "date" not in fields:
        return {}
    when = read_date(fields["date"] or "", "date")
    return {
        "date": when.edtf,
        "span": span_of(when),
        "approximate": when.approximate,
        "uncertain": when.uncertain,
        "precision": when.precision,
    }


def _set_places(event: Event, parts: Iterable[PlacePart]) -> bool:
    wanted = [
        EventPlace(event=event, position=index, **part._asdict())
        for index, part in enumerate(parts)
    ]
    keys = [(row.place_id, row.role) for row in wanted]
    if len(set(keys)) < len(keys):
        raise Refused({"places": _("A place stands twice in the same role.")})
    return replace_children(event.event_places.all(), wanted, ("place_id", "role"))


def _set_actors(event: Event, parts: Iterable[ActorPart]) -> bool:
    parts = list(parts)
    wanted = [
        EventActor(event=event, actor=part.actor, role=part.role, position=index)
        for index, part in enumerate(parts)
    ]
    keys = [(row.actor_id, row.role) for row in wanted]
    if len(set(keys)) < len(keys):
        raise Refused({"actors": _("An actor stands twice in the same role.")})
    changed = replace_children(event.event_actors.all(), wanted, ("actor_id", "role"))
    for part in parts:
        if part.asserted_by is None:
            continue
        row = event.event_actors.get(actor=part.actor, role=part.role)
        if any(claim.event_id != event.pk for claim in part.asserted_by):
            raise Refused({"actors": _("A role is asserted by claims of the same event.")})
        assertions = [RoleAssertion(event_actor=row, claim=claim) for claim in part.asserted_by]
        changed = replace_children(row.assertions.all(), assertions, ("claim_id",)) or changed
    return changed
