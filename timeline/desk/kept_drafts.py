"""Keeping what is typed while it is typed, and throwing it away."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from timeline.editing.kept_forms import KeptForm, keep_typed
from timeline.services.errors import Refused
from timeline.vocabulary.sentences import say_sentences

from .pages import DeskRequest, desk_page

#: By form the page that edits a row, and the one that has none.
_PAGES = {
    "event": ("desk:event_edit", "desk:event_new"),
    "claim": ("desk:workbench", "desk:inbox"),
    "paste": ("desk:workbench", "desk:paste"),
}


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is typed so far, and say so in a line; no sign-in is asked for, but a token."""
    kept = keep_typed(request.POST)
    if kept is None and settings.TIMELINE_READ_ONLY:
        return HttpResponse(_("Nothing is kept: this site takes no changes at the moment."))
    if kept is None:
        return HttpResponseForbidden()
    at = date_format(timezone.localtime(kept.saved_at), "TIME_FORMAT")
    words = _("Kept for you alone at %(time)s UTC, not saved yet.") % {"time": at}
    if not request.user.is_authenticated:
        signed_out = _("Your sign-in has run out: saving asks you to sign in again.")
        words = say_sentences([words, signed_out])
    return HttpResponse(words, content_type="text/plain; charset=utf-8")


@require_POST
@desk_page()
def drop(request: DeskRequest, form: str, row: str = "") -> HttpResponse:
    """Throw away what was kept, and show the form as it is stored."""
    try:
        KeptForm(form, row).drop(request.user)
    except Refused as refused:
        messages.error(request, " ".join(refused.messages))
    page, empty = _PAGES.get(form, _PAGES["event"])
    return redirect(page, row) if row else redirect(empty)
