"""The page on which an event is entered and edited."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from timeline.drawings.map.of_event import view_of_event
from timeline.editing.conflicts import texts_begun_from
from timeline.editing.kept_forms import KeptForm, keep_typed
from timeline.editing.refusals import EditConflict, RefusedAtFields, at_fields
from timeline.models import Claim, Event
from timeline.queries.editors.event_texts import find_event_to_edit
from timeline.queries.event.detail import find_event_detail
from timeline.queries.event.pages import describe_event
from timeline.services.proposals.rehearsals import rehearse_publishing
from timeline.vocabulary.clock import today

from .event_entries import EventEntry, other_texts, typed_rows, typed_texts, without_row
from .event_saving import merge_entry, save_entry
from .pages import DeskRequest, desk_page, found, render_desk, say_saved


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def event_new(request: DeskRequest) -> HttpResponse:
    """Enter an event."""
    return _answer(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def event_edit(request: DeskRequest, public_id: str) -> HttpResponse:
    """Edit an event, published or not."""
    return _answer(request, found(find_event_to_edit(public_id)))


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
        return _preview(request, entry) if do == "preview" else _save(request, entry)
    except RefusedAtFields as refused:
        entry.show_refusal(refused)
        return _show(request, entry, status=422)
    except EditConflict:
        return _show_conflict(request, entry)


def _open(request: DeskRequest, event: Event | None) -> HttpResponse:
    """The page as it is stored; or as this person had typed it, where they ask for that."""
    form = _form(event)
    if (typed := form.typed(request)) is not None:
        return _show(request, _typed(request, event, typed))
    return _show(request, EventEntry(request.user, event), kept=form.kept(request.user))


def _typed(
    request: DeskRequest, event: Event | None, typed: QueryDict, *, bound: bool = False
) -> EventEntry:
    """The page as typed: to be saved (`bound`), or to type on."""
    began = texts_begun_from(typed)
    if bound:
        if typed.get("do") == "preview":
            typed = typed.copy()
            typed["reason"] = typed.get("reason", "").strip() or _("preview")
        return EventEntry(request.user, event, typed=typed, began=began)
    do = typed.get("do", "")
    shown = typed_texts(typed)
    if do.startswith("drop-"):
        shown = without_row(shown, do.removeprefix("drop-"))
    blanks = {
        name: max(1, len(typed_rows(typed, name)) - len(rows)) + (do == f"add-{name}")
        for name, rows in typed_texts(typed).rows.items()
    }
    others = other_texts(typed)
    return EventEntry(request.user, event, shown=shown, others=others, began=began, blanks=blanks)


def _save(request: DeskRequest, entry: EventEntry) -> HttpResponse:
    event, proposal = save_entry(entry, request.user)
    _form(entry.event).drop(request.user)
    say_saved(request, proposal, _("Saved."))
    address = reverse("desk:event_edit", args=[event.public_id])
    return redirect(f"{address}?saved={event.version}")


def _preview(request: DeskRequest, entry: EventEntry) -> HttpResponse:
    """The public page with everything that is typed, published; nothing of it stays."""
    with (
        at_fields(state="then"),
        rehearse_publishing(lambda: save_entry(entry, request.user)[0], by=request.user) as event,
    ):
        detail = find_event_detail(event, today()) if hasattr(event, "search_row") else None
        if detail is None:
            return render_desk(request, "desk/event_preview_empty.html", {"event": event})
        context = {
            "path": event.get_absolute_url(),
            "known": None,
            "keep": "",
            "today": today().isoformat(),
            **describe_event(detail, absolute=request.build_absolute_uri, view_of=view_of_event),
        }
        return render_desk(request, "desk/event_preview.html", context)


def _show_conflict(request: DeskRequest, entry: EventEntry) -> HttpResponse:
    """409: both edits put together, ready to be saved upon what is stored now."""
    fresh = EventEntry(
        request.user, find_event_to_edit(entry.event.public_id if entry.event else "")
    )
    entry.stored = fresh.stored
    merged, told = merge_entry(entry)
    again = EventEntry(request.user, fresh.event, shown=merged, others=other_texts(request.POST))
    return _show(request, again, status=409, **told)


def _show(
    request: DeskRequest, entry: EventEntry, *, status: int = 200, **context: Any
) -> HttpResponse:
    if status in (409, 422):
        keep_typed(request.POST)
    form = _form(entry.event)
    context |= {
        "desk_page": "events" if entry.event else "new_event",
        "entry": entry,
        "draft_token": form.token(request.user),
    }
    return render_desk(request, "desk/event.html", context, status=status)


def _form(event: Event | None) -> KeptForm:
    return KeptForm("event", event.public_id if event else "")
