"""What has changed lately, for everybody."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.changes import list_changes
from timeline.vocabulary.dates.days import say_weekday

from .answers import reading
from .rendering import render_page


@reading
def changes(request: HttpRequest) -> HttpResponse:
    """Decisions, lapses, publications and withdrawals by day, newest first."""
    start = read_words(request.GET, cursor="moment")["cursor"]
    page = list_changes(start)
    days = [
        {"iso": day.isoformat(), "label": say_weekday(day), "rows": list(rows)}
        for day, rows in groupby(page.rows, lambda change: change.at.date())
    ]
    context = {
        "section": "changes",
        "days": days,
        "all_changed": f"{reverse('event_list')}?order=changed",
        "newest_url": request.path if start else "",
        "next_url": f"{request.path}?cursor={page.after}" if page.after else "",
    }
    return render_page(request, "pages/changes.html", context)
