"""Made-up events by the thousand, to try the site at sizes that it has not reached yet."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import batched
from random import Random

import pghistory
from django.db.models import Q
from django.utils.translation import gettext as _

from timeline.models import Actor, Document, Event, Place, Source, Timeline
from timeline.services.errors import Refused
from timeline.services.nouns.accounts import service_account

from .events import plan_events
from .rows import RowWriter
from .world import plan_world

#: The account that writes made-up rows; nobody can sign in to it.
ACCOUNT = "generated"
#: How natural keys of made-up rows begin; the seed follows.
PREFIX = "generated:"
REASON = "made up by generate_events"
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made. `digest` is the SHA-256 of the plan: the same for the same count and
    seed on any machine."""

    events: int
    documents: int
    claims: int
    digest: str


def generate_events(
    count: int, seed: int, *, alongside: bool = False, told: Callable[[int], None] = lambda _n: None
) -> Generated:
    """Make so many published events from a seed, with all that hangs on them.

    Each batch is a transaction, all under one history context; `told` hears how many events
    stand. Rows here are never deleted, so made-up ones may not slip in among real ones:
    Refused where the database holds rows that were not made up (unless `alongside`), and
    where this seed was used before.
    """
    refuse_mixing(seed, alongside=alongside)
    random = Random(seed)  # noqa: S311  # The point is that anybody gets the same.
    world = plan_world(count, random)
    digest = hashlib.sha256(repr(world).encode())
    by = service_account(ACCOUNT)
    documents = claims = events = 0
    with pghistory.context(user=by.pk, why=REASON):
        writer = RowWriter(f"{PREFIX}{seed}", by, REASON)
        writer.put_world(world)
        for batch in batched(plan_events(count, world, random), BATCH):
            digest.update(repr(batch).encode())
            writer.put_events(batch)
            events += len(batch)
            documents += sum(len(event.documents) for event in batch)
            claims += sum(len(event.claims) for event in batch)
            told(events)
    return Generated(events, documents, claims, digest.hexdigest())


def refuse_mixing(seed: int, *, alongside: bool) -> None:
    """Raises Refused, which says what stands here and what to do instead."""
    real = Q(natural_key__isnull=True) | ~Q(natural_key__startswith=PREFIX)
    nouns = (Event, Document, Place, Actor, Source, Timeline)
    if not alongside and any(noun._default_manager.filter(real).exists() for noun in nouns):
        problem = _(
            "This database holds rows that were not made up, and nothing here is ever "
            "deleted. Name another folder by TIMELINE_DATA_DIR, or say --alongside."
        )
        raise Refused({"alongside": problem})
    if Place.objects.filter(natural_key__startswith=f"{PREFIX}{seed}:").exists():
        problem = _("Events of seed %(seed)s stand here already.") % {"seed": seed}
        raise Refused({"seed": problem})
