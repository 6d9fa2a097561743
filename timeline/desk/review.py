"""The review queue: events whose evidence moved. The rule suggests; an editor sets."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from timeline.editing.refusals import show_refusal
from timeline.models import Event
from timeline.queries.editors.review_queue import (
    QueueRow,
    Show,
    find_event_to_review,
    find_queue_row,
    list_queue,
    queue_counts,
)
from timeline.services.errors import Refused, StaleVersion
from timeline.services.proposals.reviews import accept_evidence, accept_unchanged, decide_in_review
from timeline.vocabulary.evidence.suggestions import RULES
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.statuses import Status

from .awaiting import asked, review_menu
from .pages import DeskRequest, desk_page, render_desk
from .review_forms import QueueForm, ReviewForm, read_agreed, review_of


@require_safe
@desk_page(Verb.DECIDE)
def review_queue(request: DeskRequest) -> HttpResponse:
    """Events that await an editor, what has waited longest first."""
    form = asked(QueueForm(request.GET))
    page = list_queue(request.user, form.shown, form.cleaned_data["after"])
    counts = queue_counts(request.user)
    context = {
        "rows": [(row, ReviewForm.blank(row, request.user)) for row in page.rows],
        "agreed": [row for row in page.rows if row.agrees],
        "show": form.shown,
        "choices": [(show, counts[show], _address(show)) for show in Show],
        "back": request.GET.urlencode(),
        "next_url": _address(form.shown, page.after) if page.after else "",
        "first_url": _address(form.shown) if form.cleaned_data["after"] else "",
        "rules": RULES,
        "confirmed": Status.CONFIRMED,
    }
    return render_desk(request, "desk/review.html", review_menu(request, "review") | context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Verb.DECIDE)
def review_event(request: DeskRequest, public_id: str) -> HttpResponse:
    """Accept what the rule suggests, or set something else with a reason."""
    event = find_event_to_review(public_id)
    if request.method != "POST":
        return _take_up(request, event, public_id)
    form = ReviewForm(request.POST)
    if event is None:
        return _refuse(request, form, None, status=409)
    status = 422
    if form.is_valid():
        try:
            _carry_out(request, event, form.cleaned_data)
            review_of(public_id).drop(request.user)
            return _back(request)
        except Refused as refused:
            show_refusal(form, refused)
            status = 409 if isinstance(refused, StaleVersion) else 422
    return _refuse(request, form, find_queue_row(event), status=status)


@require_POST
@desk_page(Verb.DECIDE)
def accept_many(request: DeskRequest) -> HttpResponse:
    """Accept those that change nothing, each looked at again; tell of those that were left."""
    done, left = 0, []
    for public_id, seen in read_agreed(request.POST.getlist("agreed")):
        event = find_event_to_review(public_id)
        try:
            if event is None:
                raise StaleVersion({"status": _("no longer public")})
            accept_unchanged(event, seen=seen, by=request.user)
        except Refused:
            left.append(event.title if event else public_id)
        else:
            done += 1
    if done:
        words = ngettext("Accepted: %(n)s event.", "Accepted: %(n)s events.", done)
        messages.success(request, words % {"n": done})
    if left:
        words = _("Left, because they changed since you opened the list: %(titles)s.")
        messages.warning(request, words % {"titles": say_list(left)})
    return _back(request)


def _carry_out(request: DeskRequest, event: Event, given: dict[str, Any]) -> None:
    """Do what was chosen; say what it was. Raises Refused."""
    row = find_queue_row(event)
    status, reason = given["status"], given["reason"]
    if row is not None and status == row.offered and not reason:
        accept_evidence(event, seen=given["seen"], by=request.user)
    else:
        # A ground that was chosen before another status is left behind.
        ground = given["ground"] if status == Status.CONFIRMED else ""
        chosen = {"status": status, "ground": ground, "reason": reason, "seen": given["seen"]}
        if decide_in_review(event, by=request.user, **chosen):
            words = _("“%(title)s”: proposed. Somebody else has to accept it.")
            messages.success(request, words % {"title": event})
            return
    after = find_queue_row(event)
    label = after.status_label if after else status
    messages.success(request, _("“%(title)s”: %(status)s.") % {"title": event, "status": label})


def _take_up(request: DeskRequest, event: Event | None, public_id: str) -> HttpResponse:
    """The event alone, with what was typed when the sign-in had run out."""
    typed = review_of(public_id).typed(request)
    if typed is None:
        return redirect("desk:review")
    form = ReviewForm(typed)
    row = find_queue_row(event) if event else None
    is_same = row is not None and row.seen == typed.get("seen")
    return _refuse(request, form, row, status=200 if is_same else 409)


def _refuse(
    request: DeskRequest, form: ReviewForm, row: QueueRow | None, *, status: int
) -> HttpResponse:
    """The event alone, as it is now, with what was typed and why it was not stored."""
    context = {
        "row": row,
        "form": form.again(row) if row else form,
        "complaints": form.errors,
        "back": form.data.get("back", ""),
        "is_stale": status == 409,
    }
    return render_desk(
        request, "desk/review_event.html", {"desk_page": "review", **context}, status=status
    )


def _back(request: DeskRequest) -> HttpResponse:
    """The page of the list that the form stood on."""
    form = QueueForm(QueryDict(request.POST.get("back", "")))
    if not form.is_valid():
        return redirect("desk:review")
    return redirect(_address(form.shown, form.cleaned_data["after"]))


def _address(show: Show, after: int | None = None) -> str:
    words = QueryDict(mutable=True)
    if show is not Show.ALL:
        words["show"] = show
    if after is not None:
        words["after"] = str(after)
    return reverse("desk:review", query=words or None)
