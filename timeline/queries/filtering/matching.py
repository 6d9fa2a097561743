"""What the filter words select: one evidence state for each event that matches."""

from collections.abc import Callable, Collection
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Exists, OuterRef, Q, QuerySet

from timeline.models import Actor, EventActor, EvidenceState
from timeline.queries.rows.subtrees import below

from .filters import Filters
from .search import search_condition

#: Words that one facet of several words ignores together.
CAST_WORDS = ("actor", "exact_actor", "role")
DATE_WORDS = ("after", "before", "overlap")


def matching(filters: Filters, without: Collection[str] = ()) -> QuerySet[EvidenceState]:
    """States known on the filters' day of the events that all words but some fit.

    One state an event; today is the state that is still open. Asks nothing yet.
    """
    found = EvidenceState.objects.known_on(filters.day)
    for word, condition in _CONDITIONS.items():
        if word not in without and (fits := condition(filters)) is not None:
            found = found.filter(fits)
    return found


def _cast(filters: Filters) -> Q | None:
    """Actors with their subordinates, or exactly these, in any role or in one.

    In past views only by roles that were known on that day.
    """
    keys = [actor.pk for actor in filters.actor]
    together = Q(row__actor_ids__overlap=keys) if keys else Q()
    if not filters.role and not (keys and (filters.exact_actor or filters.is_past)):
        return together or None
    cast = EventActor.objects.known_on(filters.day).filter(event=OuterRef("row_id"))
    if filters.role:
        cast = cast.filter(role=filters.role)
    if keys:
        wanted = keys if filters.exact_actor else below(Actor, keys, "parent")
        cast = cast.filter(actor__in=wanted)
    # The column first: it has an index, and where it does not fit no role does.
    return together & Q(Exists(cast))


def _dates(filters: Filters) -> Q | None:
    """Events whose bounds overlap the days, or with `overlap=0` lie wholly inside.

    An open or unknown end overlaps everything on that side and is never inside.
    """
    first: date | None = filters.after[0] if filters.after else None
    last: date | None = filters.before[1] if filters.before else None
    if first is None and last is None:
        return None
    days = DateRange(first, last, "[]")
    if filters.overlap:
        return Q(row__span__overlap=days)
    return Q(
        row__span__contained_by=days,
        row__span__lower_inf=False,
        row__span__upper_inf=False,
    )


def _listed(filters: Filters) -> Q | None:
    return Q(row__listed_on__range=filters.listed) if filters.listed else None


def _overlap(lookup: str, word: str) -> Callable[[Filters], Q | None]:
    def condition(filters: Filters) -> Q | None:
        keys = [named.pk for named in getattr(filters, word)]
        return Q(**{f"{lookup}__overlap": keys}) if keys else None

    return condition


def _one_of(lookup: str, word: str) -> Callable[[Filters], Q | None]:
    def condition(filters: Filters) -> Q | None:
        words = getattr(filters, word)
        return Q(**{f"{lookup}__in": words}) if words else None

    return condition


def _holds(lookup: str, word: str) -> Callable[[Filters], Q | None]:
    def condition(filters: Filters) -> Q | None:
        value = getattr(filters, word)
        return Q(**{f"{lookup}__contains": [value]}) if value else None

    return condition


def _origin(filters: Filters) -> Q | None:
    keys = [f"{named.kind}:{named.pk}" for named in filters.origin]
    return Q(origin_keys__overlap=keys) if keys else None


def _timeline(filters: Filters) -> Q | None:
    return Q(row__timeline_ids__contains=[filters.timeline.pk]) if filters.timeline else None


_CONDITIONS: dict[str, Callable[[Filters], Q | None]] = {
    "q": search_condition,
    "place": _overlap("row__place_ids", "place"),
    "actor": _cast,
    "status": _one_of("status", "status"),
    "type": _one_of("row__type", "type"),
    "nature": _one_of("row__nature", "nature"),
    "source": _overlap("source_ids", "source"),
    "origin": _origin,
    "basis": _holds("bases", "basis"),
    "lang": _holds("languages", "lang"),
    "listed": _listed,
    "after": _dates,
    "origins": lambda filters: Q(origins__gte=filters.origins) if filters.origins else None,
    "denied": lambda filters: Q(denials__gt=0) if filters.denied else None,
    "differs": lambda filters: Q(differs=True) if filters.differs else None,
    "unarchived": lambda filters: Q(unarchived=True) if filters.unarchived else None,
    "timeline": _timeline,
}

#: The words that leave events out; the others say which day, in which order, how many.
FILTERING = frozenset(_CONDITIONS) | {*CAST_WORDS, *DATE_WORDS}
