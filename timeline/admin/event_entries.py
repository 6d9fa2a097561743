"""Saving the page of an event: the event, its claims, its status, all of it or nothing."""

from typing import Any

from django.utils.translation import gettext as _

from timeline.models import Claim, Event
from timeline.services.errors import Refused
from timeline.services.nouns.claims import attach_claim, edit_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import (
    FIELDS,
    ActorPart,
    PlacePart,
    edit_event,
    record_event,
)
from timeline.services.nouns.workflow import publish_event, send_to_review

from .claim_forms import ClaimFormSet
from .complaints import about
from .event_forms import Then
from .saving import Entry


def save_event(entry: Entry) -> Event:
    """Record or change an event with everything on its page. Raises Refused."""
    with about(entry.form, state="then"):
        event = _save_itself(entry)
    claims = _save_claims(entry, event)
    _save_assertions(entry, event, claims)
    then = entry.form.cleaned_data["then"]
    with about(entry.form, state="then"):
        if then == Then.PUBLISH:
            entry.do(publish_event, event)
        elif then == Then.REVIEW:
            entry.do(send_to_review, event)
    _decide(entry, event, claims)
    return event


def _save_itself(entry: Entry) -> Event:
    given = entry.form.cleaned_data
    fields = {name: given[name] for name in FIELDS if name in given}
    parts: dict[str, Any] = {
        "places": [
            PlacePart(row["place"], row["role"], row["precision"], row["withhold"])
            for row in entry.wanted("event_places")
        ],
        "actors": [ActorPart(row["actor"], row["role"]) for row in entry.wanted("event_actors")],
    }
    event: Event
    if entry.is_new:
        event = entry.do(record_event, **fields, **parts)
        return event
    if not fields["slug"]:
        del fields["slug"]
    event = entry.form.instance
    entry.do(edit_event, event, version=entry.form.current_version(), **fields, **parts)
    return event


def _save_claims(entry: Entry, event: Event) -> dict[int, Claim]:
    """Save new and changed rows, each after the one it relays; claims by row number."""
    formset = entry.rows.get("claims")
    saved: dict[int, Claim] = {}
    if not isinstance(formset, ClaimFormSet):
        return saved
    for number, form in formset.in_order():
        with about(form):
            saved[number] = _save_claim(entry, event, form, saved)
    return saved


def _save_claim(entry: Entry, event: Event, form: Any, saved: dict[int, Claim]) -> Claim:
    claim: Claim = form.instance
    if not form.has_changed():
        return claim
    given = form.service_fields()
    document = form.cleaned_data["document"]
    if row := form.cleaned_data.get("relays_row"):
        given["relays"] = saved[row]
    given |= {"document": document, "measures": form.parts}
    if claim.pk is None:
        claim = entry.do(attach_claim, event=event, **given)
    else:
        entry.do(edit_claim, claim, version=form.current_version(), **given)
    return claim


def _save_assertions(entry: Entry, event: Event, claims: dict[int, Claim]) -> None:
    """Set which claims give the actors their roles, where that was typed or changed."""
    formset = entry.rows.get("event_actors")
    if formset is None or not any("said_by" in form.changed_data for form in formset.forms):
        return
    parts = []
    for form in entry.kept("event_actors"):
        with about(form):
            said_by = _named(form.cleaned_data.get("said_by", []), claims, "said_by")
        parts.append(ActorPart(form.cleaned_data["actor"], form.cleaned_data["role"], said_by))
    with about(entry.form):
        entry.do(edit_event, event, version=None, actors=parts)


def _decide(entry: Entry, event: Event, claims: dict[int, Claim]) -> None:
    given = entry.form.cleaned_data
    if not given.get("status"):
        return
    with about(entry.form, reason="status_reason", claims="status_rows", __all__="ground"):
        entry.do(
            decide_status,
            event,
            status=given["status"],
            ground=given["ground"],
            known_on=given["known_on"],
            claims=_named(given["status_rows"], claims, "status_rows"),
            reason=given["status_reason"],
        )


def _named(numbers: list[int], claims: dict[int, Claim], field: str) -> list[Claim]:
    """The claims in these rows of the page. Raises Refused."""
    for number in numbers:
        if number not in claims:
            raise Refused({field: _("There is no claim in row %(n)s.") % {"n": number}})
    return [claims[number] for number in numbers]
