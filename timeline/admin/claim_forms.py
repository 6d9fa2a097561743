"""The form of a claim: on its own page, and as a row of the page of an event."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.editing.event_forms import MeasureLines, check_relays
from timeline.services.nouns.claims import FIELDS
from timeline.vocabulary.measures import format_measures

from .row_forms import RowForm
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


class ClaimFields(RowForm):
    """A claim with its measures as lines of text."""

    measure_lines = MeasureLines(
        label=gettext_lazy("Values"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            'One a line, as in: killed: 12 (10-15) "at least a dozen"; number: about 80; '
            "place: Serpil Zahab; date: 2014-08-18. Before the colon: killed, wounded, captured, "
            "displaced, strength, number, date or place. Keep what each source says; never average."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "measure_lines" in self.fields:
            self.initial["measure_lines"] = format_measures(self.instance.measures.all())

    def service_fields(self) -> dict[str, Any]:
        """What the services take, of the fields that this form has."""
        given = self.cleaned_data
        fields = {name: given[name] for name in (*FIELDS, "document") if name in given}
        return fields | {"measures": given["measure_lines"]}


class ClaimRowForm(ClaimFields):
    """A claim on the page of its event; it may relay another row of the same page."""

    relays_row = forms.IntegerField(
        label=gettext_lazy("relays row #"),
        required=False,
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "row-number"}),
        help_text=gettext_lazy(
            "When this document has it from another one on this page: the number of that row."
        ),
    )
    account: ClassVar[Any]

    def clean(self) -> dict[str, Any] | None:
        """A claim relays one thing."""
        cleaned = super().clean()
        others = (self.cleaned_data.get("relays"), self.cleaned_data.get("relays_source"))
        if self.cleaned_data.get("relays_row") and any(others):
            self.add_error("relays_row", _("It relays one thing: a row, a claim or a source."))
        return cleaned

    @property
    def is_filled(self) -> bool:
        """Whether there is a claim here, stored or typed."""
        return self.instance.pk is not None or self.has_changed()


class ClaimFormSet(BaseInlineFormSet):
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


def event_of(request: HttpRequest) -> int:
    """The id in the address of a page of an event; 0 where a new one is entered."""
    match = request.resolver_match
    found = match.kwargs.get("object_id", "") if match else ""
    return int(found) if found.isascii() and found.isdigit() and len(found) < 19 else 0
