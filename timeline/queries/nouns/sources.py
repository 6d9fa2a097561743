"""Pages about sources: who publishes, for whom, and what became of what they said."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from timeline.models import Actor, Claim, Copy, Document, EvidenceState, Source
from timeline.queries.readers.names import Name, name_of_actor, name_of_source
from timeline.queries.readers.veil import Veil
from timeline.vocabulary.kinds import SourceKind
from timeline.vocabulary.stances import SUPPORTING, Basis, Reliability, Stance
from timeline.vocabulary.statuses import Status, say_status

from .noun_lists import PAGE_SIZE, NounPage, by_name, page_by_slug

#: How many neighbours and claims a page names before it only counts.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class NeighbourSource:
    """Another source, and in how many claims one relays the other."""

    name: Name
    claims: int


@dataclass(frozen=True, slots=True)
class RecordLine:
    """Claims about events that have one status (None: forecasts, which have none), apart."""

    status: Status | None
    assertions: int
    relays: int
    denials: int

    @property
    def supporting(self) -> int:
        return self.assertions + self.relays


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim with its event's title and address as readers see them, the event's status,
    None for a forecast, in `words`, and how many documents carry it at first hand.
    `attribution` is how it calls whoever told it, `teller` who that was."""

    public_on: date
    title: str
    path: str
    attribution: str
    teller: str
    stance: Stance
    status: Status | None
    words: str
    carried_by: int


@dataclass(frozen=True, slots=True)
class SourceDetail:
    """A source as readers see it on a day of knowledge.

    Claims are counted apart: `assertions` it makes itself, `relays` it carries,
    `denials`, `context`. `lines` say what status their events have that day, statuses in
    order and forecasts last: a count, not a rating.
    """

    source: Source
    kind: SourceKind
    reliability: Reliability
    owner: Name | None
    speaks_for: Name | None
    outlets: tuple[Source, ...]
    documents: int
    archived: int
    unseen: int
    first: date | None
    last: date | None
    assertions: int
    relays: int
    denials: int
    context: int
    lines: tuple[RecordLine, ...]
    bases: tuple[tuple[Basis, int], ...]
    relayed: tuple[NeighbourSource, ...]
    relayed_by: tuple[NeighbourSource, ...]
    newest: tuple[ClaimLine, ...]

    @property
    def record(self) -> tuple[tuple[Status, int], ...]:
        """How many supporting claims are about events of each status."""
        return tuple((line.status, line.supporting) for line in self.lines if line.status)

    @property
    def forecasts(self) -> int:
        """How many supporting claims are about forecasts."""
        return sum(line.supporting for line in self.lines if line.status is None)

    @property
    def claims(self) -> int:
        return self.assertions + self.relays + self.denials + self.context

    @property
    def supporting(self) -> int:
        return self.assertions + self.relays


def list_sources(q: str, start: tuple[bool, str] | None, size: int = PAGE_SIZE) -> NounPage[Source]:
    """Visible sources by slug, `size` a page."""
    visible = Source.objects.visible_to(None)
    found = visible.prefetch_related(Prefetch("owner", visible.order_by()))
    return page_by_slug(by_name(found, q), start, size)


def find_source_detail(slug: str, day: date) -> SourceDetail | None:
    """None where there is no such source for readers."""
    source = Source.objects.visible_to(None).filter(slug=slug).first()
    if source is None:
        return None
    documents = Document.objects.visible_to(None).known_on(day).filter(source=source)
    kept = documents.annotate(kept=Exists(Copy.objects.filter(document=OuterRef("pk"))))
    public_days = documents.order_by("public_on").values_list("public_on", flat=True)
    claims = _public_claims(day).filter(document__source=source)
    told = claims.filter(stance__in=SUPPORTING)
    carried = ~Q(relays=None) | ~Q(relays_source=None)
    asserted, relayed = told.exclude(carried), told.filter(carried)
    denied = claims.filter(stance=Stance.DENIES)
    bases = claims.values_list("basis").annotate(n=Count("pk")).order_by("-n", "basis")
    passed_on = Q(relays__document__source=source) | Q(relays_source=source)
    owner = Source.objects.visible_to(None).filter(outlets=source).first()
    speaker = Actor.objects.visible_to(None).filter(mouthpieces=source).first()
    return SourceDetail(
        source=source,
        kind=SourceKind(source.kind),
        reliability=Reliability(source.reliability),
        # Where readers may see them: a document alone does not make an owner public.
        owner=name_of_source(owner) if owner else None,
        speaks_for=name_of_actor(speaker) if speaker else None,
        outlets=tuple(Source.objects.visible_to(None).filter(owner=source)),
        documents=documents.count(),
        archived=kept.filter(kept=True).count(),
        unseen=documents.filter(unseen=True).count(),
        first=public_days.first(),
        last=public_days.last(),
        assertions=asserted.count(),
        relays=relayed.count(),
        denials=denied.count(),
        context=claims.filter(stance=Stance.CONTEXT).count(),
        lines=_record([_by_status(kind, day) for kind in (asserted, relayed, denied)]),
        bases=tuple((Basis(basis), count) for basis, count in bases),
        relayed=_neighbours(claims, "relays__document__source", "relays_source"),
        relayed_by=_neighbours(_public_claims(day).filter(passed_on), "document__source"),
        newest=_newest(claims, day),
    )


def _public_claims(day: date) -> QuerySet[Claim]:
    return Claim.objects.filter(is_public=True, document__public_on__lte=day)


def _by_status(claims: QuerySet[Claim], day: date) -> Counter[str | None]:
    """How many of these claims are about events of each status on that day."""
    states = claims.filter(event__search_row__states__days__contains=day)
    rows = states.values("event__search_row__states__status").annotate(n=Count("pk")).order_by()
    return Counter({row["event__search_row__states__status"]: row["n"] for row in rows})


def _record(kinds: list[Counter[str | None]]) -> tuple[RecordLine, ...]:
    """A line a status, and one of forecasts where there are any."""
    lines = [RecordLine(word, *(kind[word] for kind in kinds)) for word in (*Status, None)]
    last = lines[-1]
    return tuple(lines if last.supporting or last.denials else lines[:-1])


def _neighbours(claims: QuerySet[Claim], *fields: str) -> tuple[NeighbourSource, ...]:
    """The sources that these fields of the claims lead to, the most frequent first."""
    counts: Counter[int] = Counter()
    for field in fields:
        rows = claims.exclude(**{field: None}).values_list(field).annotate(n=Count("pk"))
        counts.update(dict(rows.order_by()))
    most = counts.most_common(SHOWN)
    names = Source.objects.in_bulk([pk for pk, _count in most])
    return tuple(NeighbourSource(name_of_source(names[pk]), count) for pk, count in most)


def _newest(claims: QuerySet[Claim], day: date) -> tuple[ClaimLine, ...]:
    rows = claims.select_related("event", "document", "attributed_to", "relays_source")
    carrying = Q(relayed_by__is_public=True, relayed_by__document__public_on__lte=day)
    rows = rows.annotate(carried_by=Count("relayed_by__document", filter=carrying, distinct=True))
    newest = list(rows.order_by("-document__public_on", "-pk")[:SHOWN])
    states = EvidenceState.objects.known_on(day).filter(row__in={c.event_id for c in newest})
    found = {pk: (word, end) for pk, word, end in states.values_list("row", "status", "outcome")}
    veil = Veil(
        events={claim.event_id for claim in newest},
        documents={claim.document_id for claim in newest},
    )
    return tuple(_line(claim, veil, *found.get(claim.event_id, (None, None))) for claim in newest)


def _line(claim: Claim, veil: Veil, status: str | None, outcome: str | None) -> ClaimLine:
    words = say_status(claim.event.nature, status, outcome)
    carried: int = claim.carried_by  # type: ignore[attr-defined]  # annotated above
    return ClaimLine(
        public_on=claim.document.public_on,
        title=veil.text(claim.event, "title"),
        path=veil.path(claim.event),
        attribution=veil.text(claim, "attribution"),
        teller=_teller(claim),
        stance=Stance(claim.stance),
        status=Status(status) if status else None,
        words=words,
        carried_by=carried,
    )


def _teller(claim: Claim) -> str:
    if claim.attributed_to is not None:
        return name_of_actor(claim.attributed_to).text
    return claim.relays_source.name if claim.relays_source else ""
