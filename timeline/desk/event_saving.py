"""Saving the page of an event through the services: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from timeline.models import Account, Claim, Event, Proposal
from timeline.queries.editors.event_sheets import claims_of, sheet_of
from timeline.services.errors import Refused
from timeline.services.nouns.claims import attach_claim, edit_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event, record_event
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import publish_event, send_to_review
from timeline.services.proposals.proposing import Saving, saving

from .event_entries import FIELDS, EventEntry
from .event_forms import Then
from .refusals import tell

_CLAIM_FIELDS = ("stance", "differs_on", "summary", "quote")


class Told(Exception):
    """Refused, and the complaints stand at the fields."""


class Overtaken(Exception):
    """Somebody else saved since the person began; nothing was saved."""


def save_entry(entry: EventEntry, by: Account) -> tuple[Event, Proposal | None]:
    """The event, and what waits for a second person, if anything does.

    Raises Told, or Overtaken where what is stored is no longer what the person began from.
    """
    with _about(entry.form), saving(by=by, reason=entry.form.cleaned_data["reason"]) as page:
        event = _save_itself(page, entry, _lock(entry))
        claims = _save_claims(page, entry, event)
        _save_assertions(page, entry, event, claims)
        _save_links(page, entry, event)
        _finish(page, entry, event, claims)
    return event, page.proposal


def _lock(entry: EventEntry) -> Event | None:
    """The stored event, which nobody else can save before this is done."""
    if entry.event is None:
        return None
    event = Event.objects.select_for_update().get(pk=entry.event.pk)
    list(event.claims.select_for_update().order_by("pk"))
    if sheet_of(event) != entry.began:
        raise Overtaken
    return event


def _save_itself(page: Saving, entry: EventEntry, event: Event | None) -> Event:
    given = entry.form.cleaned_data
    fields = {name: given[name] for name in FIELDS if name != "slug" or given["slug"]}
    parts: dict[str, Any] = {
        "places": [
            PlacePart(**{name: row.cleaned_data[name] for name in PlacePart._fields})
            for row in entry.filled("place")
        ],
        "actors": [
            ActorPart(row.cleaned_data["actor"], row.cleaned_data["role"])
            for row in entry.filled("actor")
        ],
    }
    if event is None:
        recorded: Event = page.do(record_event, **fields, **parts)
        return recorded
    page.do(edit_event, event, version=event.version, **fields, **parts)
    return event


def _save_claims(page: Saving, entry: EventEntry, event: Event) -> dict[int, Claim]:
    """Save new and changed rows; claims by their number on the page."""
    stored = {claim.public_id: claim for claim in claims_of(event)} if entry.event else {}
    before = {row["claim"]: row for row in entry.stored.rows["claim"]}
    typed = dict(
        zip(
            (form.prefix for form in entry.filled("claim")),
            entry.sheet().rows["claim"],
            strict=True,
        )
    )
    saved: dict[int, Claim] = {}
    for number, form in entry.claims():
        given = form.cleaned_data
        with _about(form, relays="relays_row", measures="measure_lines"):
            claim = stored.get(given["claim"])
            if given["claim"] and claim is None:
                raise Refused({"document": _("That claim is not about this event.")})
            if claim is not None and typed[form.prefix] == before[claim.public_id]:
                saved[number] = claim
                continue
            fields = {name: given[name] for name in _CLAIM_FIELDS}
            fields |= {"measures": given["measure_lines"], "document": given["document"]}
            row = given["relays_row"]
            if claim is None:
                relays = {"relays": saved[row]} if row else {}
                saved[number] = page.do(attach_claim, event=event, **fields, **relays)
                continue
            if typed[form.prefix]["relays_row"] != before[claim.public_id]["relays_row"]:
                fields["relays"] = saved[row] if row else None
            page.do(edit_claim, claim, version=claim.version, **fields)
            saved[number] = claim
    return saved


def _save_assertions(
    page: Saving, entry: EventEntry, event: Event, claims: dict[int, Claim]
) -> None:
    """Set which claims give the actors their roles, where that was typed or changed."""
    typed, stored = (
        {(row["actor"], row["role"]): row["said_by"] for row in sheet.rows["actor"]}
        for sheet in (entry.sheet(), entry.stored)
    )
    if all(said == stored.get(who, "") for who, said in typed.items()):
        return
    parts = []
    for form in entry.filled("actor"):
        with _about(form):
            named = _named(form.cleaned_data["said_by"], claims, "said_by")
        parts.append(ActorPart(form.cleaned_data["actor"], form.cleaned_data["role"], named))
    page.do(edit_event, event, version=None, actors=parts)


def _save_links(page: Saving, entry: EventEntry, event: Event) -> None:
    if entry.sheet().rows["link"] == entry.stored.rows["link"]:
        return
    forms = entry.filled("link")
    links = [LinkPart(form.cleaned_data["kind"], form.cleaned_data["event"]) for form in forms]
    with _about(forms[0] if forms else entry.form, other="event", __all__="event"):
        page.do(link_events, event, links)


def _finish(page: Saving, entry: EventEntry, event: Event, claims: dict[int, Claim]) -> None:
    """Send it on, and decide its status, where that was chosen."""
    given = entry.form.cleaned_data
    with _about(entry.form, state="then"):
        if given["then"] == Then.PUBLISH:
            page.do(publish_event, event)
        elif given["then"] == Then.REVIEW:
            page.do(send_to_review, event)
    if not given["status"]:
        return
    with _about(entry.form, reason="status_reason", claims="status_rows", __all__="ground"):
        page.do(
            decide_status,
            event,
            status=given["status"],
            ground=given["ground"],
            known_on=given["known_on"],
            claims=_named(given["status_rows"], claims, "status_rows"),
            reason=given["status_reason"],
        )


def _named(numbers: list[int], claims: dict[int, Claim], field: str) -> list[Claim]:
    """The claims with these numbers on the page. Raises Refused."""
    for number in numbers:
        if number not in claims:
            raise Refused({field: _("There is no claim %(n)s.") % {"n": number}})
    return [claims[number] for number in numbers]


@contextmanager
def _about(form: Any, **names: str) -> Iterator[None]:
    """Whatever is refused inside stands at the fields of this form. Raises Told."""
    try:
        yield
    except Refused as refused:
        tell(form, refused, names)
        raise Told from refused
