"""The form of a claim on the workbench: what a marked passage does to which event.

With rows that may be repeated: steps of the chain, places and actors.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.editing.claim_forms import ClaimFields
from timeline.services.nouns.claims import FIELDS
from timeline.services.nouns.marking import Step
from timeline.services.nouns.taking_in import NewSource
from timeline.vocabulary.dates.bounds import DateError, between, parse_date
from timeline.vocabulary.kinds import SourceKind
from timeline.vocabulary.stances import Stance

from .event_forms import ActorRow, EventForm, PlaceRow
from .typed_fields import Typed, TypedField, TypedForm

MOST_ROWS = 12
_KINDS = [("", gettext_lazy("known already")), *SourceKind.choices]

#: What is said of a claim on its own page alone, or follows from the document.
_NOT_MARKED = (
    *("quote_language", "translated_by", "rejects", "credibility", "note"),
    *("relays", "relays_source", "same_origin_as", "same_origin_reason"),
)
#: Whom the first of the chain has it from; without a chain that is the claim itself.
FIRST = ("attributed_to", "attributed_unnamed", "origin_unknown")
#: What the form asks of the claim itself.
OWN = [name for name in FIELDS if name not in (*_NOT_MARKED, *FIRST)]
#: Fields that the page has a place for; the others stand together.
_PLACED = ("quote", "summary", "stance", "differs_on", "attribution")


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


class ClaimForm(NewSourceForm, TypedForm, ClaimFields):
    """The passage and what it says. `relays` and `event` are public ids, looked up by the entry."""

    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    event = forms.CharField(required=False, max_length=10)
    title, type, nature = (EventForm.base_fields[name] for name in ("title", "type", "nature"))
    said_by = TypedField(
        "source",
        new=True,
        required=False,
        label=gettext_lazy("Who says that it happened?"),
        max_length=200,
        help_text=gettext_lazy("The report that is denied is recorded as one that nobody saw."),
    )
    said_kind = forms.ChoiceField(label=gettext_lazy("New source"), required=False, choices=_KINDS)
    said_unknown = forms.BooleanField(
        label=gettext_lazy("The report itself was not found"), required=False
    )
    relays = forms.CharField(required=False, max_length=10)
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
    reason = forms.CharField(
        label=gettext_lazy("Why is it entered"),
        max_length=500,
        initial=gettext_lazy("Marked in the text"),
    )

    class Meta(Typed, ClaimFields.Meta):
        fields = (*OWN, *FIRST)
        widgets: Mapping[str, Any] = {
            **ClaimFields.Meta.widgets,
            "stance": forms.RadioSelect,
            "quote": forms.Textarea(attrs={"rows": 3, "class": "voice", "dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stance: Any = self.fields["stance"]
        stance.choices = Stance.choices
        # Who is first may be one of several, and the title finds an event that is recorded.
        first, title = self.fields["attributed_to"], self.fields["title"]
        first.label = _("The first who says it, as an actor")
        first.help_text = _("Empty where no body or person is named.")
        title.label = _("About which event")
        title.required = self.fields["type"].required = False

    @property
    def manner(self) -> list[Any]:
        """How it says so: fields that stand one beside the other."""
        return [self[name] for name in OWN if name not in _PLACED]

    def clean(self) -> dict[str, Any]:
        """What hangs together: dates in order, and what each stance needs."""
        cleaned = super().clean()
        try:
            cleaned["date"] = between(
                cleaned.get("not_before", "").strip(),
                cleaned.get("not_after", "").strip(),
                about=cleaned.get("about", False),
            )
        except DateError as fault:
            self.add_error("not_before", str(fault))
        if cleaned.get("stance") != Stance.DIFFERS:
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


class StepForm(NewSourceForm):
    """A document before this one that nobody here has seen."""

    source = TypedField(
        "source",
        new=True,
        required=False,
        label=gettext_lazy("Source"),
        max_length=200,
    )
    kind = forms.ChoiceField(label=gettext_lazy("New source"), required=False, choices=_KINDS)
    title = forms.CharField(label=gettext_lazy("Title, if known"), required=False, max_length=500)
    published = forms.CharField(
        label=gettext_lazy("Its day, if known"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "2014-08-18"}),
    )

    def clean_published(self) -> str:
        """A date as EDTF, or nothing."""
        text: str = self.cleaned_data["published"]
        try:
            return parse_date(text).edtf if text else ""
        except DateError as fault:
            raise ValidationError(str(fault)) from fault

    def clean(self) -> dict[str, Any]:
        """A step is somebody's."""
        cleaned = super().clean() or {}
        self.require_kind("source", "kind")
        if cleaned.get("title") or cleaned.get("published"):
            self.require("source", _("Whose item is it?"))
        return cleaned

    @property
    def step(self) -> Step | None:
        """The step; None where the row is empty or can't be read yet."""
        given = self.cleaned_data
        source = given.get("source")
        if isinstance(source, str):
            source = NewSource(source, given.get("kind", ""))
        return Step(source, given.get("title", ""), given.get("published", "")) if source else None


class NewPlaceRow(LenientForm, PlaceRow):
    """A place of the new event, and how closely it is known."""

    class Meta(PlaceRow.Meta):
        fields = ("place", "precision", "role")


class NewActorRow(LenientForm, ActorRow):
    """An actor in the new event; the claim that is marked says so."""

    said_by: Any = None


def _rows(form: type[LenientForm]) -> type[forms.BaseFormSet]:
    return forms.formset_factory(form, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


StepRows, PlaceRows, ActorRows = _rows(StepForm), _rows(NewPlaceRow), _rows(NewActorRow)
