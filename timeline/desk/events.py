"""The page on which an event is entered and edited."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from timeline.models import Claim, Event
from timeline.queries.editors.event_sheets import find_event
from timeline.vocabulary.texts.sheets import Sheet

from .conflicts import lay_side_by_side
from .event_entries import EventEntry, count_rows, other_texts, typed_sheet, without_row
from .event_previews import preview
from .event_saving import Overtaken, Told, save_entry
from .pages import DeskRequest, desk_page, render_desk
from .tickets import TYPED, Form, keep_typed, typed_again


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def event_new(request: DeskRequest) -> HttpResponse:
    """Enter an event."""
    return _answer(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def event_edit(request: DeskRequest, public_id: str) -> HttpResponse:
    """Edit an event, published or not."""
    event = find_event(public_id)
    if event is None:
        raise Http404
    return _answer(request, event)


@require_safe
@desk_page()
def claim(request: DeskRequest, public_id: str) -> HttpResponse:
    """Everything of one claim, on its own page."""
    return redirect("admin:timeline_claim_change", get_object_or_404(Claim, public_id=public_id).pk)


def _answer(request: DeskRequest, event: Event | None) -> HttpResponse:
    if request.method != "POST":
        return _open(request, event)
    do = request.POST.get("do", "")
    if do not in ("save", "preview"):
        return _show(request, _typed(request, event, request.POST), adds=do.removeprefix("add-"))
    entry = _typed(request, event, request.POST, bound=True)
    if not entry.is_valid():
        return _show(request, entry, status=422)
    try:
        return preview(request, entry) if do == "preview" else _save(request, entry)
    except Told:
        return _show(request, entry, status=422)
    except Overtaken:
        return _show_conflict(request, entry)


def _open(request: DeskRequest, event: Event | None) -> HttpResponse:
    """The page as it is stored; or as this person had typed it, where they ask for that."""
    kept = _form(event).kept(request.user)
    if kept is not None and TYPED in request.GET:
        return _show(request, _typed(request, event, typed_again(kept)))
    return _show(request, EventEntry(request.user, event), kept=kept)


def _typed(
    request: DeskRequest, event: Event | None, typed: QueryDict, *, bound: bool = False
) -> EventEntry:
    """The page as typed: to be saved (`bound`), or to type on."""
    began = Sheet.from_json(typed.get("began", "")) or Sheet({})
    if bound:
        if typed.get("do") == "preview":
            typed = typed.copy()
            typed["reason"] = typed.get("reason", "").strip() or _("preview")
        return EventEntry(request.user, event, typed=typed, began=began)
    do = typed.get("do", "")
    shown = typed_sheet(typed)
    if do.startswith("drop-"):
        shown = without_row(shown, do.removeprefix("drop-"))
    blanks = {
        name: max(1, count_rows(typed, name) - len(rows)) + (do == f"add-{name}")
        for name, rows in typed_sheet(typed).rows.items()
    }
    others = other_texts(typed)
    return EventEntry(request.user, event, shown=shown, others=others, began=began, blanks=blanks)


def _save(request: DeskRequest, entry: EventEntry) -> HttpResponse:
    event, proposal = save_entry(entry, request.user)
    _form(entry.event).drop(request.user)
    if proposal is not None:
        messages.success(request, _("Proposed: it waits for a second person."))
    else:
        messages.success(request, _("Saved."))
    address = reverse("desk:event_edit", args=[event.public_id])
    return redirect(f"{address}?saved={event.version}")


def _show_conflict(request: DeskRequest, entry: EventEntry) -> HttpResponse:
    """409: both edits put together, ready to be saved upon what is stored now."""
    fresh = EventEntry(request.user, find_event(entry.event.public_id if entry.event else ""))
    entry.stored = fresh.stored
    merged, differences = lay_side_by_side(entry)
    again = EventEntry(
        request.user, fresh.event, shown=merged.sheet, others=other_texts(request.POST)
    )
    return _show(request, again, status=409, differences=differences, clashes=merged.clashes)


def _show(
    request: DeskRequest, entry: EventEntry, *, status: int = 200, **context: Any
) -> HttpResponse:
    if status in (409, 422):
        keep_typed(request.POST)
    form = _form(entry.event)
    context |= {
        "desk_page": "events" if entry.event else "new_event",
        "entry": entry,
        "ticket": form.ticket(request.user),
    }
    return render_desk(request, "desk/event.html", context, status=status)


def _form(event: Event | None) -> Form:
    return Form("event", event.public_id if event else "")
