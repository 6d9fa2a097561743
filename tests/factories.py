"""Rows for tests, made through the services as an editor would make them.

Each function fills in what a test does not care about; names are numbered, so that any
number of rows can be made.
"""

from itertools import count
from typing import Any

from allauth.mfa.models import Authenticator

from timeline.models import (
    Account,
    Actor,
    Claim,
    Copy,
    Document,
    Event,
    Place,
    Source,
    Timeline,
)
from timeline.services.nouns.actors import record_actor
from timeline.services.nouns.claims import attach_claim
from timeline.services.nouns.documents import keep_copy, publish_document, record_document
from timeline.services.nouns.events import ActorPart, PlacePart, record_event
from timeline.services.nouns.places import record_place
from timeline.services.nouns.sources import record_source
from timeline.services.nouns.timelines import record_timeline
from timeline.services.nouns.workflow import publish_claim, publish_event, publish_timeline
from timeline.vocabulary.roles import EditingRole

WHY = "made for a test"
_numbers = count(1)


def number() -> int:
    return next(_numbers)


#: What the authenticator of every account of the tests computes its codes from.
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


def make_account(
    role: str = EditingRole.PUBLISHER, *, second_factor: bool | None = None, **fields: Any
) -> Account:
    """An active account that may sign in with the password `correct horse`.

    It has an authenticator where its role needs one, unless `second_factor` says otherwise.
    """
    fields = {"username": f"account-{number()}", "is_staff": True, **fields}
    account = Account.objects.create_user(role=role, password="correct horse", **fields)
    if second_factor is None:
        second_factor = role in (EditingRole.PUBLISHER, EditingRole.ADMINISTRATOR)
    if second_factor:
        Authenticator.objects.create(user=account, type="totp", data={"secret": TOTP_SECRET})
    return account


def writer() -> Account:
    """The account under which the other functions write: alone, as one that brings in data."""
    account = Account.objects.filter(username="writer").first()
    return account or make_account(username="writer", is_service=True)


def make_place(**fields: Any) -> Place:
    fields = {"name": f"Town {number()}", "kind": "town", **fields}
    return record_place(by=writer(), reason=WHY, **fields)


def make_actor(**fields: Any) -> Actor:
    fields = {"name": f"Force {number()}", "kind": "armed_forces", **fields}
    return record_actor(by=writer(), reason=WHY, **fields)


def make_source(**fields: Any) -> Source:
    fields = {"name": f"Paper {number()}", "kind": "newspaper", **fields}
    return record_source(by=writer(), reason=WHY, **fields)


def make_document(*, publish: bool = False, **fields: Any) -> Document:
    """A document of 2014-08-18 of a source of its own; a draft unless `publish`."""
    fields.setdefault("source", None)
    fields["source"] = fields["source"] or make_source()
    made = number()
    fields = {
        "title": f"Article {made}",
        "published": "2014-08-18",
        "url": f"https://paper.example/{made}",
        "language": "en",
        **fields,
    }
    document = record_document(by=writer(), reason=WHY, **fields)
    if publish:
        publish_document(document, by=writer(), reason=WHY)
    return document


def make_copy(document: Document, text: str, **fields: Any) -> Copy:
    return keep_copy(document, text=text, by=writer(), reason=WHY, **fields)


def make_claim(event: Event, *, publish: bool = False, **fields: Any) -> Claim:
    """A supporting claim in a document of its own; a draft unless `publish`."""
    fields.setdefault("document", None)
    fields["document"] = fields["document"] or make_document()
    fields = {"stance": "supports", "summary": f"It says so ({number()})", **fields}
    claim = attach_claim(event=event, by=writer(), reason=WHY, **fields)
    if publish:
        publish_claim(claim, by=writer(), reason=WHY)
    return claim


def make_event(
    *,
    places: list[Any] | None = None,
    actors: list[Any] | None = None,
    claims: int = 1,
    publish: bool = True,
    **fields: Any,
) -> Event:
    """A published event with `claims` supporting claims, each of an origin of its own.

    `places` are Places or PlaceParts, `actors` (Actor, role) pairs or ActorParts.
    """
    fields = {
        "title": f"Something reported {number()}",
        "date": "2014-08-18",
        "nature": "occurrence",
        "type": "armed_clash",
        **fields,
    }
    event = record_event(
        by=writer(),
        reason=WHY,
        places=[p if isinstance(p, PlacePart) else PlacePart(p) for p in places or []],
        actors=[a if isinstance(a, ActorPart) else ActorPart(*a) for a in actors or []],
        **fields,
    )
    for _ in range(claims):
        make_claim(event)
    if publish:
        publish_event(event, by=writer(), reason=WHY)
    return event


def make_timeline(*events: Event, publish: bool = True, **fields: Any) -> Timeline:
    fields = {"title": f"Story {number()}", **fields}
    timeline = record_timeline(by=writer(), reason=WHY, events=events, **fields)
    if publish:
        publish_timeline(timeline, by=writer(), reason=WHY)
    return timeline
