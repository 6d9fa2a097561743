"""The forms of the page on which an event is entered: the event, its places and its actors."""

import re
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Event, EventActor, EventPlace
from timeline.models.decisions import STATUS_CHOICES
from timeline.queries.rows.permissions import ruling
from timeline.vocabulary.kinds import Withhold
from timeline.vocabulary.permissions import Ruling
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.statuses import Ground
from timeline.vocabulary.words import Word, WorkflowState

from .complaints import ComplainingForm
from .versions import EditForm

_UNDECIDED = [("", gettext_lazy("No decision: the rule says what the claims come to"))]


class Then(Word):
    """What happens with the event when it is saved."""

    KEEP = "keep", gettext_lazy("Save")
    REVIEW = "review", gettext_lazy("Save and send to review")
    PUBLISH = "publish", gettext_lazy("Save and publish, with its claims and their documents")


class RowNumbers(forms.CharField):
    """Numbers of claims on the page, such as `1, 3`."""

    def clean(self, value: Any) -> list[int]:
        """The numbers, each once, in the order given."""
        text = super().clean(value)
        words = re.split(r"[\s,;#]+", text.strip(" ,;#"))
        if any(not re.fullmatch("[0-9]{1,4}", word, re.ASCII) for word in words if word):
            raise ValidationError(_("Write the numbers of rows with commas: 1, 3."))
        return list(dict.fromkeys(int(word) for word in words if word))


class EventForm(EditForm):
    """An event, what becomes of it, and a decision on its status where one is made."""

    kin = ("event_places", "event_actors")
    then = forms.ChoiceField(
        label=gettext_lazy("And then"), widget=forms.RadioSelect, initial=Then.KEEP
    )
    status = forms.ChoiceField(
        label=gettext_lazy("status"),
        required=False,
        help_text=gettext_lazy(
            "Leave it to the rule unless you know better than the counts. Confirmed needs two "
            "origins and a ground. A forecast has an outcome: open, met, missed or lapsed."
        ),
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("ground"), required=False, choices=[("", "---------"), *Ground.choices]
    )
    status_reason = forms.CharField(
        label=gettext_lazy("reason for the decision"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Readers see it."),
    )
    known_on = forms.DateField(
        label=gettext_lazy("as known on"),
        required=False,
        widget=AdminDateWidget,
        help_text=gettext_lazy("From this day on; not in the future. Empty: from today on."),
    )
    status_rows = RowNumbers(
        label=gettext_lazy("moved by claims #"),
        required=False,
        widget=forms.TextInput(attrs={"class": "row-number"}),
        help_text=gettext_lazy("Numbers of the claims below that moved you: 1, 3."),
    )

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
        then, status = self.fields.get("then"), self.fields.get("status")
        if isinstance(then, forms.ChoiceField):
            then.choices = self._next_steps()
        if isinstance(status, forms.ChoiceField):
            status.choices = [*_UNDECIDED, *STATUS_CHOICES]

    def _next_steps(self) -> list[Any]:
        """What this account may do with an event in this state."""
        draft = self.instance.state == WorkflowState.DRAFT
        steps: list[Any] = [(Then.KEEP, _("Save as a draft") if draft else _("Save"))]
        if draft:
            steps.append((Then.REVIEW, Then.REVIEW.label))
        publishing = ruling(self.account, Verb.PUBLISH)
        if publishing is Ruling.ALLOWED:
            steps.append((Then.PUBLISH, Then.PUBLISH.label))
        elif publishing is Ruling.PROPOSE:
            steps.append((Then.PUBLISH, _("Save and propose to publish, claims and documents too")))
        return steps

    def clean(self) -> dict[str, Any] | None:
        """A decision has a reason; what goes with a decision needs one."""
        cleaned = super().clean()
        given = self.cleaned_data
        if given.get("status") and not given.get("status_reason"):
            self.add_error("status_reason", _("Say why; readers see it."))
        parts = ("ground", "status_reason", "known_on", "status_rows")
        if not given.get("status") and any(given.get(name) for name in parts):
            self.add_error("status", _("Choose the status that this decision sets."))
        return cleaned


class PlaceRowForm(ComplainingForm):
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


class ActorRowForm(ComplainingForm):
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
