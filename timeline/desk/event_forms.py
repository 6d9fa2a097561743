"""The forms of the page of an event, with names that one types."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from timeline.editing.claim_forms import ClaimRowFields, ClaimRows
from timeline.editing.event_forms import ActorFields, EventFields, PlaceFields, RowFields
from timeline.models import Account, EventLink
from timeline.vocabulary.identifiers import is_public_id
from timeline.vocabulary.kinds import LinkKind
from timeline.vocabulary.roles import ActorRole

from .typed_fields import Typed, TypedField, TypedForm

MOST_ROWS = 200


class EventForm(TypedForm, EventFields):
    """The event, a decision on its status where one is made, what then, and why."""

    class Meta(Typed, EventFields.Meta):
        widgets: Mapping[str, Any] = {
            **EventFields.Meta.widgets,
            "title": forms.TextInput(attrs={"dir": "auto"}),
            "time_of_day": forms.TimeInput(attrs={"placeholder": "14:30"}),
            "time_zone": forms.TextInput(attrs={"placeholder": "Asia/Baghdad"}),
        }

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)


class RowForm(TypedForm, RowFields):
    """A row of the page; `key` are the fields without which it is empty.

    `begins` are choices that a new row begins with.
    """

    key: tuple[str, ...] = ()
    begins: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        may_be_empty = {"empty_permitted": True, "use_required_attribute": False}
        super().__init__(*args, **kwargs | may_be_empty)
        for name, choice in self.begins.items():
            self.fields[name].initial = choice

    def has_changed(self) -> bool:
        """A filled row is read wherever it stands, also where a browser calls it a new one."""
        return any(self.data.get(self.add_prefix(name), "").strip() for name in self.key)


class PlaceRow(RowForm, PlaceFields):
    """A place of the event; the first is the primary one."""

    key = ("place",)

    class Meta(Typed, PlaceFields.Meta):
        """With its name typed."""


class ActorRow(RowForm, ActorFields):
    """An actor in the event, with the claims that say so."""

    key = ("actor",)
    begins: ClassVar = {"role": ActorRole.AGENT}

    class Meta(Typed, ActorFields.Meta):
        """With its name typed."""


class LinkRow(RowForm):
    """What the event is to another one."""

    key = ("event",)
    begins: ClassVar = {"kind": LinkKind.values[0]}
    event = TypedField("event", label=gettext_lazy("Other event"))

    class Meta(Typed):
        model = EventLink
        fields = ("kind",)
        labels = {"kind": gettext_lazy("This event")}


class ClaimRow(RowForm, ClaimRowFields):
    """A claim in brief; the rest of it is on its own page."""

    key = ("claim", "document", "summary", "quote", "measure_lines")
    claim = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    class Meta(Typed, ClaimRowFields.Meta):
        fields = ("document", "stance", "differs_on", "summary", "quote")

    @property
    def claim_id(self) -> str:
        """The public id of the claim that stands there; empty for a new one, and for nonsense."""
        found = str(self["claim"].value() or "")
        return found if is_public_id(found) else ""


def rows_of(
    form: type[RowForm], formset: type[forms.BaseFormSet] = forms.BaseFormSet
) -> type[forms.BaseFormSet]:
    return forms.formset_factory(
        form, formset=formset, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


ROWS = {
    "place": rows_of(PlaceRow),
    "actor": rows_of(ActorRow),
    "claim": rows_of(ClaimRow, ClaimRows),
    "link": rows_of(LinkRow),
}
