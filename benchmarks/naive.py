"""The same question answered as a Django project would at first: from the editors' tables.

Joins over claims, places and actors, a GROUP BY for each facet, OFFSET for later pages; five
facets of the site's thirteen. What cannot be had without the evidence rules (the status, the
listing day) and the words of the search it takes from the derived tables, which flatters it.
"""

from collections import defaultdict
from typing import Any

from django.db.models import Count, DateField, FilteredRelation, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.http import QueryDict

from benchmarks.answers import Answer, Question
from timeline.models import Actor, Claim, Event, EventActor, Place, Source
from timeline.queries.filtering.filters import Door, Filters, matching, read_filters
from timeline.vocabulary.clock import today

PAGE = 50
STATUS = "now__status"
LISTED = "search_row__listed_on"
_LEVELS = ("", "__parent", "__parent__parent", "__parent__parent__parent")


def answer(question: Question) -> Answer:
    """Fifty rows with places and actors, the exact count, five facets, the histogram."""
    filters = read_filters(QueryDict(question.query), Door.PAGE)
    found = _events(filters)
    rows = found.distinct().order_by(f"-{LISTED}", "-pk")
    rows = rows.prefetch_related("event_places__place__parent", "event_actors__actor", "claims")
    page = list(rows[question.offset : question.offset + PAGE])
    months = TruncMonth(LISTED, output_field=DateField())
    bins = found.filter(**{f"{STATUS}__isnull": False}).annotate(month=months)
    return Answer(
        rows=tuple(event.public_id for event in page),
        count=found.distinct().count(),
        facets={
            "status": _grouped(_events(filters, "status"), STATUS),
            "type": _grouped(_events(filters, "type"), "type"),
            "place": _places(filters),
            "actor": _actors(filters),
            "source": _sources(filters),
        },
        bins={(row["month"], row[STATUS]): row["n"] for row in _rows(bins, "month", STATUS)},
    )


def _events(filters: Filters, without: str = "") -> QuerySet[Event]:
    known = Q(search_row__states__days__contains=today())
    found = Event.objects.annotate(now=FilteredRelation("search_row__states", condition=known))
    found = found.filter(now__isnull=False)
    if filters.place and without != "place":
        slugs = [place.slug for place in filters.place]
        fits = Q()
        for level in _LEVELS:
            fits |= Q(**{f"event_places__place{level}__slug__in": slugs})
        found = found.filter(fits)
    if filters.actor and without != "actor":
        found = found.filter(event_actors__actor__in=_below([a.pk for a in filters.actor]))
    if filters.status and without != "status":
        found = found.filter(**{f"{STATUS}__in": filters.status})
    if filters.after:
        found = found.filter(Q(span__endswith__gt=filters.after[0]) | Q(span__upper_inf=True))
    if filters.before:
        found = found.filter(Q(span__startswith__lte=filters.before[1]) | Q(span__lower_inf=True))
    if filters.q:
        texts = matching(Filters(q=filters.q)).values("row_id")
        found = found.filter(pk__in=texts)
    return found


def _below(keys: list[int]) -> set[int]:
    found, level = set(keys), set(keys)
    while level:
        level = set(Actor.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
        found |= level
    return found


def _rows(found: QuerySet[Event], *columns: str) -> Any:
    return found.order_by().values(*columns).annotate(n=Count("pk", distinct=True))


def _grouped(found: QuerySet[Event], column: str) -> dict[str, int]:
    return {row[column]: row["n"] for row in _rows(found, column) if row[column] is not None}


def _places(filters: Filters) -> dict[str, int]:
    """A GROUP BY for each level; right while each event has one place."""
    counts: dict[str, int] = defaultdict(int)
    found = Event.objects.filter(pk__in=_events(filters, "place").values("pk"))
    for level in _LEVELS:
        for slug, n in _grouped(found, f"event_places__place{level}__slug").items():
            counts[slug] += n
    return dict(counts)


def _actors(filters: Filters) -> dict[str, int]:
    parents = dict(Actor.objects.values_list("pk", "parent"))
    pairs = EventActor.objects.filter(event__in=_events(filters, "actor").values("pk"))
    events: dict[int, set[int]] = defaultdict(set)
    for event, actor in pairs.values_list("event", "actor"):
        _climb(actor, event, parents, events)
    return _by_slug(Actor, events)


def _sources(filters: Filters) -> dict[str, int]:
    """Sources of the claims that count and of those that they relay, with their owners."""
    owners = dict(Source.objects.values_list("pk", "owner"))
    rows = Claim.objects.filter(event__in=_events(filters, "source").values("pk"))
    claims = {
        row[0]: row[1:]
        for row in rows.values_list("pk", "event", "stance", "relays", "document__source")
    }
    events: dict[int, set[int]] = defaultdict(set)
    for key, (event, stance, _relays, _source) in claims.items():
        at = None if stance == "context" else key
        while at is not None:
            _event, _stance, relayed, source = claims[at]
            _climb(source, event, owners, events)
            at = relayed
    return _by_slug(Source, events)


def _climb(
    key: int | None, event: int, above: dict[int, int | None], events: dict[int, set[int]]
) -> None:
    while key is not None:
        events[key].add(event)
        key = above[key]


def _by_slug(model: type[Actor] | type[Place] | type[Source], events: Any) -> dict[str, int]:
    slugs = dict(model._default_manager.values_list("pk", "slug"))
    return {slugs[key]: len(found) for key, found in events.items()}
