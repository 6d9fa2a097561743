"""Everything that the page of an event says, in words: for its readers, and for a preview."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from timeline.queries.maps.of_event import View, load_event_places
from timeline.vocabulary.dates.days import say_moment
from timeline.vocabulary.statuses import say_status

from .casts import say_cast
from .citations import cite_event, pinned_path
from .detail import EventDetail
from .differences import find_differences
from .unknowns import say_unknowns
from .verdicts import say_verdict_of
from .whereabouts import say_places


def describe_event(
    detail: EventDetail, *, absolute: Callable[[str], str], view_of: View
) -> dict[str, Any]:
    """What the template of the page takes.

    `absolute` makes an address of a path here; `view_of` is as `load_event_places` takes it.
    """
    return {
        "event": detail,
        "section": "events",
        "status_words": say_status(detail.nature, detail.status, detail.outcome),
        "verdict": say_verdict_of(detail),
        "when": _say_when(detail),
        "places": say_places(detail.places),
        "map": load_event_places(detail.places, view_of),
        "cast": say_cast(detail),
        "differences": find_differences(detail.groups),
        "unknowns": say_unknowns(detail),
        "citation": cite_event(
            detail, site_name=settings.TIMELINE_SITE_NAME, url=absolute(pinned_path(detail))
        ),
    }


def _say_when(detail: EventDetail) -> str:
    if detail.time_of_day is None:
        return detail.when
    return say_moment(detail.when, detail.time_of_day, detail.time_zone)
