"""Merging an event that is another one, and splitting one that is two."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from timeline.editing.kept_forms import KeptForm, TokenForm
from timeline.editing.refusals import show_refusal
from timeline.models import Event
from timeline.queries.editors.event_texts import claims_of, find_event_to_edit
from timeline.queries.event.detail import EventDetail, find_event_detail
from timeline.services.errors import Refused
from timeline.services.nouns.merging import merge_events, split_event
from timeline.services.proposals.proposing import saving
from timeline.services.proposals.rehearsals import rehearse
from timeline.vocabulary.clock import today
from timeline.vocabulary.roles import Verb

from .pages import DeskRequest, desk_page, found, render_desk, say_saved
from .typed_fields import TypedField

_REASON = gettext_lazy("Kept in the histories of both for good. Say why, not what.")


class MergeForm(TokenForm):
    """Which event stays, and why."""

    into = TypedField(
        "event",
        label=gettext_lazy("The event that stays"),
        help_text=gettext_lazy("Its title or address; choose from the list."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why they are one"), max_length=500, help_text=_REASON
    )


class SplitForm(TokenForm):
    """Which claims go, what the new event is called, and why."""

    claims = forms.MultipleChoiceField(
        label=gettext_lazy("Claims that go to the new event"),
        widget=forms.CheckboxSelectMultiple,
    )
    title = forms.CharField(
        label=gettext_lazy("Title of the new event"),
        max_length=300,
        help_text=gettext_lazy(
            "One proposition that can be tested, with its words of doubt. Places and actors "
            "are entered on its own page afterwards."
        ),
    )
    date = forms.CharField(label=gettext_lazy("Its date"), max_length=200)
    reason = forms.CharField(
        label=gettext_lazy("Why they are two"), max_length=500, help_text=_REASON
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {claim.public_id: claim for claim in claims_of(event)}
        chosen: Any = self.fields["claims"]
        chosen.choices = [
            (key, f"{claim.document.source}: {claim.summary} ({claim.get_stance_display()})")
            for key, claim in self.rows.items()
        ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an event would come to; `detail` is None where readers would not see it."""

    event: Event
    detail: EventDetail | None


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Verb.MERGE)
def merge(request: DeskRequest, public_id: str) -> HttpResponse:
    """Merge this event into another one: look at what will be, then do or propose it."""
    event = found(find_event_to_edit(public_id))
    kept = KeptForm("merge", public_id)
    form = kept.fill(MergeForm, request, {"into": request.GET.get("into", "")})

    def act(do: Callable[..., Any], **who: Any) -> list[Event]:
        into = form.cleaned_data["into"]
        do(merge_events, event, into=into, **who)
        return [into]

    return _answer(request, kept, event, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Verb.SPLIT)
def split(request: DeskRequest, public_id: str) -> HttpResponse:
    """Move chosen claims to a new event: look at what will be, then do or propose it."""
    event = found(find_event_to_edit(public_id))
    kept = KeptForm("split", public_id)
    form = kept.fill(SplitForm, request, {"date": event.date}, event=event)

    def act(do: Callable[..., Any], **who: Any) -> list[Event]:
        given = form.cleaned_data
        claims = [form.rows[key] for key in given["claims"]]
        new = do(split_event, event, claims=claims, title=given["title"], date=given["date"], **who)
        return [new, event] if new is not None else [event]

    return _answer(request, kept, event, form, act)


def _answer(
    request: DeskRequest, kept: KeptForm, event: Event, form: Any, act: Callable[..., list[Event]]
) -> HttpResponse:
    """The form; with `do=look` what would be; with `do=save` it is done, or proposed."""
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("do") == "save":
                answer = _save(request, form, act)
                kept.drop(request.user)
                return answer
            outcomes = _rehearse(request, form, act)
        except Refused as refused:
            show_refusal(form, refused)
    context = {"desk_page": "events", "event": event, "form": form, "outcomes": outcomes}
    return render_desk(request, f"desk/{kept.name}.html", context)


def _save(request: DeskRequest, form: Any, act: Callable[..., list[Event]]) -> HttpResponse:
    with saving(by=request.user, reason=form.cleaned_data["reason"]) as page:
        events = act(page.do)
    say_saved(request, page.proposal, _("Done."))
    return redirect("desk:event_edit", events[0].public_id)


def _rehearse(request: DeskRequest, form: Any, act: Callable[..., list[Event]]) -> list[Outcome]:
    """What the events would come to. Raises Refused."""
    who = {"by": request.user, "reason": form.cleaned_data["reason"]}

    def do() -> list[Event]:
        return act(lambda service, *rows, **given: service(*rows, **given), **who)

    with rehearse(do, by=request.user) as events:
        return [Outcome(event, _detail(event)) for event in events]


def _detail(event: Event) -> EventDetail | None:
    return find_event_detail(event, today()) if hasattr(event, "search_row") else None
