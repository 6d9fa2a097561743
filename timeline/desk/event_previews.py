"""The page of an event as readers would see it, of what is typed and not saved."""

from django.http import HttpResponse

from timeline.drawings.map.of_event import view_of_event
from timeline.queries.event.detail import load_event_detail
from timeline.queries.event.pages import tell_event
from timeline.services.errors import Refused
from timeline.services.proposals.reader_previews import as_published
from timeline.vocabulary.clock import today

from .event_entries import EventEntry
from .event_saving import Told, save_entry
from .pages import DeskRequest, render_desk
from .refusals import tell


def preview(request: DeskRequest, entry: EventEntry) -> HttpResponse:
    """The public page with everything that is typed, published. Raises Told, Overtaken."""
    try:
        with as_published(lambda: save_entry(entry, request.user)[0], by=request.user) as event:
            detail = load_event_detail(event, today()) if hasattr(event, "search_row") else None
            if detail is None:
                return render_desk(request, "desk/event_preview_empty.html", {"event": event})
            context = {
                "path": event.get_absolute_url(),
                "known": None,
                "keep": "",
                "today": today().isoformat(),
                **tell_event(detail, absolute=request.build_absolute_uri, view_of=view_of_event),
            }
            return render_desk(request, "desk/event_preview.html", context)
    except Refused as refused:
        tell(entry.form, refused, {"state": "then"})
        raise Told from refused
