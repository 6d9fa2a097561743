"""The forms of an event's page, as both doors have them.

A field is declared once: by its model, or here where it has other words, or no column. What a
door adds is how it is typed: names that are looked up, and widgets.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Account, Event, EventActor, EventPlace
from timeline.models.decisions import STATUS_CHOICES
from timeline.queries.rows.permissions import ruling
from timeline.services.nouns.events import FIELDS, ActorPart, PlacePart
from timeline.vocabulary.permissions import Ruling
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.statuses import OUTCOMES, Ground, Status
from timeline.vocabulary.words import WorkflowState

from .event_saving import Then, TypedActor, TypedDecision, TypedEvent

_DECISION = ("ground", "status_reason", "known_on", "status_rows")


def row_number() -> forms.TextInput:
    """A short line for numbers of claims on the page."""
    return forms.TextInput(attrs={"inputmode": "numeric", "class": "row-number"})


class RowNumbers(forms.CharField):
    """Numbers of claims on the page, such as `1, 3`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=100, widget=row_number(), **kwargs)

    def clean(self, value: Any) -> list[int]:
        """The numbers, each once, in the order given."""
        words = re.split(r"[\s,;#]+", super().clean(value).strip(" ,;#"))
        if any(not re.fullmatch("[0-9]{1,4}", word, re.ASCII) for word in words if word):
            raise ValidationError(_("Write the numbers of claims with commas: 1, 3."))
        return list(dict.fromkeys(int(word) for word in words if word))


class ReasonField(forms.CharField):
    """Why a row is changed, which its history keeps."""

    def __init__(self, **kwargs: Any) -> None:
        label = gettext_lazy("Reason for this change")
        help_text = gettext_lazy(
            "Kept in the history for good, with your name and the time. Say why, not what: "
            "'the agency corrected its number'."
        )
        super().__init__(**{"label": label, "max_length": 500, "help_text": help_text, **kwargs})


class SavingFields(forms.Form):
    """A decision on the status of the event, where one is made, and what is done then."""

    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[("", gettext_lazy("No decision: the rule says")), *STATUS_CHOICES],
        help_text=format_lazy(
            gettext_lazy(
                "Leave it to the rule unless you know better than the counts. {confirmed} needs "
                "two origins and a ground. A forecast has an outcome: {outcomes}."
            ),
            confirmed=Status.CONFIRMED.label,
            outcomes=OUTCOMES,
        ),
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Ground"), required=False, choices=[("", "---------"), *Ground.choices]
    )
    status_reason = forms.CharField(
        label=gettext_lazy("Reason for the decision"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("Readers see it."),
    )
    known_on = forms.DateField(
        label=gettext_lazy("As known on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("From this day on; not in the future. Empty: from today on."),
    )
    status_rows = RowNumbers(
        label=gettext_lazy("Moved by claims"),
        help_text=gettext_lazy("Numbers of the claims on this page that moved you: 1, 3."),
    )
    then = forms.ChoiceField(
        label=gettext_lazy("And then"), widget=forms.RadioSelect, initial=Then.KEEP
    )

    def clean(self) -> dict[str, Any]:
        """A decision has a reason; what goes with a decision needs one."""
        given = super().clean() or self.cleaned_data
        if given.get("status") and not given.get("status_reason"):
            self.add_error("status_reason", _("Say why; readers see it."))
        if not given.get("status") and any(given.get(name) for name in _DECISION):
            self.add_error("status", _("Choose the status that this decision sets."))
        return given

    @property
    def decision(self) -> TypedDecision | None:
        """What is decided; None where it is left to the rule."""
        given = self.cleaned_data
        if not given.get("status"):
            return None
        return TypedDecision(given["status"], *(given[name] for name in _DECISION))


class RowFields(forms.ModelForm):  # type: ignore[type-arg]
    """A row as it is filled in: fields of a model."""

    @property
    def stored(self) -> Any:
        """The row that it shows; None for a new one, and where a door knows of rows itself."""
        return self.instance if self.instance.pk is not None else None

    @property
    def is_filled(self) -> bool:
        """Whether there is something, stored or typed."""
        return self.stored is not None or self.has_changed()


class EditFields(RowFields):
    """A row with a history: its fields, and why it is changed."""

    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored is None and "reason" in self.fields:
            self.initial.setdefault("reason", _("first entry"))
        if "slug" in self.fields:
            # The service makes one of the title or name.
            self.fields["slug"].required = False


class EventFields(SavingFields, EditFields):
    """An event, what becomes of it, and a decision on its status where one is made.

    `account` is who fills it in.
    """

    account: Account

    class Meta:
        model = Event
        fields = FIELDS
        labels = {"slug": gettext_lazy("End of the address")}
        help_texts = {
            "nature": gettext_lazy(
                "Occurrence: the question is whether it happened. Statement: whether it was "
                "said. Forecast: something foretold."
            ),
            "time_zone": gettext_lazy("Such as Asia/Baghdad; needed with a time of day."),
            "slug": gettext_lazy("Empty: made of the title."),
        }
        widgets: Mapping[str, Any] = {"summary": forms.Textarea(attrs={"rows": 3, "dir": "auto"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(then := self.fields.get("then"), forms.ChoiceField):
            then.choices = next_steps(self.account, self.instance)

    def typed_event(self, event: Event | None, **rows: Any) -> TypedEvent:
        """The page as plain data; `rows` are what other forms of it hold."""
        given = self.cleaned_data
        fields = {name: given[name] for name in FIELDS if name in given}
        decided = {"then": given["then"], "decision": self.decision}
        return TypedEvent(event=event, fields=fields, **decided, **rows)


class PlaceFields(RowFields):
    """A place of the event; the first is the primary one."""

    class Meta:
        model = EventPlace
        fields: Sequence[str] = PlacePart._fields
        help_texts = {
            "precision": gettext_lazy("Empty: what the kind of place says."),
            "withhold": gettext_lazy(
                "Withhold the place itself for shelters, hospitals treating wounded, detention, "
                "homes and routes of displaced people."
            ),
        }

    @property
    def part(self) -> PlacePart:
        """Its part in the event."""
        given = self.cleaned_data
        return PlacePart(**{name: given[name] for name in PlacePart._fields if given.get(name)})


class ActorFields(RowFields):
    """An actor in the event, with the claims that say so."""

    said_by = RowNumbers(
        label=gettext_lazy("Said by claims"),
        help_text=gettext_lazy("Numbers of the claims below that give it this role: 1, 3."),
    )

    class Meta:
        model = EventActor
        fields = ("actor", "role")

    @property
    def part(self) -> ActorPart:
        """Its part in the event."""
        return ActorPart(self.cleaned_data["actor"], self.cleaned_data["role"])

    @property
    def typed(self) -> TypedActor:
        """The part, with the numbers of the claims where they are asked for."""
        said_by = self.cleaned_data.get("said_by", ())
        return TypedActor(str(self.prefix), self.part.actor, self.part.role, said_by)


def next_steps(account: Account, event: Event) -> list[Any]:
    """What this account may do with an event in this state, be it as a proposal."""
    draft = event.state == WorkflowState.DRAFT
    steps: list[Any] = [(Then.KEEP, _("Save as a draft") if draft else Then.KEEP.label)]
    if draft:
        steps.append((Then.REVIEW, Then.REVIEW.label))
    publishing = ruling(account, Verb.PUBLISH)
    if publishing is Ruling.ALLOWED:
        steps.append((Then.PUBLISH, Then.PUBLISH.label))
    elif publishing is Ruling.PROPOSE:
        steps.append((Then.PUBLISH, _("Save and propose to publish, claims and documents too")))
    return steps
