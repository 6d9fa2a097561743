"""The forms of an event, its places, actors and claims, with rows that one looks up."""

from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from timeline.editing.claim_forms import ClaimFields, ClaimRowFields, ClaimRows
from timeline.editing.event_forms import ActorFields, EventFields, PlaceFields
from timeline.services.nouns.claims import FIELDS

from .row_forms import EditForm, RowForm
from .sites import ChoiceSelect, site

#: Claims of the same event, which the lists of choices are limited to.
UPSTREAM = ("relays", "same_origin_as")
LOOKED_UP = ("document", "attributed_to", "relays", "relays_source", "same_origin_as")

_SAYS = (None, {"fields": ("document", ("stance", "differs_on"), "summary")})
_WORDS = (
    gettext_lazy("In its words"),
    {"fields": ("quote", ("quote_language", "translated_by"), "measure_lines")},
)
_JUDGEMENT = (
    gettext_lazy("An editor's judgement"),
    {
        "classes": ("collapse",),
        "fields": (
            ("credibility", "rejects"),
            ("same_origin_as", "same_origin_reason"),
            "note",
        ),
    },
)


def claim_fieldsets(*relays: str) -> list[Any]:
    """All that can be said of a claim; `relays` are the fields that name what it relays.

    What has no place of its own here stands last.
    """
    attribution = ("attribution", "attributed_to", "attributed_unnamed")
    names = (("basis", "certainty"), attribution, relays, "origin_unknown")
    upstream = (gettext_lazy("How it knows, and from whom"), {"fields": names})
    placed: list[Any] = [_SAYS, _WORDS, upstream, _JUDGEMENT]
    rest = [name for name in FIELDS if name not in flatten_fieldsets(placed)]
    return [*placed, (None, {"fields": rest})] if rest else placed


class EventClaimSelect(ChoiceSelect):
    """Looks up among the claims of one event."""

    def __init__(self, field: Any, event_id: int, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(field, site, attrs)
        self.event_id = event_id

    def get_url(self) -> str:
        """The address that answers, told which event."""
        return f"{super().get_url()}?event={self.event_id}"


def limit_to_event(field: Any, db_field: Any, event_id: int) -> Any:
    """Let a field that names a claim look only among those of the event (0: of none)."""
    wrapper = field.widget
    wrapper.widget = EventClaimSelect(db_field, event_id, wrapper.widget.attrs)
    wrapper.widget.choices = field.choices
    wrapper.can_add_related = wrapper.can_change_related = wrapper.can_view_related = False
    return field


class EventForm(EditForm, EventFields):
    """An event, what becomes of it, and a decision on its status where one is made."""


class PlaceRowForm(RowForm, PlaceFields):
    """A place of the event."""


class ActorRowForm(RowForm, ActorFields):
    """An actor in the event, with the claims that say so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "said_by" in self.fields and self.stored is not None:
            said = set(self.stored.asserted_by.values_list("pk", flat=True))
            claims = self.stored.event.claims.order_by("pk").values_list("pk", flat=True)
            rows = [n for n, claim in enumerate(claims, 1) if claim in said]
            self.initial["said_by"] = ", ".join(str(n) for n in rows)


class ClaimForm(EditForm, ClaimFields):
    """A claim with its measures and the reason of the change."""


class ClaimRowForm(RowForm, ClaimRowFields):
    """A claim on the page of its event."""


class ClaimFormSet(ClaimRows, BaseInlineFormSet):
    """The claims of an event."""


def event_of(request: HttpRequest) -> int:
    """The id in the address of a page of an event; 0 where a new one is entered."""
    match = request.resolver_match
    found = match.kwargs.get("object_id", "") if match else ""
    return int(found) if found.isascii() and found.isdigit() and len(found) < 19 else 0
