"""Events: one page for the event, where, who, what is claimed, and what it comes to."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.editing.event_saving import save_event
from timeline.models import Claim, Event, EventActor, EventPlace
from timeline.services.nouns.workflow import publish_event, send_to_review, withdraw_event
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.sentences import say_list

from .event_forms import (
    LOOKED_UP,
    UPSTREAM,
    ActorRowForm,
    ClaimFormSet,
    ClaimRowForm,
    EventForm,
    PlaceRowForm,
    claim_fieldsets,
    event_of,
    limit_to_event,
)
from .saving import Entry, ServiceAdmin, ServiceInline, may
from .sites import site
from .workflow_actions import WithdrawForm, acting, publishing, withdrawing


class EventPlaces(ServiceInline):
    """Where; the first row is the primary place."""

    model = EventPlace
    form = PlaceRowForm
    autocomplete_fields = ("place",)
    verbose_name_plural = _("places: the first is the primary one")


class EventActors(ServiceInline):
    """Who; and which claims say so."""

    model = EventActor
    form = ActorRowForm
    fields = ("actor", "role", "said_by")
    autocomplete_fields = ("actor",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Naming the claims of a role is an edit, which takes an editor."""
        return self.fields if may(request, Verb.EDIT) else ("actor", "role")


class EventClaims(ServiceInline):
    """What is claimed. Claims are withdrawn or lapse; none is crossed out."""

    model = Claim
    fk_name = "event"
    form = ClaimRowForm
    formset = ClaimFormSet
    template = "admin/claim_rows.html"
    autocomplete_fields = LOOKED_UP
    show_change_link = True
    ordering = ("pk",)
    can_delete = False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """As on a claim's own page, with the number of the row that is relayed."""
        return claim_fieldsets("relays_row", "relays", "relays_source")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return super().get_queryset(request).prefetch_related("measures")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Two empty rows to begin with, one when there are some."""
        return 1 if obj else 2

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Claims are looked up among those of this event."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        named = db_field.name in UPSTREAM
        return limit_to_event(field, db_field, event_of(request)) if named else field

    def measure_lines(self, claim: Claim) -> str:
        """For those who only look."""
        return say_list([str(measure) for measure in claim.measures.all()])


@admin.register(Event, site=site)
class EventAdmin(ServiceAdmin):
    """What happened, was said or is expected, or is said to have been."""

    form = EventForm
    fieldsets = [
        (
            None,
            {
                "fields": (
                    "title",
                    "date",
                    ("time_of_day", "time_zone"),
                    ("nature", "type"),
                    "summary",
                )
            },
        ),
        (_("Address on this site"), {"classes": ("collapse",), "fields": ("slug",)}),
        (
            _("A decision on its status"),
            {
                "classes": ("at-end", "collapse"),
                "fields": (("status", "ground"), "status_reason", ("known_on", "status_rows")),
            },
        ),
        (_("Publishing"), {"classes": ("at-end",), "fields": ("then",)}),
    ]
    inlines = (EventPlaces, EventActors, EventClaims)
    list_display = ("title", "date", "listed_on", "type", "nature", "state")
    list_filter = ("state", "nature", "type", "timelines", "updated_at")
    list_select_related = ("search_row",)
    search_fields = ("title", "slug", "public_id", "summary")
    action_form = WithdrawForm
    actions = (
        acting(
            "send_selected_to_review",
            send_to_review,
            _("Send what is selected to review"),
            _("Sent to review: %(count)s."),
        ),
        publishing(publish_event),
        withdrawing(withdraw_event, categorised=True),
    )

    @admin.display(description=_("listed on"), ordering="search_row__listed_on")
    def listed_on(self, event: Event) -> Any:
        """The day under which readers find it; empty while it is not public."""
        return event.search_row.listed_on if hasattr(event, "search_row") else None

    def public_address(self, obj: Event) -> str | None:
        """Published is not enough: a public claim has to speak for it."""
        return obj.get_absolute_url() if hasattr(obj, "search_row") else None

    def then(self, event: Event) -> str:
        """For those who only look."""
        return event.get_state_display()

    def store(self, entry: Entry) -> Event:
        """Save the page. Who may not edit sees no numbers of claims behind roles."""
        actors, rows = entry.kept("event_actors"), entry.rows.get("claims")
        claims = rows.filled() if isinstance(rows, ClaimFormSet) else {}
        typed = entry.form.typed_event(
            entry.row,
            places=[form.part for form in entry.kept("event_places")],
            actors=[form.typed for form in actors],
            asserts=any("said_by" in form.changed_data for form in actors),
            claims={
                number: form.typed(form.stored, changed=form.has_changed())
                for number, form in claims.items()
            },
        )
        return save_event(entry.page, typed)
