"""Editors' decisions on the status of an event: made, never changed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from timeline.editing.refusals import at_fields
from timeline.models import Claim, StatusChange
from timeline.services.nouns.decisions import decide_status
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.statuses import OUTCOMES

from .row_forms import RowForm
from .saving import Entry, ServiceAdmin, may
from .sites import KeyedChoices, site


class _ClaimsSelect(KeyedChoices, AutocompleteSelectMultiple):
    """Claims that are looked up."""


class DecisionForm(RowForm):
    """A decision; its reason is also the reason of the change."""

    moved_by = forms.ModelMultipleChoiceField(
        label=_("Claims that moved it"),
        required=False,
        queryset=Claim.objects.select_related("document__source"),
        widget=_ClaimsSelect(StatusChange._meta.get_field("claims"), site),
    )

    class Meta:
        model = StatusChange
        fields = ("event", "status", "ground", "known_on", "reason")
        help_texts = {
            "status": format_lazy(
                _(
                    "For a forecast its outcome: {outcomes}. The rule's suggestion is shown as "
                    "long as nobody decides; yours stays until somebody decides again."
                ),
                outcomes=OUTCOMES,
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "known_on" in self.fields:
            self.fields["known_on"].required = False
            self.fields["known_on"].help_text = _("From this day on. Empty: from today on.")


@admin.register(StatusChange, site=site)
class StatusChangeAdmin(ServiceAdmin):
    """Decisions, in their order. A wrong one is followed by another."""

    form = DecisionForm
    is_edited = False
    fieldsets = [
        (None, {"fields": ("event", "status", "ground", "known_on", "reason", "moved_by")})
    ]
    autocomplete_fields = ("event",)
    list_display = ("event", "status", "ground", "known_on", "decided_by", "author", "recorded_at")
    list_filter = ("status", "decided_by", "ground", "known_on")
    list_select_related = ("event", "author")
    date_hierarchy = "known_on"
    search_fields = ("event__title", "reason")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and may(request, Verb.DECIDE)

    def moved_by(self, decision: StatusChange) -> str:
        """For those who only look."""
        return say_list([str(claim) for claim in decision.claims.all()])

    def store(self, entry: Entry) -> StatusChange | None:
        given = entry.form.cleaned_data
        fields = {name: given[name] for name in ("status", "ground", "known_on")}
        with at_fields(claims="moved_by"):
            return entry.do(decide_status, given["event"], claims=given["moved_by"], **fields)
