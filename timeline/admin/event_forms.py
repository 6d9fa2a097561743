"""The forms of the page on which an event is entered: the event, its places and its actors."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.editing.event_forms import RowNumbers, SavingFields, next_steps
from timeline.models import Event, EventActor, EventPlace
from timeline.vocabulary.kinds import Withhold

from .row_forms import EditForm, RowForm

#: The admin's own look for what both doors ask.
_WIDGETS: dict[str, Callable[[], forms.Widget]] = {
    "status_reason": partial(forms.Textarea, attrs={"rows": 2, "class": "vLargeTextField"}),
    "known_on": AdminDateWidget,
    "status_rows": partial(forms.TextInput, attrs={"class": "row-number"}),
}


class EventForm(SavingFields, EditForm):
    """An event, what becomes of it, and a decision on its status where one is made."""

    class Meta:
        model = Event
        fields = "__all__"
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "date": forms.TextInput(attrs={"class": "vTextField"}),
            "summary": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }
        help_texts = {
            "nature": gettext_lazy(
                "Occurrence: the question is whether it happened. Statement: whether it was "
                "said. Forecast: something foretold."
            ),
            "time_zone": gettext_lazy("Such as Asia/Baghdad; needed with a time of day."),
            "slug": gettext_lazy("The end of the address. Empty: made of the title."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(then := self.fields.get("then"), forms.ChoiceField):
            then.choices = next_steps(self.account, self.instance)
        for name in self.fields.keys() & _WIDGETS.keys():
            self.fields[name].widget = _WIDGETS[name]()


class PlaceRowForm(RowForm):
    """A place of the event."""

    class Meta:
        model = EventPlace
        fields = ("place", "role", "precision", "withhold")
        help_texts = {
            "precision": gettext_lazy("Empty: what the kind of place says."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "withhold" in self.fields:
            self.fields["withhold"].help_text = _(
                "“%(place)s” for shelters, hospitals treating wounded, detention, homes and "
                "routes of displaced people."
            ) % {"place": Withhold.PLACE.label}


class ActorRowForm(RowForm):
    """An actor in the event, with the claims that say so."""

    said_by = RowNumbers(
        label=gettext_lazy("said by claims #"),
        required=False,
        widget=forms.TextInput(attrs={"class": "row-number"}),
        help_text=gettext_lazy("Numbers of the claims below that give it this role: 1, 3."),
    )
    account: ClassVar[Any]

    class Meta:
        model = EventActor
        fields = ("actor", "role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "said_by" in self.fields and self.instance.pk is not None:
            rows = {pk: n for n, pk in enumerate(self._claims_of_event(), 1)}
            said = self.instance.asserted_by.values_list("pk", flat=True)
            self.initial["said_by"] = ", ".join(str(n) for n in sorted(rows[pk] for pk in said))

    def _claims_of_event(self) -> list[int]:
        """Keys of the event's claims, in the order of the rows on the page."""
        return list(self.instance.event.claims.order_by("pk").values_list("pk", flat=True))
