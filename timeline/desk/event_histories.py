"""Who changed what in an event, and putting an older value back."""

import re
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
from timeline.queries.editors.edit_records import changes_of_event
from timeline.queries.editors.event_texts import find_event_to_edit
from timeline.services.errors import Refused
from timeline.services.nouns.events import FIELDS, edit_event
from timeline.services.proposals.proposing import save_or_propose

from .pages import DeskRequest, desk_page, found, render_desk, say_saved


class RestoreForm(TokenForm):
    """Which field, from which version of the event, and why."""

    version = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    field = forms.ChoiceField(choices=[(name, name) for name in FIELDS], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why it is put back"),
        max_length=500,
        help_text=gettext_lazy("Kept in the history as that of any other change."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def event_history(request: DeskRequest, public_id: str) -> HttpResponse:
    """Every change with who, when and why. `version` and `field` ask to put a value back."""
    event = found(find_event_to_edit(public_id))
    form, kept = None, KeptForm("restore", public_id)
    if request.method == "POST" or "version" in request.GET or kept.typed(request):
        form = kept.fill(RestoreForm, request, request.GET.dict())
        if form.is_valid() and _restore(request, event, form):
            kept.drop(request.user)
            return redirect("desk:event_history", public_id)
    context = {
        "desk_page": "events",
        "event": event,
        "changes": changes_of_event(event),
        "restorable": FIELDS,
        "form": form,
        "old": _old_value(event, form),
    }
    return render_desk(request, "desk/event_history.html", context)


def _restore(request: DeskRequest, event: Event, form: RestoreForm) -> bool:
    """Set the field as it stood in that version, as a change of its own."""
    given = form.cleaned_data
    old = event.history.filter(pgh_id=given["version"]).first()
    if old is None:
        form.add_error(None, _("There is no such version of this event."))
        return False
    value = {given["field"]: getattr(old, given["field"])}
    who: dict[str, Any] = {"by": request.user, "reason": given["reason"]}
    try:
        waits = save_or_propose(edit_event, event, version=event.version, **who, **value)
    except Refused as refused:
        show_refusal(form, refused)
        return False
    say_saved(request, waits, _("Put back."))
    return True


def _old_value(event: Event, form: RestoreForm | None) -> str:
    """What would be put back, in words; empty where there is no such version."""
    if form is None:
        return ""
    version, name = form["version"].value(), form["field"].value()
    if not re.fullmatch("[0-9]{1,18}", str(version)) or name not in FIELDS:
        return ""
    old = event.history.filter(pgh_id=version).first()
    return str(getattr(old, name) or "") if old else ""
