"""Stored claims in the form in which the evidence rules read them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from timeline.models import (
    Actor,
    ActorAlias,
    Claim,
    Event,
    EventActor,
    Lapse,
    Place,
    PlaceAlias,
    Source,
)
from timeline.vocabulary.evidence.origins import ClaimFacts, EventFacts, LapseFacts, World
from timeline.vocabulary.evidence.standing import Evidence, evidence_on
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import LapseKind, Stance
from timeline.vocabulary.types import Nature


@dataclass(frozen=True)
class Facts:
    """Everything that the rules need for some events: public claims only."""

    events: Mapping[int, EventFacts]
    claims: Mapping[int, ClaimFacts]
    world: World

    def claims_of(self, event: int) -> dict[int, ClaimFacts]:
        return {key: claim for key, claim in self.claims.items() if claim.event == event}

    def reach(self, keys: Iterable[int]) -> dict[int, ClaimFacts]:
        """These claims and all that their standing hangs on."""
        found: dict[int, ClaimFacts] = {}
        stack = list(keys)
        while stack:
            key = stack.pop()
            if key in found or key not in self.claims:
                continue
            claim = found[key] = self.claims[key]
            stack += [lapse.by for lapse in claim.lapses]
            if claim.relays is not None:
                stack.append(claim.relays)
        return found


def climb(model: type[models.Model], ids: Iterable[int], *fields: str) -> dict[int, list[int]]:
    """The rows above `ids` along self-references, in one query however deep they lie.

    Maps every reached row to those directly above it, in the order of `fields`, which
    are names of columns.
    """
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(f"t.{quote(field)}" for field in fields)
    parents = ", ".join(f"above.{quote(field)}" for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            # Names of our own tables and columns, quoted; the keys are parameters.
            f"""
            WITH RECURSIVE above AS (
                SELECT t.id, {columns} FROM {table} t WHERE t.id = ANY(%s)
                UNION SELECT t.id, {columns} FROM above JOIN {table} t ON t.id IN ({parents})
            )
            SELECT * FROM above
            """,  # noqa: S608
            [list(ids)],
        )
        rows = cursor.fetchall()
    return {pk: [parent for parent in above if parent is not None] for pk, *above in rows}


def with_ancestors(ids: Iterable[int], above: Mapping[int, list[int]]) -> set[int]:
    """`ids` and everything above them."""
    found: set[int] = set()
    stack = list(ids)
    while stack:
        if (pk := stack.pop()) not in found:
            found.add(pk)
            stack.extend(above.get(pk, ()))
    return found


def place_ancestors(ids: Iterable[int]) -> dict[int, list[int]]:
    return climb(Place, ids, "parent_id", "second_parent_id")


def names_of(
    model: type[Place] | type[Actor],
    aliases: type[PlaceAlias] | type[ActorAlias],
    owner: str,
    keys: Collection[int],
) -> dict[int, list[str]]:
    """Names and other names of these rows, their own first."""
    found: dict[int, list[str]] = defaultdict(list)
    for pk, name in model._default_manager.filter(pk__in=keys).values_list("pk", "name"):
        found[pk].append(name)
    rows = aliases._default_manager.filter(**{f"{owner}__in": keys}).order_by("pk")
    for pk, name in rows.values_list(owner, "name"):
        found[pk].append(name)
    return found


def load_facts(event_ids: Iterable[int]) -> Facts:
    """Facts of these events in a number of queries that does not grow with them.

    Claims of other events come along where their lapses reach into these.
    """
    ids = set(event_ids)
    rows = _load_claims(event__in=ids)
    lapses: dict[int, list[LapseFacts]] = defaultdict(list)
    asked: set[int] = set()
    while fresh := rows.keys() - asked:
        asked |= fresh
        found = Lapse.objects.filter(by__is_public=True, claim__in=fresh)
        missing = {row["relays"] for row in rows.values() if row["relays"]}
        for lapse in found.values("claim", "by", "kind").order_by("position", "pk"):
            lapses[lapse["claim"]].append(LapseFacts(lapse["by"], LapseKind(lapse["kind"])))
            missing.add(lapse["by"])
        if missing := missing - rows.keys():
            rows |= _load_claims(pk__in=missing)
    claims = {pk: _claim_facts(row, lapses[pk]) for pk, row in rows.items()}
    roles: dict[int, list[tuple[int, ActorRole]]] = defaultdict(list)
    cast = EventActor.objects.visible_to(None).filter(event__in=ids)
    for part in cast.values_list("event", "actor", "role"):
        roles[part[0]].append((part[1], ActorRole(part[2])))
    events = {
        pk: EventFacts(key=pk, nature=Nature(nature), roles=tuple(roles[pk]))
        for pk, nature in Event.objects.filter(pk__in=ids).values_list("pk", "nature")
    }
    return Facts(events, claims, load_world(claims.values(), events.values()))


def _load_claims(**chosen: Collection[int]) -> dict[int, dict[str, Any]]:
    """Of the chosen claims those that are public."""
    fields = (
        "pk", "event", "stance", "document", "document__source", "document__public_on",
        "attributed_to", "relays", "relays_source", "origin_unknown", "same_origin_as",
    )  # fmt: skip
    found = Claim.objects.filter(is_public=True, **chosen).order_by("pk")
    return {row["pk"]: row for row in found.values(*fields)}


def _claim_facts(row: Mapping[str, Any], lapses: Iterable[LapseFacts]) -> ClaimFacts:
    return ClaimFacts(
        key=row["pk"],
        event=row["event"],
        stance=Stance(row["stance"]),
        document=row["document"],
        source=row["document__source"],
        public_on=row["document__public_on"],
        attributed_to=row["attributed_to"],
        relays=row["relays"],
        relays_source=row["relays_source"],
        origin_unknown=row["origin_unknown"],
        same_origin_as=row["same_origin_as"],
        lapses=tuple(lapses),
    )


def load_world(claims: Iterable[ClaimFacts], events: Iterable[EventFacts]) -> World:
    """The hierarchies above whoever these claims and events name; four queries."""
    sources: set[int] = set()
    actors: set[int] = {key for event in events for key, _role in event.roles}
    for claim in claims:
        sources.add(claim.source)
        if claim.relays_source is not None:
            sources.add(claim.relays_source)
        if claim.attributed_to is not None:
            actors.add(claim.attributed_to)
    owners = climb(Source, sources, "owner_id")
    speakers = Source.objects.filter(pk__in=owners, speaks_for__isnull=False)
    speaks_for = dict(speakers.values_list("pk", "speaks_for"))
    superiors = climb(Actor, actors | set(speaks_for.values()), "parent_id")
    return World(
        superior_of={pk: up[0] for pk, up in superiors.items() if up},
        owner_of={pk: up[0] for pk, up in owners.items() if up},
        speaks_for=speaks_for,
    )


def evidence_of(facts: Facts, event: int, day: Any) -> Evidence:
    """What the public evidence on one of these events came to on a day."""
    return evidence_on(day, facts.events[event], facts.claims, facts.world)
