"""Events that may be one and the same: suggested to editors, never merged by themselves.

For the desk alone: it tells of drafts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from timeline.models import Event, EventActor, EventPlace
from timeline.vocabulary.dates.bounds import parse_date
from timeline.vocabulary.dates.wording import say_date
from timeline.vocabulary.identifiers import is_public_id
from timeline.vocabulary.sentences import say_list

#: Events of one page that are compared with all older ones, and how many of these at most
#: lie on the same days (an event "since 2003" overlaps half of all others).
COMPARED = 200
_MOST_OVERLAPPING = 2000
#: Likeness of titles, by trigrams, below which a pair is not worth a look.
_ALIKE = 0.35

# Narrowed by days first, which an index finds, then by titles, then by places: the place itself
# or the one directly above it. Pairs that an editor has linked or judged to be two are known.
_PAIRS = """
    WITH asked AS MATERIALIZED (
        SELECT id, title, span FROM timeline_event
        WHERE id < %(after)s AND state <> 'withdrawn' AND span IS NOT NULL
        ORDER BY id DESC LIMIT %(compared)s
    )
    SELECT asked.id, older.id, similarity(asked.title, older.title)
    FROM asked CROSS JOIN LATERAL (
        SELECT id, title FROM timeline_event
        WHERE span && asked.span AND id < asked.id AND state <> 'withdrawn'
        LIMIT %(overlapping)s
    ) older
    WHERE similarity(asked.title, older.title) >= %(alike)s
    AND EXISTS (
        SELECT FROM timeline_eventplace here
        JOIN timeline_place place ON place.id = here.place_id
        JOIN timeline_eventplace there ON there.event_id = older.id
        JOIN timeline_place other ON other.id = there.place_id
        WHERE here.event_id = asked.id
        AND (place.id = other.id OR place.parent_id = other.id OR other.parent_id = place.id)
    )
    AND NOT EXISTS (
        SELECT FROM timeline_distinctpair WHERE first_id = older.id AND second_id = asked.id
    )
    AND NOT EXISTS (
        SELECT FROM timeline_eventlink
        WHERE (event_id = older.id AND other_id = asked.id)
        OR (event_id = asked.id AND other_id = older.id)
    )
"""


@dataclass(frozen=True, slots=True)
class MaybeSame:
    """Two events, the one recorded first in front, and what they share, in words."""

    first: Event
    second: Event
    first_when: str
    second_when: str
    shared: tuple[str, ...] = ()

    @property
    def events(self) -> tuple[Event, Event]:
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class MaybeSamePage:
    """Pairs, the likest first; `after` is the event that the next page begins behind."""

    pairs: tuple[MaybeSame, ...]
    after: int | None


def list_duplicates(after: int | None) -> MaybeSamePage:
    """Pairs among the events last recorded (before `after`) and all older ones.

    Each page compares COMPARED events, however many pairs come of it. Five queries.
    """
    start = after if after is not None else 2**62
    asked = Event.objects.filter(pk__lt=start).order_by("-pk")
    keys = list(asked.values_list("pk", flat=True)[: COMPARED + 1])
    pairs = _rank(_pairs(start)) if len(keys) > 1 else ()
    return MaybeSamePage(pairs, keys[COMPARED - 1] if len(keys) > COMPARED else None)


def find_pair(first: str, second: str) -> MaybeSame | None:
    """Two different events by their public ids, whatever they share; None where one is missing."""
    ids = (first, second)
    if not all(map(is_public_id, ids)):
        return None
    found = Event.objects.filter(public_id__in=ids).order_by("pk")
    pair = [(event, _when(event)) for event in found]
    if len(pair) < len(ids):
        return None
    (one, one_when), (other, other_when) = pair
    return MaybeSame(one, other, one_when, other_when)


def _pairs(start: int) -> list[tuple[int, int, float]]:
    with connection.cursor() as cursor:
        given = {"after": start, "compared": COMPARED, "alike": _ALIKE}
        cursor.execute(_PAIRS, given | {"overlapping": _MOST_OVERLAPPING})
        rows: list[tuple[int, int, float]] = cursor.fetchall()
    return rows


def _rank(found: Sequence[tuple[int, int, float]]) -> tuple[MaybeSame, ...]:
    """The likest first: titles count, and actors and the type that both have."""
    ids = {key for newer, older, _likeness in found for key in (newer, older)}
    events = Event.objects.in_bulk(ids)
    places = _names(EventPlace.objects.filter(event__in=ids).values_list("event", "place__name"))
    actors = _names(EventActor.objects.filter(event__in=ids).values_list("event", "actor__name"))
    weighed = []
    for newer, older, likeness in found:
        first, second = events[older], events[newer]
        common = sorted(actors[older] & actors[newer])
        weight = likeness + 0.2 * min(len(common), 2) + 0.1 * (first.type == second.type)
        shared = _shared(first, second, sorted(places[older] & places[newer]), common)
        pair = MaybeSame(first, second, _when(first), _when(second), shared)
        weighed.append((-weight, older, newer, pair))
    return tuple(pair for *_order, pair in sorted(weighed, key=lambda row: row[:3]))


def _shared(
    first: Event, second: Event, places: Sequence[str], actors: Sequence[str]
) -> tuple[str, ...]:
    return (
        _("the same date") if first.date == second.date else _("dates that overlap"),
        say_list(places) if places else _("neighbouring places"),
        *actors,
    )


def _names(rows: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for event, name in rows:
        found[event].add(name)
    return found


def _when(event: Event) -> str:
    return say_date(parse_date(event.date), year=True)
