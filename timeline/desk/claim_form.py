"""The form of a claim on the workbench: what a marked passage does to which event."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.editing.event_forms import MeasureLines
from timeline.vocabulary.dates.bounds import DateError, between
from timeline.vocabulary.kinds import SourceKind
from timeline.vocabulary.stances import Basis, Certainty, DiffersOn, Stance
from timeline.vocabulary.types import EventType, Nature

from .typed_fields import TypedField

KINDS = [("", gettext_lazy("known already")), *SourceKind.choices]
_SAYS_NOTHING = ("", "---------")


class LenientForm(forms.Form):
    """A form that, `lenient`, asks for nothing: half of it may be typed and is read so far."""

    def __init__(self, *args: Any, lenient: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lenient = lenient
        if lenient:
            for field in self.fields.values():
                field.required = False

    def require(self, name: str, words: str) -> None:
        """Complain that a field is empty, unless the form is only read so far."""
        if not self.lenient and not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)


class NewSourceForm(LenientForm):
    """A source by name; one that nobody has recorded yet says what it is."""

    def require_kind(self, source: str, kind: str) -> None:
        """A new name has a kind."""
        name = self.cleaned_data.get(source)
        if isinstance(name, str):
            words = _("“%(name)s” is not recorded: say what it is, or correct the name.")
            self.require(kind, words % {"name": name})


class ClaimForm(NewSourceForm):
    """The passage and what it says. `relays` and `event` are public ids, looked up by the entry."""

    quote = forms.CharField(
        label=gettext_lazy("The passage"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "voice", "dir": "auto"}),
        help_text=gettext_lazy("Word for word; [...] marks what is left out."),
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    summary = forms.CharField(
        label=gettext_lazy("In our words"),
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("What it says, in one sentence."),
    )
    event = forms.CharField(required=False, max_length=10)
    title = forms.CharField(
        label=gettext_lazy("About which event"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "One proposition that can be tested, with its words of doubt: 'said to pass'."
        ),
    )
    type = forms.ChoiceField(
        label=gettext_lazy("Type"), required=False, choices=[_SAYS_NOTHING, *EventType.choices]
    )
    nature = forms.ChoiceField(
        label=gettext_lazy("Nature"),
        choices=Nature.choices,
        initial=Nature.OCCURRENCE,
    )
    stance = forms.ChoiceField(
        label=gettext_lazy("Would the title still be true if this document is right?"),
        choices=Stance.choices,
        widget=forms.RadioSelect,
    )
    differs_on = forms.ChoiceField(
        label=gettext_lazy("It differs on"),
        required=False,
        choices=[_SAYS_NOTHING, *DiffersOn.choices],
    )
    said_by = TypedField(
        "source",
        new=True,
        required=False,
        label=gettext_lazy("Who says that it happened?"),
        max_length=200,
        help_text=gettext_lazy("The report that is denied is recorded as one that nobody saw."),
    )
    said_kind = forms.ChoiceField(label=gettext_lazy("New source"), required=False, choices=KINDS)
    said_unknown = forms.BooleanField(
        label=gettext_lazy("The report itself was not found"), required=False
    )
    attribution = forms.CharField(
        label=gettext_lazy("Attributed, in its words"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("'An informed source'."),
    )
    attributed_to = TypedField(
        "actor",
        required=False,
        label=gettext_lazy("The first who says it, as an actor"),
        help_text=gettext_lazy("Empty where no body or person is named."),
    )
    attributed_unnamed = forms.BooleanField(
        label=gettext_lazy("People of that body, not named"), required=False
    )
    origin_unknown = forms.BooleanField(
        label=gettext_lazy("Origin unknown: 'reports say'"), required=False
    )
    relays = forms.CharField(required=False, max_length=10)
    basis = forms.ChoiceField(
        label=gettext_lazy("How it knows"), choices=Basis.choices, initial=Basis.NOT_STATED
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("How it hedges"), choices=Certainty.choices, initial=Certainty.STATED
    )
    not_before = forms.CharField(
        label=gettext_lazy("Not before"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "2014-08-16"}),
    )
    not_after = forms.CharField(
        label=gettext_lazy("Not after"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "2014-08-18"}),
    )
    about = forms.BooleanField(label=gettext_lazy("about then"), required=False)
    written_as = forms.CharField(
        label=gettext_lazy("Place as it is written"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    measure_lines = MeasureLines(
        label=gettext_lazy("Numbers in the passage"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy('One a line: killed: 12 (10-15) "at least a dozen". None stated?'),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why is it entered"),
        max_length=500,
        initial=gettext_lazy("Marked in the text"),
    )

    @property
    def manner(self) -> list[Any]:
        """How it says so: fields that stand one beside the other."""
        return [self[name] for name in ("basis", "certainty")]

    def clean(self) -> dict[str, Any]:
        """What hangs together: dates in order, and what each stance needs."""
        cleaned = super().clean() or {}
        try:
            cleaned["date"] = between(
                cleaned.get("not_before", "").strip(),
                cleaned.get("not_after", "").strip(),
                about=cleaned.get("about", False),
            )
        except DateError as fault:
            self.add_error("not_before", str(fault))
        if cleaned.get("stance") == Stance.DIFFERS:
            self.require("differs_on", _("Say what it differs on."))
        else:
            cleaned["differs_on"] = ""
        if cleaned.get("stance") != Stance.DENIES:
            cleaned["said_by"] = None
        self.require_kind("said_by", "said_kind")
        if not cleaned.get("event"):
            self.require("title", _("Name the event, or choose a recorded one."))
            self.require("type", _("Choose the type of the new event."))
            if not self.lenient and not cleaned.get("date"):
                self.add_error("not_before", _("When? A day, month or year: 2014-08-18."))
        return cleaned
