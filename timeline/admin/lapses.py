"""Lapses: a claim ceases to stand, by another one."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.editing.refusals import at_fields
from timeline.models import Lapse
from timeline.services.nouns.claims import lapse_claim, undo_lapse
from timeline.vocabulary.roles import Verb

from .row_forms import RowForm
from .saving import Entry, ServiceAdmin, may
from .sites import site
from .workflow_actions import ReasonForm, undoing


class LapseForm(RowForm):
    """A lapse; its reason is also the reason of the change."""

    class Meta:
        model = Lapse
        fields = ("claim", "by", "kind", "reason")
        labels = {"claim": _("This claim ceases to stand"), "by": _("because of this claim")}
        help_texts = {
            "kind": _(
                "Withdrawn, corrected and deleted: whoever said it took it back, so the same "
                "source or attributed party stands on both sides. Overtaken: your judgement."
            ),
            "by": _("In the document that takes it back, or from which it follows."),
        }


@admin.register(Lapse, site=site)
class LapseAdmin(ServiceAdmin):
    """Ends of claims. They are recorded and, where that was a mistake, undone."""

    form = LapseForm
    is_edited = False
    fieldsets = [(None, {"fields": ("claim", "by", "kind", "reason")})]
    autocomplete_fields = ("claim", "by")
    list_display = ("claim", "kind", "by", "reason", "recorded_at")
    list_filter = ("kind", "recorded_at")
    list_select_related = ("claim", "by")
    date_hierarchy = "recorded_at"
    search_fields = ("claim__summary", "by__summary", "reason")
    action_form = ReasonForm
    actions = (undoing(undo_lapse, _("Undo the selected lapses")),)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and may(request, Verb.EDIT)

    def store(self, entry: Entry) -> Lapse | None:
        given = entry.form.cleaned_data
        with at_fields(ended_by="by"):
            return entry.do(lapse_claim, given["claim"], ended_by=given["by"], kind=given["kind"])
