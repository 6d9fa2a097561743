"""The inbox, and taking in a document by pasting its text."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from timeline.editing.kept_forms import KeptForm, keep_typed
from timeline.editing.refusals import show_refusal
from timeline.queries.editors.inbox import Needs, open_inbox
from timeline.services.errors import Refused

from .pages import DeskRequest, desk_page, render_desk
from .paste_forms import PasteForm

_FORM = KeptForm("paste")


@require_safe
@desk_page()
def inbox(request: DeskRequest) -> HttpResponse:
    """Documents to read, the last recorded first."""
    q = request.GET.get("q", "").strip()[:500]
    needs = request.GET.get("needs", "")
    page = open_inbox(q, needs, _number(request.GET.get("page", "")))
    words = request.GET.copy()
    urls = {}
    for side, target in (("prev_url", page.before), ("next_url", page.after)):
        words["page"] = str(target)
        urls[side] = f"?{words.urlencode()}" if target else ""
    context = {"page": page, "q": q, "needs": needs, "all_needs": list(Needs), **urls}
    return render_desk(request, "desk/inbox.html", {"desk_page": "documents", **context})


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def paste(request: DeskRequest) -> HttpResponse:
    """Paste a text; what is missing is asked for with what was found, and nothing is lost."""
    form = _filled(request)
    if "keep" in request.POST and form.is_valid():
        if form.is_skipped:
            _FORM.drop(request.user)
            messages.info(request, _("Skipped: nothing was kept."))
            return redirect("desk:inbox")
        try:
            document = form.save(request.user)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            _FORM.drop(request.user)
            messages.success(request, _("Kept as a draft. Mark what it says."))
            return redirect("desk:workbench", document.public_id)
    if form.is_bound:
        keep_typed(request.POST)
    kept = None if form.is_bound or form.initial else _FORM.kept(request.user)
    context = {"form": form, "kept": kept, "draft_token": _FORM.token(request.user)}
    context |= {"desk_page": "documents"}
    return render_desk(request, "desk/paste.html", context)


def _number(asked: str) -> int:
    """Number of a page from 1 on, whatever was asked for."""
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def _filled(request: DeskRequest) -> PasteForm:
    """The form as typed, with a day that was found in its field where that was chosen."""
    if request.method != "POST":
        typed = _FORM.typed(request)
        return PasteForm(initial=typed.dict() if typed else None)
    typed = request.POST.copy()
    if day := typed.get("take"):
        typed["published"] = day
    return PasteForm(typed)
