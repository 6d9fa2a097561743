"""What was changed in an event since it was published."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse

from timeline.queries.event.changes import load_event_changes
from timeline.queries.filtering.page_words import read_words
from timeline.queries.readers.veil import Veil
from timeline.vocabulary.dates.days import say_weekday

from .answers import find_or_answer, reading
from .rendering import render_page


@reading
def event_history(request: HttpRequest, public_id: str) -> HttpResponse:
    """Field by field, by day; 301, 410 and 404 as on the page of the event."""
    read_words(request.GET)
    found = find_or_answer(request, "event_history", public_id)
    if isinstance(found, HttpResponse):
        return found
    days = groupby(load_event_changes(found), lambda change: change.at.date())
    veil = Veil(events=[found.pk])
    context = {
        "section": "events",
        "url": veil.path(found),
        "title": veil.text(found, "title"),
        "days": [
            {"iso": day.isoformat(), "label": say_weekday(day), "changes": list(rows)}
            for day, rows in days
        ],
    }
    return render_page(request, "events/event_history.html", context)
