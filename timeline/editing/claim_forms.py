"""The forms of a claim, as both doors have them: on its own, and as a row of its event's page."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Claim
from timeline.services.nouns.claims import FIELDS
from timeline.vocabulary.evidence.origins import find_cycle
from timeline.vocabulary.measures import MeasurePart, format_measures, parse_measures
from timeline.vocabulary.stances import Stance

from .event_forms import RowFields, row_number
from .event_saving import TypedClaim


def _area(rows: int, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", **attrs})


class MeasureLines(forms.CharField):
    """Values inside a claim, one a line."""

    def clean(self, value: Any) -> list[MeasurePart]:
        """The values; every line that can't be read is named."""
        parts, errors = parse_measures(super().clean(value))
        if errors:
            raise ValidationError([str(error) for error in errors])
        return parts


class ClaimFields(RowFields):
    """What a document says of an event, with its values as lines of text.

    `lenient`: it is only read as far as it goes, and what is missing is no complaint.
    """

    lenient = False
    measure_lines = MeasureLines(
        label=gettext_lazy("Values"),
        required=False,
        widget=_area(3, placeholder='killed: 12 (10-15) "a dozen"'),
        help_text=gettext_lazy(
            'One a line, as in: killed: 12 (10-15) "at least a dozen"; number: about 80; '
            "place: Serpil Zahab; date: 2014-08-18. Before the colon: killed, wounded, captured, "
            "displaced, strength, number, date or place. Keep what each source says; never average."
        ),
    )

    class Meta:
        model = Claim
        fields: Collection[str] = ("document", *FIELDS)
        labels: Mapping[str, Any] = {
            "attribution": gettext_lazy("Attributed, in its words"),
            "basis": gettext_lazy("How it knows"),
            "certainty": gettext_lazy("How it hedges"),
        }
        help_texts: Mapping[str, Any] = {
            "quote": gettext_lazy(
                "Word for word, at most a sentence; [...] marks what is left out."
            ),
        }
        widgets: Mapping[str, Any] = {
            **dict.fromkeys(("summary", "same_origin_reason", "note"), _area(2)),
            "quote": _area(3),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored is not None and "measure_lines" in self.fields:
            self.initial["measure_lines"] = format_measures(self.stored.measures.all())

    def clean(self) -> dict[str, Any]:
        """What differs differs on something."""
        given = super().clean() or self.cleaned_data
        differs = given.get("stance") == Stance.DIFFERS and not self.lenient
        if differs and not given.get("differs_on", True):
            self.add_error("differs_on", _("Say what it differs on."))
        return given

    def service_fields(self) -> dict[str, Any]:
        """What the services take, of the fields that this form has."""
        given = self.cleaned_data
        fields = {name: given[name] for name in (*FIELDS, "document") if name in given}
        return fields | {"measures": given["measure_lines"]}


class ClaimRowFields(ClaimFields):
    """A claim on the page of its event; it may relay another row of the same page."""

    relays_row = forms.IntegerField(
        label=gettext_lazy("Relays claim"),
        required=False,
        min_value=1,
        widget=row_number(),
        help_text=gettext_lazy(
            "When this document has it from another one on this page: the number of that claim."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """A claim relays one thing."""
        given = super().clean()
        if given.get("relays_row") and (given.get("relays") or given.get("relays_source")):
            self.add_error("relays_row", _("It relays one thing: a row, a claim or a source."))
        return given

    def typed(self, claim: Claim | None, *, changed: bool) -> TypedClaim:
        """The row as plain data; `claim` is the stored one."""
        if not changed:
            return TypedClaim(str(self.prefix), claim, {})
        relays = self.cleaned_data.get("relays_row")
        return TypedClaim(str(self.prefix), claim, self.service_fields(), relays)


class ClaimRows(forms.BaseFormSet):  # type: ignore[type-arg]
    """The claims of an event; rows are counted from 1 as on the page."""

    forms: list[Any]

    def clean(self) -> None:
        """Claims relay others that are there, and in no circle."""
        super().clean()
        relays = {
            number: getattr(form, "cleaned_data", {}).get("relays_row")
            for number, form in enumerate(self.forms, 1)
        }
        for number, words in check_relays(relays, self.filled()).items():
            self.forms[number - 1].add_error("relays_row", words)

    def filled(self) -> dict[int, Any]:
        """The forms with a claim in them, by their numbers."""
        return {n: form for n, form in enumerate(self.forms, 1) if form.is_filled}


def check_relays(relays: Mapping[int, int | None], filled: Collection[int]) -> dict[int, str]:
    """What is wrong with the claims that claims relay, all by their numbers on the page."""
    wrong: dict[int, str] = {}
    graph: dict[int, list[int]] = {number: [] for number in relays}
    for number, target in relays.items():
        if target == number:
            wrong[number] = _("A claim cannot relay itself.")
        elif target and target not in filled:
            wrong[number] = _("There is no claim %(n)s.") % {"n": target}
        elif target:
            graph[number] = [target]
    if circle := find_cycle(graph):
        path = " → ".join(map(str, [*circle, circle[0]]))
        wrong[circle[0]] = _("These claims run in a circle: %(path)s.") % {"path": path}
    return wrong
