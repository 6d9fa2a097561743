"""The workbench: a document's text, what has been marked in it, and the form of a new claim."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from timeline.models import Account, Claim, KeptDraft
from timeline.queries.editors.inbox import open_inbox
from timeline.queries.editors.workbench import Bench, find_document, lay_out
from timeline.services.errors import Refused
from timeline.services.nouns.marking import publish_passage
from timeline.services.proposals.previews import Outlook
from timeline.services.proposals.proposing import save_or_propose

from .claim_entries import ClaimEntry
from .pages import DeskRequest, desk_page, render_desk
from .refusals import tell
from .tickets import TYPED, Form, TicketForm, keep_typed, typed_again

SAVES = ("save", "next")
_RECENT = 12


class PublishForm(TicketForm):
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
    document = find_document(public_id)
    if document is None:
        raise Http404
    bench = lay_out(document)
    if request.method != "POST":
        return _open(request, bench)
    do = request.POST.get("do", "")
    entry = ClaimEntry(bench, request.POST, lenient=do not in SAVES)
    if do not in SAVES:
        keep_typed(request.POST)
        return _show(request, bench, entry, part="live" if do == "preview" else "pane")
    if entry.is_valid and (outlook := entry.outlook) and (claim := entry.save(request.user)):
        _form(bench).drop(request.user)
        messages.success(request, _say_saved(claim.event.title, outlook))
        at = f"p{entry.paragraph[0]}" if do == "next" and entry.paragraph else "claims"
        address = reverse("desk:workbench", args=[public_id])
        return _leave(request, f"{address}?saved={claim.public_id}#{at}")
    keep_typed(request.POST)
    return _show(request, bench, entry, part="pane", status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def publish(request: DeskRequest, public_id: str) -> HttpResponse:
    """Publish a claim of the document, or propose it where that takes a second person."""
    document = find_document(public_id)
    if document is None:
        raise Http404
    bench = lay_out(document)
    kept = _publish_form(bench)
    form = kept.fill(PublishForm, request, {}, bench=bench)
    if form.is_valid():
        try:
            said = _publish(form.cleaned_data["claim"], request.user, form.cleaned_data["reason"])
        except Refused as refused:
            tell(form, refused)
        else:
            kept.drop(request.user)
            messages.success(request, said)
            return redirect(f"{reverse('desk:workbench', args=[public_id])}#claims")
    if "claim" in form.errors:
        raise Http404
    status = 422 if form.errors else 200
    return _show(request, bench, ClaimEntry(bench), status=status, publish=form)


def _publish(claim: Claim, by: Account, reason: str) -> str:
    """What came of it, in words. Raises Refused."""
    proposal = save_or_propose(publish_passage, claim, by=by, reason=reason)
    return _say_published(claim.event.title, waits=proposal is not None)


def _form(bench: Bench) -> Form:
    return Form("claim", bench.document.public_id)


def _publish_form(bench: Bench) -> Form:
    return Form("publish", bench.document.public_id)


def _open(request: DeskRequest, bench: Bench) -> HttpResponse:
    """The page with an empty form; or as this person had typed it, where they ask for that."""
    kept = _form(bench).kept(request.user)
    if kept is not None and TYPED in request.GET:
        return _show(request, bench, ClaimEntry(bench, typed_again(kept), lenient=True))
    return _show(request, bench, ClaimEntry(bench), kept=kept)


def _say_published(title: str, *, waits: bool) -> str:
    said = _("Proposed; somebody else has to agree: “%(title)s”.") if waits else None
    return (said or _("Published: “%(title)s”.")) % {"title": title}


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
    context["ticket"] = _form(bench).ticket(request.user)
    context["publish_ticket"] = _publish_form(bench).ticket(request.user)
    if htmx and part:
        return render_desk(request, f"desk/workbench.html#{part}", context, status=status)
    context["inbox"] = open_inbox(size=_RECENT)
    return render_desk(request, "desk/workbench.html", context, status=status)


def _leave(request: DeskRequest, address: str) -> HttpResponse:
    """Go on to the page as it is now, whoever asked. Another query makes browsers load it."""
    if request.htmx:  # type: ignore[attr-defined]  # set by its middleware
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _say_saved(title: str, outlook: Outlook) -> str:
    """That it is kept, and what the event comes to once it is published."""
    after = outlook.after
    origins = ngettext("%(n)s origin", "%(n)s origins", after.origins) % {"n": after.origins}
    documents = ngettext("%(n)s document", "%(n)s documents", after.documents)
    return _("Saved as a draft: “%(title)s”. Once published: %(origins)s / %(documents)s.") % {
        "title": title,
        "origins": origins,
        "documents": documents % {"n": after.documents},
    }
