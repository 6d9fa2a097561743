"""Rows of the claim form that may be repeated: steps of the chain, places and actors."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.services.nouns.events import ActorPart, PlacePart
from timeline.services.nouns.marking import Step
from timeline.services.nouns.taking_in import NewSource
from timeline.vocabulary.dates.bounds import DateError, parse_date
from timeline.vocabulary.kinds import PlacePrecision
from timeline.vocabulary.roles import ActorRole, PlaceRole

from .claim_form import KINDS, LenientForm, NewSourceForm
from .typed_fields import TypedField

MOST_ROWS = 12


class StepForm(NewSourceForm):
    """A document before this one that nobody here has seen."""

    source = TypedField(
        "source",
        new=True,
        required=False,
        label=gettext_lazy("Source"),
        max_length=200,
    )
    kind = forms.ChoiceField(label=gettext_lazy("New source"), required=False, choices=KINDS)
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


class PlaceRowForm(LenientForm):
    """A place of the new event, and how closely it is known."""

    place = TypedField("place", required=False, label=gettext_lazy("Place"))
    precision = forms.ChoiceField(
        label=gettext_lazy("Known to"),
        required=False,
        choices=[("", gettext_lazy("the place itself")), *PlacePrecision.choices],
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=PlaceRole.choices, initial=PlaceRole.LOCATION
    )

    @property
    def part(self) -> PlacePart | None:
        """The place's part in the event; None where the row is empty."""
        given = self.cleaned_data
        if not given.get("place"):
            return None
        role = given.get("role") or PlaceRole.LOCATION
        return PlacePart(given["place"], role, given.get("precision", ""))


class ActorRowForm(LenientForm):
    """An actor in the new event."""

    actor = TypedField("actor", required=False, label=gettext_lazy("Actor"))
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=ActorRole.choices, initial=ActorRole.AGENT
    )

    @property
    def part(self) -> ActorPart | None:
        """The actor's part in the event; None where the row is empty."""
        given = self.cleaned_data
        if not given.get("actor"):
            return None
        return ActorPart(given["actor"], given.get("role") or ActorRole.AGENT)


def _rows(form: type[LenientForm]) -> type[forms.BaseFormSet]:
    return forms.formset_factory(form, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


StepRows, PlaceRows, ActorRows = _rows(StepForm), _rows(PlaceRowForm), _rows(ActorRowForm)
