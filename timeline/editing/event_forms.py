"""What the forms of an event's page have in common at both doors."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Account, Event
from timeline.models.decisions import STATUS_CHOICES
from timeline.queries.rows.permissions import ruling
from timeline.vocabulary.evidence.origins import find_cycle
from timeline.vocabulary.measures import MeasurePart, parse_measures
from timeline.vocabulary.permissions import Ruling
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.statuses import OUTCOMES, Ground, Status
from timeline.vocabulary.words import WorkflowState

from .event_saving import Then, TypedDecision

_DECISION = ("ground", "status_reason", "known_on", "status_rows")


class RowNumbers(forms.CharField):
    """Numbers of claims on the page, such as `1, 3`."""

    def clean(self, value: Any) -> list[int]:
        """The numbers, each once, in the order given."""
        words = re.split(r"[\s,;#]+", super().clean(value).strip(" ,;#"))
        if any(not re.fullmatch("[0-9]{1,4}", word, re.ASCII) for word in words if word):
            raise ValidationError(_("Write the numbers of claims with commas: 1, 3."))
        return list(dict.fromkeys(int(word) for word in words if word))


class MeasureLines(forms.CharField):
    """Values inside a claim, one a line."""

    def clean(self, value: Any) -> list[MeasurePart]:
        """The values; every line that can't be read is named."""
        parts, errors = parse_measures(super().clean(value))
        if errors:
            raise ValidationError([str(error) for error in errors])
        return parts


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
        required=False,
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


def next_steps(account: Account, event: Event | None) -> list[Any]:
    """What this account may do with an event in this state, be it as a proposal."""
    draft = event is None or event.state == WorkflowState.DRAFT
    steps: list[Any] = [(Then.KEEP, _("Save as a draft") if draft else Then.KEEP.label)]
    if draft:
        steps.append((Then.REVIEW, Then.REVIEW.label))
    publishing = ruling(account, Verb.PUBLISH)
    if publishing is Ruling.ALLOWED:
        steps.append((Then.PUBLISH, Then.PUBLISH.label))
    elif publishing is Ruling.PROPOSE:
        steps.append((Then.PUBLISH, _("Save and propose to publish, claims and documents too")))
    return steps


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
