"""Pages about sources: who publishes, for whom, and what became of what they said."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from timeline.models import Actor, Claim, Copy, Document, Source
from timeline.vocabulary.kinds import SourceKind
from timeline.vocabulary.stances import SUPPORTING, Basis, Reliability, Stance
from timeline.vocabulary.statuses import Status

from .names import Name, name_of_actor, name_of_source
from .noun_lists import PAGE_SIZE, NounPage, by_name, page_by_slug

#: How many neighbours and claims a page names before it only counts.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another source, and in how many claims one relays the other."""

    name: Name
    claims: int


@dataclass(frozen=True, slots=True)
class SourceDetail:
    """A source as readers see it on a day of knowledge.

    Claims are counted apart: `assertions` it makes itself, `relays` it carries,
    `denials`, `context`. `record` says what status the events of its supporting claims
    have that day: a count, not a rating; `forecasts` those without a status.
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
    record: tuple[tuple[Status, int], ...]
    forecasts: int
    bases: tuple[tuple[Basis, int], ...]
    relayed: tuple[Neighbour, ...]
    relayed_by: tuple[Neighbour, ...]
    newest: tuple[Claim, ...]

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


def load_source(slug: str, day: date) -> SourceDetail | None:
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
    record = _record(told, day)
    return SourceDetail(
        source=source,
        kind=SourceKind(source.kind),
        reliability=Reliability(source.reliability),
        owner=_owner_of(source),
        speaks_for=_mouthpiece_of(source),
        outlets=tuple(Source.objects.visible_to(None).filter(owner=source)),
        documents=documents.count(),
        archived=kept.filter(kept=True).count(),
        unseen=documents.filter(unseen=True).count(),
        first=public_days.first(),
        last=public_days.last(),
        assertions=told.exclude(carried).count(),
        relays=told.filter(carried).count(),
        denials=claims.filter(stance=Stance.DENIES).count(),
        context=claims.filter(stance=Stance.CONTEXT).count(),
        record=tuple((status, record[status]) for status in Status),
        forecasts=record[None],
        bases=_bases(claims),
        relayed=_neighbours(claims, "relays__document__source", "relays_source"),
        relayed_by=_relayed_by(source, day),
        newest=tuple(_newest(claims)),
    )


def _public_claims(day: date) -> QuerySet[Claim]:
    return Claim.objects.filter(is_public=True, document__public_on__lte=day)


def _owner_of(source: Source) -> Name | None:
    """The owner, where readers may see it: a document alone does not make it public."""
    owner = Source.objects.visible_to(None).filter(outlets=source).first()
    return name_of_source(owner) if owner else None


def _mouthpiece_of(source: Source) -> Name | None:
    actor = Actor.objects.visible_to(None).filter(mouthpieces=source).first()
    return name_of_actor(actor) if actor else None


def _record(claims: QuerySet[Claim], day: date) -> Counter[str | None]:
    """How many of these claims are about events of each status on that day."""
    states = claims.filter(event__search_row__states__days__contains=day)
    rows = states.values("event__search_row__states__status").annotate(n=Count("pk")).order_by()
    return Counter({row["event__search_row__states__status"]: row["n"] for row in rows})


def _bases(claims: QuerySet[Claim]) -> tuple[tuple[Basis, int], ...]:
    rows = claims.values_list("basis").annotate(n=Count("pk")).order_by("-n", "basis")
    return tuple((Basis(basis), count) for basis, count in rows)


def _neighbours(claims: QuerySet[Claim], *fields: str) -> tuple[Neighbour, ...]:
    """The sources that these fields of the claims lead to, the most frequent first."""
    counts: Counter[int] = Counter()
    for field in fields:
        rows = claims.exclude(**{field: None}).values_list(field).annotate(n=Count("pk"))
        counts.update(dict(rows.order_by()))
    most = counts.most_common(SHOWN)
    names = Source.objects.in_bulk([pk for pk, _count in most])
    return tuple(Neighbour(name_of_source(names[pk]), count) for pk, count in most)


def _relayed_by(source: Source, day: date) -> tuple[Neighbour, ...]:
    carrying = _public_claims(day).filter(
        Q(relays__document__source=source) | Q(relays_source=source)
    )
    return _neighbours(carrying, "document__source")


def _newest(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    rows = claims.select_related("event", "document", "attributed_to", "relays_source")
    return rows.order_by("-document__public_on", "-pk")[:SHOWN]
