"""The list of timelines."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from timeline.models import EvidenceState, Timeline

from .noun_lists import PAGE_SIZE, NounPage, page_by_slug


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A timeline and the number of events that it held on the day asked for."""

    slug: str
    title: str
    description: str
    events: int


def list_timelines(start: tuple[bool, str] | None, size: int = PAGE_SIZE) -> NounPage[Timeline]:
    """Published timelines by slug, `size` a page."""
    return page_by_slug(Timeline.objects.visible_to(None), start, size)


def find_timeline(slug: str) -> Timeline | None:
    """The published timeline of this slug."""
    return Timeline.objects.visible_to(None).filter(slug=slug).first()


def rows_of(page: NounPage[Timeline], day: date) -> list[TimelineRow]:
    """The timelines of a page with their numbers of public events; one query."""
    states = EvidenceState.objects.known_on(day).filter(
        row__event__entries__timeline__in=[row.pk for row in page.rows]
    )
    counted = states.values("row__event__entries__timeline").annotate(n=Count("pk")).order_by()
    counts = {row["row__event__entries__timeline"]: row["n"] for row in counted}
    return [TimelineRow(t.slug, t.title, t.description, counts.get(t.pk, 0)) for t in page.rows]
