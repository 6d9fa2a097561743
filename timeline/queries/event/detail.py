"""One event with all that is recorded about it, today or as known on an earlier day."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from timeline.models import Event, EventActor, EventLink, EvidenceState, Timeline
from timeline.queries.readers.names import Name, name_of_actor
from timeline.queries.readers.shown_places import ShownPlace
from timeline.queries.readers.veil import Veil
from timeline.queries.rows.facts import evidence_of, load_facts
from timeline.vocabulary.clock import today
from timeline.vocabulary.dates.bounds import is_soft, parse_date
from timeline.vocabulary.dates.wording import say_date
from timeline.vocabulary.kinds import LinkKind
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.statuses import DecidedBy, Outcome, Status, say_status
from timeline.vocabulary.types import EventType, Nature

from .claims import ClaimShown, load_claims
from .histories import Decision, RuleStep, load_decisions, rule_steps
from .origin_groups import OriginGroup, group_claims


@dataclass(frozen=True, slots=True)
class CastMember:
    """An actor's role; `according_to` are public ids of the claims that assert it."""

    name: Name
    role: ActorRole
    according_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Another public event. `outward` tells whether this event is `kind` the other."""

    kind: LinkKind
    outward: bool
    public_id: str
    slug: str
    title: str
    when: str
    status: Status | None
    status_words: str

    @property
    def words(self) -> str:
        """What the other event is to this one, in words."""
        return str((_OUTWARD if self.outward else _INWARD)[self.kind])


_OUTWARD = {
    LinkKind.PART_OF: _("this is part of it"),
    LinkKind.FOLLOWS: _("this follows it"),
    LinkKind.ANSWERS: _("this answers it"),
    LinkKind.CONTRADICTS: _("this contradicts it"),
    LinkKind.MET_BY: _("foretold here, came about there"),
    LinkKind.SPLIT_FROM: _("this was split from it"),
    LinkKind.DUPLICATE_OF: _("this is a duplicate of it"),
}
_INWARD = {
    LinkKind.PART_OF: _("is part of this"),
    LinkKind.FOLLOWS: _("follows this"),
    LinkKind.ANSWERS: _("answers this"),
    LinkKind.CONTRADICTS: _("contradicts this"),
    LinkKind.MET_BY: _("foretold this"),
    LinkKind.SPLIT_FROM: _("split from this"),
    LinkKind.DUPLICATE_OF: _("duplicate of this"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetail:
    """An event as a reader may see it on `day`.

    In a past view (`past`) the title is today's, and summary and links that nobody
    could have known are left out; roles are left out where all claims that assert them
    came later. `undated_documents` counts documents that a past view leaves out because
    their own day is not known. `when` is the date in words; `timelines` are (slug, title).
    """

    key: int
    public_id: str
    slug: str
    title: str
    summary: str
    when: str
    soft: bool
    time_of_day: time | None
    time_zone: str
    nature: Nature
    type: EventType
    listed_on: date
    status: Status | None
    status_by: DecidedBy
    suggested: Status | None
    outcome: Outcome | None
    origins: int
    parties: int
    denials: int
    documents: int
    fallen: int
    accused_party_denies: bool
    places: tuple[ShownPlace, ...]
    cast: tuple[CastMember, ...]
    claims: tuple[ClaimShown, ...]
    groups: tuple[OriginGroup, ...]
    steps: tuple[RuleStep, ...]
    decisions: tuple[Decision, ...]
    links: tuple[Link, ...]
    timelines: tuple[tuple[str, str], ...]
    undated_documents: int
    version: int
    updated_at: datetime
    day: date
    past: bool


def find_event_detail(event: Event, day: date) -> EventDetail | None:
    """All about a public event (see `addresses.find_event`) as known on `day`.

    None where nobody had said so by then. The number of queries depends neither on the
    number of claims nor on that of places or actors, only on how deep hierarchies are.
    """
    states = list(EvidenceState.objects.filter(row=event.pk).order_by("days"))
    state = next((s for s in reversed(states) if s.days.lower <= day), None)
    if state is None:
        return None
    past = day < today()
    facts = load_facts([event.pk])
    evidence = evidence_of(facts, event.pk, day)
    linked = _linked(event)
    timelines = Timeline.objects.visible_to(None).filter(entries__event=event)
    veil = Veil(
        events={event.pk, *(other.pk for _kind, _outward, other in linked)},
        documents={claim.document for claim in facts.claims.values()},
    )
    claims = load_claims(event.pk, facts, evidence, day, veil)
    happened = parse_date(event.date)
    return EventDetail(
        key=event.pk,
        public_id=event.public_id,
        slug=veil.slug(event),
        title=veil.text(event, "title"),
        summary="" if past else veil.text(event, "summary"),
        when=say_date(happened, long=True),
        soft=is_soft(happened),
        time_of_day=event.time_of_day,
        time_zone=event.time_zone,
        nature=Nature(event.nature),
        type=EventType(event.type),
        listed_on=event.search_row.listed_on,
        status=Status(state.status) if state.status else None,
        status_by=DecidedBy(state.status_by),
        suggested=Status(state.suggested) if state.suggested else None,
        outcome=Outcome(state.outcome) if state.outcome else None,
        origins=state.origins,
        parties=state.parties,
        denials=state.denials,
        documents=state.documents,
        fallen=state.fallen,
        accused_party_denies=state.accused_party_denies,
        places=veil.places(event.pk),
        cast=tuple(_load_cast(event, {claim.public_id for claim in claims})),
        claims=tuple(claims),
        groups=group_claims(claims, evidence),
        steps=rule_steps(states, day),
        decisions=load_decisions(event.pk, day, veil),
        links=tuple(_load_links(linked, veil, day)),
        timelines=tuple(timelines.order_by("title", "pk").values_list("slug", "title")),
        undated_documents=_undated_after(event, day) if past else 0,
        version=event.version,
        updated_at=event.search_row.changed_at,
        day=day,
        past=past,
    )


def _load_cast(event: Event, known: set[str]) -> list[CastMember]:
    """Roles, without those whose every assertion is by a claim that is not known."""
    rows = EventActor.objects.filter(event=event).select_related("actor")
    cast = []
    for row in rows.prefetch_related("asserted_by").order_by("position", "pk"):
        asserting = [claim.public_id for claim in row.asserted_by.all()]
        told = tuple(public_id for public_id in asserting if public_id in known)
        if told or not asserting:
            cast.append(CastMember(name_of_actor(row.actor), ActorRole(row.role), told))
    return cast


def _linked(event: Event) -> list[tuple[LinkKind, bool, Event]]:
    """Events that it is linked to, of whatever state: how, whether from here, and which."""
    rows = EventLink.objects.filter(Q(event=event) | Q(other=event))
    rows = rows.select_related("event", "other").order_by("pk")
    pairs = [(link, link.event_id == event.pk) for link in rows]
    return [
        (LinkKind(link.kind), outward, link.other if outward else link.event)
        for link, outward in sorted(pairs, key=lambda pair: not pair[1])
    ]


def _load_links(linked: list[tuple[LinkKind, bool, Event]], veil: Veil, day: date) -> list[Link]:
    """Those of the linked events that are public and existed on `day`."""
    ids = {other.pk for _kind, _outward, other in linked}
    states = EvidenceState.objects.known_on(day).filter(row__in=ids)
    status = {pk: (word, end) for pk, word, end in states.values_list("row", "status", "outcome")}
    return [
        Link(
            kind=kind,
            outward=outward,
            public_id=other.public_id,
            slug=veil.slug(other),
            title=veil.text(other, "title"),
            when=say_date(parse_date(other.date), year=True),
            status=Status(word) if (word := status[other.pk][0]) else None,
            status_words=say_status(other.nature, *status[other.pk]),
        )
        for kind, outward, other in linked
        if other.pk in status
    ]


def _undated_after(event: Event, day: date) -> int:
    """Documents that were not public by `day` because their own day is not known."""
    claims = event.claims.filter(is_public=True, document__public_on__gt=day)
    undated = claims.filter(document__accessed=None, document__span__endswith=None)
    return undated.values("document").distinct().count()
