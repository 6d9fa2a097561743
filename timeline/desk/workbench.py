"""The workbench: a document's text, what has been marked in it, and the form of a new claim."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from timeline.editing.kept_forms import KeptForm, TokenForm, keep_typed
from timeline.models import Account, Claim, KeptDraft
from timeline.queries.editors.inbox import open_inbox
from timeline.queries.editors.workbench import Bench, find_document_to_mark, lay_out
from timeline.services.nouns.marking import publish_passage
from timeline.services.proposals.proposing import save_or_propose
from timeline.services.proposals.rehearsals import ForecastCounts
from timeline.vocabulary.counts import say_evidence

from .claim_entries import ClaimEntry
from .pages import DeskRequest, desk_page, found, render_desk

SAVES = ("save", "next")
_RECENT = 12


class PublishForm(TokenForm):
    """Which claim of the document is published, and why."""

    claim = forms.ChoiceField()
    reason = forms.CharField(label=gettext_lazy("Why now"), max_length=500)

    def __init__(self, *args: Any, bench: Bench, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {claim.row.public_id: claim.row for claim in bench.claims}
        chosen: Any = self.fields["claim"]
        chosen.choices = [(key, key) for key in self.rows]

    def clean_claim(self) -> Claim:
        return self.rows[self.cleaned_data["claim"]]


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def workbench(request: DeskRequest, public_id: str) -> HttpResponse:
    """Read and mark a document. A post saves, or only tells what would come of it."""
    bench = lay_out(found(find_document_to_mark(public_id)))
    if request.method != "POST":
        return _open(request, bench)
    do = request.POST.get("do", "")
    entry = ClaimEntry(bench, request.user, request.POST, lenient=do not in SAVES)
    if do not in SAVES:
        keep_typed(request.POST)
        return _show(request, bench, entry, part="live" if do == "preview" else "pane")
    forecast = entry.forecast if entry.is_valid else None
    if entry.is_valid and (claim := entry.save()):
        _form(bench).drop(request.user)
        messages.success(request, _say_saved(claim.event.title, forecast))
        at = f"p{entry.paragraph[0]}" if do == "next" and entry.paragraph else "claims"
        address = reverse("desk:workbench", args=[public_id])
        return _leave(request, f"{address}?saved={claim.public_id}#{at}")
    keep_typed(request.POST)
    return _show(request, bench, entry, part="pane", status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def publish(request: DeskRequest, public_id: str) -> HttpResponse:
    """Publish a claim of the document, or propose it where that takes a second person."""
    bench = lay_out(found(find_document_to_mark(public_id)))
    kept = _publish_form(bench)
    form = kept.fill(PublishForm, request, {}, bench=bench)
    if kept.carry_out(form, request.user, partial(_publish, request)):
        return redirect(f"{reverse('desk:workbench', args=[public_id])}#claims")
    if "claim" in form.errors:
        raise Http404
    status = 422 if form.errors else 200
    return _show(request, bench, ClaimEntry(bench, request.user), status=status, publish=form)


def _publish(request: DeskRequest, *, claim: Claim, by: Account, reason: str) -> None:
    """Say what came of it. Raises Refused."""
    proposal = save_or_propose(publish_passage, claim, by=by, reason=reason)
    words = _("Published: “%(title)s”.")
    if proposal is not None:
        words = _("Proposed; somebody else has to agree: “%(title)s”.")
    messages.success(request, words % {"title": claim.event.title})


def _form(bench: Bench) -> KeptForm:
    return KeptForm("claim", bench.document.public_id)


def _publish_form(bench: Bench) -> KeptForm:
    return KeptForm("publish", bench.document.public_id)


def _open(request: DeskRequest, bench: Bench) -> HttpResponse:
    """The page with an empty form; or as this person had typed it, where they ask for that."""
    typed = _form(bench).typed(request)
    kept = None if typed else _form(bench).kept(request.user)
    entry = ClaimEntry(bench, request.user, typed, lenient=typed is not None)
    return _show(request, bench, entry, kept=kept)


def _show(
    request: DeskRequest,
    bench: Bench,
    entry: ClaimEntry,
    *,
    part: str = "",
    status: int = 200,
    **more: KeptDraft | PublishForm | None,
) -> HttpResponse:
    """The page, or its part for htmx."""
    htmx: Any = request.htmx  # type: ignore[attr-defined]  # set by its middleware
    context: dict[str, Any] = {"desk_page": "documents", "bench": bench, "entry": entry, **more}
    context["draft_token"] = _form(bench).token(request.user)
    context["publish_token"] = _publish_form(bench).token(request.user)
    if htmx and part:
        return render_desk(request, f"desk/workbench.html#{part}", context, status=status)
    context["inbox"] = open_inbox(size=_RECENT)
    return render_desk(request, "desk/workbench.html", context, status=status)


def _leave(request: DeskRequest, address: str) -> HttpResponse:
    """Go on to the page as it is now, whoever asked. Another query makes browsers load it."""
    if request.htmx:  # type: ignore[attr-defined]  # set by its middleware
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _say_saved(title: str, forecast: ForecastCounts | None) -> str:
    """That it is kept, and what the event comes to once it is published, where it can be."""
    if forecast is None:
        return _("Saved as a draft: “%(title)s”.") % {"title": title}
    after = forecast.after
    counts = say_evidence(after.origins, after.documents, after.denials)
    words = _("Saved as a draft: “%(title)s”. Once published: %(counts)s.")
    return words % {"title": title, "counts": counts}
