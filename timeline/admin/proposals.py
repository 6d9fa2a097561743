"""Proposals: to look at, accept, return and take back."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Proposal
from timeline.services.proposals.describing import describe_proposal
from timeline.services.proposals.proposing import (
    accept_proposal,
    return_proposal,
    take_back_proposal,
)

from .row_forms import RowForm
from .saving import ServiceAdmin
from .sites import site
from .workflow_actions import ReasonForm, on_rows


class DecisionReason(ReasonForm):
    """Beside the choice of an action: what to say with the decision."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Comment")


def _deciding(service: Any, description: Any, permission: str, done: Any) -> Any:
    @admin.action(description=description, permissions=[permission])
    def decide(model_admin: Any, request: HttpRequest, queryset: QuerySet[Proposal]) -> None:
        said = {"by": request.user, "comment": request.POST.get("reason", "")}
        if count := len(on_rows(request, queryset, lambda row: service(row, **said))):
            messages.success(request, str(done) % {"count": count})

    decide.__name__ = service.__name__
    return decide


@admin.register(Proposal, site=site)
class ProposalAdmin(ServiceAdmin):
    """What waits for a second person, and what became of what did."""

    form = RowForm
    is_edited = False
    list_display = ("kind", "subject", "proposer", "reason", "state", "created_at", "decided_by")
    list_display_links = ("kind", "subject")
    list_filter = ("state", "kind", "created_at")
    date_hierarchy = "created_at"
    search_fields = ("public_id", "reason", "comment", "event__title", "claim__summary")
    fieldsets = [
        (None, {"fields": ("kind", "subject", "proposer", "created_at", "reason")}),
        (gettext_lazy("What it changes"), {"fields": ("what_changes",)}),
        (gettext_lazy("Decision"), {"fields": ("state", "decided_by", "decided_at", "comment")}),
    ]
    readonly_fields = ("subject", "created_at", "what_changes")
    action_form = DecisionReason
    actions = (
        _deciding(
            accept_proposal,
            gettext_lazy("Accept what is selected"),
            "accept",
            gettext_lazy("Accepted: %(count)s."),
        ),
        _deciding(
            return_proposal,
            gettext_lazy("Return what is selected, with a comment"),
            "return",
            gettext_lazy("Returned: %(count)s."),
        ),
        _deciding(
            take_back_proposal,
            gettext_lazy("Take back what is selected"),
            "propose",
            gettext_lazy("Taken back: %(count)s."),
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Proposal]:
        return super().get_queryset(request).with_rows()  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=gettext_lazy("about"))
    def subject(self, proposal: Proposal) -> str:
        return str(proposal.subject)

    @admin.display(description=gettext_lazy("changes"))
    def what_changes(self, proposal: Proposal) -> SafeString:
        """Field by field, now and as proposed."""
        detail = describe_proposal(proposal)
        lines = format_html_join(
            "",
            "<li>{}: {}</li>",
            (
                (f"{step.row} - {change.field}", f"“{change.before}” → “{change.after}”")
                for step in detail.steps
                for change in step.changes
            ),
        )
        rows = format_html_join("", "<li>{}</li>", ((str(row),) for row in detail.rows))
        return format_html("<ul>{}</ul><p>{}</p><ul>{}</ul>", lines, _("It is about:"), rows)
