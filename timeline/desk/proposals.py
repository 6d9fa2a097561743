"""Proposals: what waits for a second person, what each would change, and deciding on it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from timeline.editing.kept_forms import KeptForm
from timeline.editing.refusals import show_refusal
from timeline.models import Proposal
from timeline.queries.editors.proposals import (
    Whose,
    count_proposals,
    find_proposal,
    list_proposals,
)
from timeline.services.errors import NotAllowed, Refused, StaleVersion
from timeline.services.proposals.describing import ProposalDetail, describe_proposal
from timeline.services.proposals.proposing import (
    accept_proposal,
    refusal_of,
    return_proposal,
    take_back_proposal,
)
from timeline.vocabulary.proposals import ProposalState
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.texts.diffs import Piece, diff_words
from timeline.vocabulary.words import Text

from .awaiting import asked, review_menu, show_list
from .pages import DeskRequest, desk_page, found, may, render_desk
from .review_forms import CommentForm, ProposalsForm

#: What can be done to a proposal, and what is said when it was.
_DEEDS: dict[str, tuple[Callable[..., None], Text]] = {
    "accept": (accept_proposal, _("Accepted and carried out.")),
    "return": (return_proposal, _("Returned to whoever proposed it.")),
    "take_back": (take_back_proposal, _("Taken back.")),
}


@require_safe
@desk_page(Verb.PROPOSE)
def proposals(request: DeskRequest) -> HttpResponse:
    """Proposals that wait, the longest first; or one's own, whatever became of them."""
    form = asked(ProposalsForm(request.GET))
    page = list_proposals(request.user, form.chosen, form.cleaned_data["after"])
    counts = count_proposals(request.user)
    choices = [(whose, counts[whose]) for whose in Whose]
    return show_list(request, "proposals", form, page=page, whose=form.chosen, choices=choices)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Verb.PROPOSE)
def proposal(request: DeskRequest, public_id: str) -> HttpResponse:
    """What it would change, field by field. A post decides on it."""
    row = found(find_proposal(public_id))
    kept = KeptForm("proposal", public_id)
    form = kept.fill(CommentForm, request, {})
    if not form.is_valid():
        return _show(request, row, form, status=422 if form.is_bound else 200)
    decide, done = _DEEDS[form.cleaned_data["do"]]
    try:
        decide(row, by=request.user, comment=form.cleaned_data["comment"])
    except Refused as refused:
        show_refusal(form, refused, state="__all__", reason="comment")
        return _refuse(request, public_id, form, refused)
    kept.drop(request.user)
    messages.success(request, str(done))
    return redirect("desk:proposals")


def _refuse(
    request: DeskRequest, public_id: str, form: CommentForm, refused: Refused
) -> HttpResponse:
    """The proposal as it is now, with what was typed: 409 where somebody else was first."""
    row = found(find_proposal(public_id))
    status = 422
    if isinstance(refused, NotAllowed):
        status = 403
    elif isinstance(refused, StaleVersion) or row.state != ProposalState.OPEN:
        status = 409
    return _show(request, row, form, status=status)


def _show(request: DeskRequest, row: Proposal, form: CommentForm, *, status: int) -> HttpResponse:
    detail = describe_proposal(row)
    own = row.proposer_id == request.user.pk
    is_open = row.state == ProposalState.OPEN
    alone = settings.TIMELINE_REVIEW == "one"
    context = {
        "proposal": row,
        "detail": detail,
        "steps": _readable(detail),
        "refusal": refusal_of(row, by=request.user) if is_open else "",
        "form": form,
        "may_accept": is_open and may(request.user, Verb.ACCEPT) and (alone or not own),
        "may_return": is_open and may(request.user, Verb.RETURN) and not own,
        "may_take_back": is_open and own,
    }
    return render_desk(
        request, "desk/proposal.html", review_menu(request, "proposals") | context, status=status
    )


type _Fields = list[tuple[str, tuple[Piece, ...]]]


def _readable(detail: ProposalDetail) -> list[tuple[Text, Model | None, _Fields]]:
    """What each step does, to which row, and its fields with the way from old to new words."""
    return [
        (
            step.says,
            step.row,
            [(change.field, diff_words(change.before, change.after)) for change in step.changes],
        )
        for step in detail.steps
    ]
