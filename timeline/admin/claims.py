"""Claims on their own page, and their measures as a list to search."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from timeline.models import Claim, Measure
from timeline.services.nouns.claims import attach_claim, edit_claim
from timeline.services.nouns.workflow import publish_claim, withdraw_claim
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.words import WorkflowState

from .event_forms import LOOKED_UP, UPSTREAM, ClaimForm, claim_fieldsets, limit_to_event
from .row_forms import RowForm
from .saving import Entry, ServiceAdmin
from .sites import site
from .workflow_actions import ReasonForm, publishing, withdrawing


@admin.register(Claim, site=site)
class ClaimAdmin(ServiceAdmin):
    """What a document says about an event."""

    form = ClaimForm
    fieldsets = [(None, {"fields": ("event",)}), *claim_fieldsets("relays", "relays_source")]
    autocomplete_fields = ("event", *LOOKED_UP)
    list_display = ("summary", "stance", "document", "event", "state", "is_public")
    list_filter = ("state", "is_public", "stance", "basis", "certainty", "quote_verdict")
    search_fields = ("summary", "quote", "document__title", "document__source__name")
    action_form = ReasonForm
    actions = (publishing(publish_claim), withdrawing(withdraw_claim, categorised=False))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).select_related("event", "document__source")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A claim stays with its event."""
        return ("event",) if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kw: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kw)
        for name in UPSTREAM if obj is not None else ():
            if name in form.base_fields:
                limit_to_event(form.base_fields[name], Claim._meta.get_field(name), obj.event_id)
        return form

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Claim], search_term: str
    ) -> tuple[QuerySet[Claim], bool]:
        """Claims of the event that the asking field is about, where it says so."""
        event = request.GET.get("event", "")
        if request.path == reverse("admin:autocomplete") and event:
            known = event.isascii() and event.isdigit() and len(event) < 19
            queryset = queryset.filter(event=int(event)) if known else queryset.none()
        return super().get_search_results(request, queryset, search_term)

    @staticmethod
    def choice_label(claim: Claim) -> str:
        return f"{claim.document.source}: {claim}"

    def public_address(self, obj: Claim) -> str | None:
        """The page of its event."""
        published = obj.is_public and obj.event.state == WorkflowState.PUBLISHED
        return f"{obj.event.get_absolute_url()}#c-{obj.public_id}" if published else None

    def measure_lines(self, claim: Claim) -> str:
        """For those who only look."""
        return say_list([str(measure) for measure in claim.measures.all()])

    def store(self, entry: Entry) -> Claim:
        given = entry.form.service_fields()
        if entry.row is None:
            return entry.do(attach_claim, event=entry.form.cleaned_data["event"], **given)
        entry.do(edit_claim, entry.row, version=entry.row.version, **given)
        return entry.row


@admin.register(Measure, site=site)
class MeasureAdmin(ServiceAdmin):
    """Values inside claims, to be found; they are entered with their claim."""

    form = RowForm
    list_display = ("quantity", "text", "low", "best", "high", "claim")
    list_filter = ("quantity",)
    list_select_related = ("claim",)
    search_fields = ("text", "claim__summary")
    autocomplete_fields = ("claim",)
    fields = ("claim", "quantity", "text", "low", "best", "high")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
