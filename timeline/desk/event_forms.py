"""The forms of the page of an event: the event itself, and its rows."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.editing.event_forms import (
    MeasureLines,
    ReasonField,
    RowNumbers,
    SavingFields,
    next_steps,
)
from timeline.models import Account, Event
from timeline.vocabulary.identifiers import is_public_id
from timeline.vocabulary.kinds import LinkKind, PlacePrecision, Withhold
from timeline.vocabulary.roles import ActorRole, PlaceRole
from timeline.vocabulary.stances import DiffersOn, Stance
from timeline.vocabulary.types import EventType, Nature

from .typed_fields import TypedField

_NOTHING = ("", "---------")
MOST_ROWS = 200


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class EventForm(SavingFields):
    """The event, a decision on its status where one is made, what then, and why."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy(
            "One proposition that can be tested, with its words of doubt: 'reported massing', "
            "'said to pass'. The plain verb only for confirmed events."
        ),
    )
    date = forms.CharField(
        label=gettext_lazy("Date"),
        max_length=200,
        help_text=gettext_lazy(
            "The day it happened, not the day it was said. 2014-08-18, about 2014-08-18~, "
            "2014-08, 2014-08-16/2014-08-18, by then [..2014-08-03]."
        ),
    )
    time_of_day = forms.TimeField(
        label=gettext_lazy("Time of day"),
        required=False,
        widget=forms.TimeInput(attrs={"placeholder": "14:30"}),
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Its time zone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "Asia/Baghdad"}),
    )
    nature = forms.ChoiceField(label=gettext_lazy("Nature"), choices=Nature.choices)
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=[_NOTHING, *EventType.choices])
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        required=False,
        widget=_area(3),
        help_text=gettext_lazy("Our own words, two sentences."),
    )
    slug = forms.CharField(
        label=gettext_lazy("End of the address"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Empty: made of the title."),
    )
    reason = ReasonField()

    def __init__(self, *args: Any, account: Account, event: Event | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        then: Any = self.fields["then"]
        then.choices = next_steps(account, event)
        if event is None:
            self.fields["reason"].initial = _("first entry")


class RowForm(forms.Form):
    """A row of the page; `key` are the fields without which it is empty."""

    key: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        return any(self.data.get(self.add_prefix(name), "").strip() for name in self.key)

    def has_changed(self) -> bool:
        """A filled row is read wherever it stands, also where a browser calls it a new one."""
        return self.is_filled


class PlaceRow(RowForm):
    """A place of the event; the first is the primary one."""

    key = ("place",)
    place = TypedField("place", required=False, label=gettext_lazy("Place"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=PlaceRole.choices)
    precision = forms.ChoiceField(
        label=gettext_lazy("Known to"),
        required=False,
        choices=[("", gettext_lazy("what its kind says")), *PlacePrecision.choices],
    )
    withhold = forms.ChoiceField(label=gettext_lazy("Withhold"), choices=Withhold.choices)


class ActorRow(RowForm):
    """An actor in the event, with the claims that say so."""

    key = ("actor",)
    actor = TypedField("actor", required=False, label=gettext_lazy("Actor"))
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ActorRole.choices)
    said_by = RowNumbers(label=gettext_lazy("Said by claims"), required=False, max_length=100)


class LinkRow(RowForm):
    """What the event is to another one."""

    key = ("event",)
    kind = forms.ChoiceField(label=gettext_lazy("This event"), choices=LinkKind.choices)
    event = TypedField("event", required=False, label=gettext_lazy("Other event"))


class ClaimRow(RowForm):
    """A claim in brief; the rest of it is on its own page."""

    key = ("claim", "document", "summary")
    claim = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    document = TypedField("document", required=False, label=gettext_lazy("Document"))
    stance = forms.ChoiceField(
        label=gettext_lazy("Stance"), required=False, choices=[_NOTHING, *Stance.choices]
    )
    differs_on = forms.ChoiceField(
        label=gettext_lazy("Differs on"), required=False, choices=[_NOTHING, *DiffersOn.choices]
    )
    summary = forms.CharField(label=gettext_lazy("What it says"), required=False, widget=_area(2))
    quote = forms.CharField(
        label=gettext_lazy("Quote, word for word"), required=False, widget=_area(2)
    )
    relays_row = forms.IntegerField(
        label=gettext_lazy("Relays claim"),
        required=False,
        min_value=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    measure_lines = MeasureLines(
        label=gettext_lazy("Values"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": 'killed: 12 (10-15) "a dozen"'}),
    )

    @property
    def claim_id(self) -> str:
        """The public id of the claim that stands there; empty for a new one, and for nonsense."""
        found = str(self["claim"].value() or "")
        return found if is_public_id(found) else ""

    def clean(self) -> dict[str, Any]:
        """A row that is begun is filled in."""
        cleaned = super().clean() or {}
        for name in ("document", "stance", "summary") if self.is_filled else ():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed."))
        return cleaned


def rows_of(form: type[RowForm]) -> type[forms.BaseFormSet]:
    return forms.formset_factory(form, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


ROWS = {
    "place": rows_of(PlaceRow),
    "actor": rows_of(ActorRow),
    "claim": rows_of(ClaimRow),
    "link": rows_of(LinkRow),
}
