"""Saving the page of an event: plain data in, rows or a proposal out; all of it, or nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Actor, Claim, Event
from timeline.services.errors import Refused
from timeline.services.nouns.claims import attach_claim, edit_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event, record_event
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import publish_event, send_to_review
from timeline.services.proposals.proposing import Saving
from timeline.vocabulary.words import Word

from .refusals import at_fields


class Then(Word):
    """What happens with the event when it is saved."""

    KEEP = "keep", gettext_lazy("Save")
    REVIEW = "review", gettext_lazy("Save and send to review")
    PUBLISH = "publish", gettext_lazy("Save and publish, with its claims and their documents")


class TypedActor(NamedTuple):
    """An actor of the event; `said_by` are numbers of the claims that give it the role.

    `prefix` is that of its form, here and below, where complaints go.
    """

    prefix: str
    actor: Actor
    role: str
    said_by: Sequence[int] = ()


class TypedClaim(NamedTuple):
    """A claim, stored or new. `fields` are those of its service; none where nothing changed.

    `relays_row` is the number of the claim on the page that it relays.
    """

    prefix: str
    claim: Claim | None
    fields: Mapping[str, Any]
    relays_row: int | None = None


class TypedLinks(NamedTuple):
    """What the event is to others: all of its links."""

    prefix: str
    links: Sequence[LinkPart]


class TypedDecision(NamedTuple):
    """A status that an editor sets; `rows` are the numbers of the claims that moved them."""

    status: str
    ground: str
    reason: str
    known_on: date | None
    rows: Sequence[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedEvent:
    """The page as filled in. `event` is the stored one, locked; None for a new one.

    `claims` are by their numbers on the page. `asserts` is whether the numbers of the claims
    behind the actors' roles were typed or changed. Links of None stay as they are.
    """

    event: Event | None
    fields: Mapping[str, Any]
    places: Sequence[PlacePart]
    actors: Sequence[TypedActor]
    asserts: bool
    claims: Mapping[int, TypedClaim]
    links: TypedLinks | None = None
    then: str
    decision: TypedDecision | None


def save_event(page: Saving, typed: TypedEvent) -> Event:
    """Record or change an event with everything on its page.

    Raises RefusedAtFields, EditConflict.
    """
    with at_fields(state="then"):
        event = _save_itself(page, typed)
    claims = _save_claims(page, typed, event)
    if typed.asserts:
        actors = [ActorPart(row.actor, row.role, _said_by(row, claims)) for row in typed.actors]
        with at_fields():
            page.do(edit_event, event, version=None, actors=actors)
    if typed.links is not None:
        with at_fields(typed.links.prefix, other="event", __all__="event"):
            page.do(link_events, event, typed.links.links)
    with at_fields(state="then"):
        if typed.then == Then.PUBLISH:
            page.do(publish_event, event)
        elif typed.then == Then.REVIEW:
            page.do(send_to_review, event)
    if typed.decision is not None:
        _decide(page, typed.decision, event, claims)
    return event


def _save_itself(page: Saving, typed: TypedEvent) -> Event:
    # Without an end of the address the service makes one, or keeps the one there is.
    fields = {name: text for name, text in typed.fields.items() if name != "slug" or text}
    actors = [ActorPart(row.actor, row.role) for row in typed.actors]
    if (event := typed.event) is None:
        recorded: Event = page.do(record_event, places=typed.places, actors=actors, **fields)
        return recorded
    parts: dict[str, Any] = {"places": typed.places, "actors": actors}
    page.do(edit_event, event, version=event.version, **fields, **parts)
    return event


def _save_claims(page: Saving, typed: TypedEvent, event: Event) -> dict[int, Claim]:
    """Save new and changed claims; all of them by their numbers."""
    saved: dict[int, Claim] = {}
    for number in _in_order(typed.claims):
        row = typed.claims[number]
        relays = {"relays": saved[row.relays_row]} if row.relays_row else {}
        fields = {**row.fields, **relays}
        told = "relays_row" if relays else "relays"
        with at_fields(row.prefix, relays=told, measures="measure_lines"):
            if row.claim is None:
                saved[number] = page.do(attach_claim, event=event, **fields)
                continue
            if fields:
                page.do(edit_claim, row.claim, version=row.claim.version, **fields)
            saved[number] = row.claim
    return saved


def _in_order(claims: Mapping[int, TypedClaim]) -> Iterator[int]:
    """The numbers, each behind that of the claim that it relays."""
    left = dict(claims)
    while left:
        for number, row in list(left.items()):
            if row.relays_row not in left:
                del left[number]
                yield number


def _said_by(row: TypedActor, claims: Mapping[int, Claim]) -> list[Claim]:
    with at_fields(row.prefix):
        return _named(row.said_by, claims, "said_by")


def _decide(
    page: Saving, decision: TypedDecision, event: Event, claims: Mapping[int, Claim]
) -> None:
    with at_fields(reason="status_reason", claims="status_rows", __all__="ground"):
        page.do(
            decide_status,
            event,
            status=decision.status,
            ground=decision.ground,
            known_on=decision.known_on,
            claims=_named(decision.rows, claims, "status_rows"),
            reason=decision.reason,
        )


def _named(numbers: Sequence[int], claims: Mapping[int, Claim], field: str) -> list[Claim]:
    """The claims with these numbers on the page. Raises Refused."""
    for number in numbers:
        if number not in claims:
            raise Refused({field: _("There is no claim %(n)s.") % {"n": number}})
    return [claims[number] for number in numbers]
