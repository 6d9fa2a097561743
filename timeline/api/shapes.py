"""Rows as the API writes them."""

from typing import Any

from django.urls import reverse

from timeline.queries.event.claims import ClaimShown, OriginShown
from timeline.queries.event.detail import EventDetail
from timeline.queries.lists.events import EventSummary
from timeline.queries.readers.names import Name
from timeline.queries.readers.shown_documents import DocumentShown


def event_shape(event: EventSummary) -> dict[str, Any]:
    return {
        "id": event.public_id,
        "slug": event.slug,
        "url": event.url,
        "title": event.title,
        "summary": event.summary,
        "date": {"edtf": event.edtf, "earliest": event.earliest, "latest": event.latest},
        "listed_on": event.listed_on,
        "status": event.status,
        "status_by": event.status_by,
        "suggested": event.suggested,
        "outcome": event.outcome,
        "type": event.type,
        "nature": event.nature,
        "origins": event.origins,
        "parties": event.parties,
        "documents": event.documents,
        "denials": event.denials,
        "places": [
            {
                "slug": place.slug,
                "name": place.name,
                "path": [{"slug": slug, "name": name} for slug, name in place.path],
                "role": place.role,
                "precision": place.precision,
                "lat": place.lat,
                "lon": place.lon,
            }
            for place in event.places
        ],
        "actors": [{"slug": a.slug, "name": a.name, "role": a.role} for a in event.actors],
        "updated_at": event.changed_at,
    }


def detail_shape(event: EventSummary, detail: EventDetail) -> dict[str, Any]:
    return event_shape(event) | {
        "claims": [_claim(claim) for claim in detail.claims],
        "origin_groups": [
            {
                "side": group.side,
                "origin": _origin(group.origin),
                "counted": group.counted,
                "documents": group.documents,
                "claims": [claim.public_id for claim in group.claims],
            }
            for group in detail.groups
        ],
        "status_history": [
            {
                "status": decision.status,
                "known_on": decision.known_on,
                "recorded_at": decision.recorded_at,
                "reason": decision.reason,
            }
            for decision in detail.decisions
        ],
        "links": [
            {
                "kind": link.kind,
                "outward": link.outward,
                "id": link.public_id,
                "slug": link.slug,
                "url": reverse("event_detail", args=[link.public_id, link.slug]),
                "title": link.title,
                "status": link.status,
            }
            for link in detail.links
        ],
    }


def _claim(claim: ClaimShown) -> dict[str, Any]:
    return {
        "id": claim.public_id,
        "stance": claim.stance,
        "summary": claim.summary,
        "quote": claim.quote or None,
        "quote_check": claim.quote_verdict,
        "differs_on": claim.differs_on,
        "attribution": claim.attribution or None,
        "attributed_to": name_or_none(claim.attributed_to),
        "attributed_unnamed": claim.attributed_unnamed,
        "basis": claim.basis,
        "certainty": claim.certainty,
        "rejects": claim.rejects,
        "relays": claim.relays,
        "relays_source": name_or_none(claim.relays_source),
        "origin_unknown": claim.origin_unknown,
        "origin": _origin(claim.origin),
        "standing": claim.standing,
        "lapses": [
            {"kind": lapse.kind, "by": lapse.by, "reason": lapse.reason, "day": lapse.day}
            for lapse in claim.lapses
        ],
        "document": document_shape(claim.document),
        "measures": [
            {
                "measure": measure.quantity,
                "text": measure.text,
                "low": measure.low,
                "best": measure.best,
                "high": measure.high,
            }
            for measure in claim.measures
        ],
    }


def document_shape(document: DocumentShown) -> dict[str, Any]:
    return {
        "id": document.public_id,
        "slug": document.slug,
        "url": reverse("document_detail", args=[document.public_id, document.slug]),
        "title": document.title,
        "address": document.url or None,
        "source": name_or_none(document.source),
        "language": document.language,
        "published": document.published or None,
        "public_on": document.public_on,
        "unseen": document.unseen,
        "archived": document.archived,
    }


def name_or_none(name: Name | None) -> dict[str, Any] | None:
    return {"slug": name.slug, "name": name.text} if name else None


def _origin(origin: OriginShown | None) -> dict[str, Any] | None:
    if origin is None:
        return None
    name = origin.name
    return {"kind": name.kind, "slug": name.slug, "name": name.text, "party": origin.party}
