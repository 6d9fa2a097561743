"""Events that a passage may be about: near in time and place, with its actors or its words.

For the desk alone: it tells of drafts. It suggests; a person chooses.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.utils.translation import gettext as _

from timeline.models import Actor, Event, EventActor, EventPlace, Place
from timeline.vocabulary.dates.bounds import parse_date
from timeline.vocabulary.dates.wording import say_date
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.texts.search_terms import words_of
from timeline.vocabulary.words import WorkflowState

MOST = 5
#: Events that are weighed, those with the likest titles first.
_MOST_WEIGHED = 200
_LONG_WORD = 4
_WORDS_ASKED = 24
_DAYS_NEAR = 3
_DAYS_OF_NEWS = 31
_KM_NEAR = 50
_EARTH_KM = 6371.0
#: Below this only one weak thing agrees, such as the day alone.
_LEAST = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is known of the event so far; `first` and `last` are days, either may be open.

    The weightiest `words` stand first.

    `reported` is the day of the document: where no days are given, what happened in the month
    before it is a little nearer.
    """

    words: str
    first: date | None = None
    last: date | None = None
    reported: date | None = None
    places: Sequence[Place] = ()
    actors: Sequence[Actor] = ()


@dataclass(frozen=True, slots=True)
class NearEvent:
    """An event, its date in words, and what agrees, in words."""

    event: Event
    when: str
    agrees: tuple[str, ...]


def nearest_events(asked: Asked, *, most: int = MOST) -> list[NearEvent]:
    """Recorded events that agree in more than one thing, the nearest first. Three queries."""
    words = dict.fromkeys(word for word in words_of(asked.words) if len(word) >= _LONG_WORD)
    events = list(_candidates(asked, words))
    keys = [event.pk for event in events]
    places: Mapping[int, list[EventPlace]] = _by_event(
        EventPlace.objects.filter(event__in=keys).select_related("place")
    )
    actors: Mapping[int, list[EventActor]] = _by_event(
        EventActor.objects.filter(event__in=keys).select_related("actor")
    )
    weighed = []
    for event in events:
        parts = [
            _weigh_words(event, words),
            _weigh_days(event, asked),
            _weigh_places(places[event.pk], asked.places),
            _weigh_actors(actors[event.pk], asked.actors),
        ]
        score = sum(weight for weight, _said in parts)
        if score >= _LEAST:
            said = tuple(words for weight, words in parts if weight and words)
            weighed.append((score, NearEvent(event, _when(event), said)))
    weighed.sort(key=lambda pair: (-pair[0], pair[1].event.pk))
    return [near for _score, near in weighed[:most]]


def event_shown(public_id: str) -> NearEvent | None:
    """The event of this id, if it is not withdrawn."""
    event = Event.objects.exclude(state=WorkflowState.WITHDRAWN).filter(public_id=public_id).first()
    return NearEvent(event, _when(event), ()) if event else None


def _when(event: Event) -> str:
    return say_date(parse_date(event.date), year=True)


def _by_event[R: (EventPlace, EventActor)](rows: Iterable[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.event_id].append(row)
    return found


def _candidates(asked: Asked, words: Iterable[str]) -> Iterable[Event]:
    near = Q(event_actors__actor__in=asked.actors) | Q(event_places__place__in=asked.places)
    for word in islice(words, _WORDS_ASKED):
        near |= Q(title__icontains=word)
    if asked.first or asked.last:
        after = Q(span__startswith__isnull=True)
        before = Q(span__endswith__isnull=True)
        after |= Q(span__startswith__lte=_shift(asked.last or asked.first, _DAYS_NEAR))
        before |= Q(span__endswith__gte=_shift(asked.first or asked.last, -_DAYS_NEAR))
        near |= after & before
    found = Event.objects.exclude(state=WorkflowState.WITHDRAWN).filter(near).distinct()
    likeness = TrigramSimilarity("title", asked.words[:300])
    return found.annotate(likeness=likeness).order_by("-likeness", "pk")[:_MOST_WEIGHED]


def _shift(day: Any, days: int) -> date:
    """So many days on, as far as there are days."""
    furthest = date.max.toordinal()
    return date.fromordinal(min(max(day.toordinal() + days, 1), furthest))


def _weigh_words(event: Event, words: Iterable[str]) -> tuple[float, str]:
    title = {word for word in words_of(event.title) if len(word) >= _LONG_WORD}
    common = title.intersection(words)
    if not common:
        return 0.0, ""
    said = _("its words: %(words)s") % {"words": say_list(sorted(common))}
    return 3.0 * len(common) / len(title), said


def _weigh_days(event: Event, asked: Asked) -> tuple[float, str]:
    # Stored half open: the end is the day after the last.
    first = event.span.lower if event.span else None
    last = event.span.upper - timedelta(days=1) if event.span and event.span.upper else None
    if asked.first is None and asked.last is None:
        if asked.reported is None or last is None:
            return 0.0, ""
        return (0.5, "") if 0 <= (asked.reported - last).days <= _DAYS_OF_NEWS else (0.0, "")
    gap = max(
        (first - asked.last).days if first and asked.last else 0,
        (asked.first - last).days if last and asked.first else 0,
    )
    if gap <= 0:
        open_ended = first is None or last is None
        return (0.4, "") if open_ended else (1.0, _("the same days"))
    return (0.5, _("within days")) if gap <= _DAYS_NEAR else (-0.5, "")


def _weigh_places(rows: Sequence[EventPlace], places: Sequence[Place]) -> tuple[float, str]:
    wanted = {place.pk: place for place in places}
    for row in rows:
        if row.place_id in wanted:
            return 1.5, _("the same place: %(name)s") % {"name": row.place.name}
    nearest = min(
        (km for row in rows for place in places if (km := _km(row.place, place)) is not None),
        default=None,
    )
    if nearest is None or nearest > _KM_NEAR:
        return 0.0, ""
    return 1.0, _("%(km)s km away") % {"km": round(nearest)}


def _weigh_actors(rows: Sequence[EventActor], actors: Sequence[Actor]) -> tuple[float, str]:
    wanted = {actor.pk for actor in actors}
    common = sorted({row.actor.name for row in rows if row.actor_id in wanted})
    return float(min(len(common), 2)), say_list(common)


def _km(one: Place, other: Place) -> float | None:
    """Distance over the ground; None where either has no point."""
    if None in (one.lat, one.lon, other.lat, other.lon):
        return None
    north_one, east_one, north_other, east_other = (
        math.radians(degrees or 0.0) for degrees in (one.lat, one.lon, other.lat, other.lon)
    )
    a = (
        math.sin((north_other - north_one) / 2) ** 2
        + math.cos(north_one) * math.cos(north_other) * math.sin((east_other - east_one) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(a))
