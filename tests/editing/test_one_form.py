"""Each field of an event, its places, actors and claims is declared once, for both doors."""

from typing import Any

import pytest
from django import forms

from timeline.admin import event_forms as admin
from timeline.desk import claim_forms as bench
from timeline.desk import event_forms as desk
from timeline.editing.claim_forms import ClaimRowFields
from timeline.editing.event_forms import ActorFields, EventFields, PlaceFields
from timeline.models import Account

ACCOUNT = Account(username="eve")

#: By noun what is declared once, and the forms of the doors.
FORMS: dict[str, tuple[Any, list[Any]]] = {
    "event": (EventFields, [desk.EventForm, admin.EventForm, bench.ClaimForm]),
    "place": (PlaceFields, [desk.PlaceRow, admin.PlaceRowForm, bench.NewPlaceRow]),
    "actor": (ActorFields, [desk.ActorRow, admin.ActorRowForm, bench.NewActorRow]),
    "claim": (
        ClaimRowFields,
        [desk.ClaimRow, admin.ClaimRowForm, admin.ClaimForm, bench.ClaimForm],
    ),
}
#: What the workbench's form of a claim asks in another sense: which event it is about, why it is
#: entered, a claim's summary; of a claim whom the first in its chain has it from.
OTHERWISE = {
    ("event", bench.ClaimForm): {"title", "reason", "summary"},
    ("claim", bench.ClaimForm): {"attributed_to", "relays"},
}


def filled_in_by(form: Any) -> forms.BaseForm:
    """The form as its door makes it."""
    if form is desk.EventForm:
        return desk.EventForm(account=ACCOUNT)
    return type("Asked", (form,), {"account": ACCOUNT})()


@pytest.mark.parametrize("noun", FORMS)
def test_doors_ask_in_the_same_words(noun: str) -> None:
    once, doors = FORMS[noun]
    declared = {
        name: (str(field.label), str(field.help_text))
        for name, field in filled_in_by(once).fields.items()
    }
    told = [
        (door.__name__, name, (str(field.label), str(field.help_text)))
        for door in doors
        for name, field in filled_in_by(door).fields.items()
        if name in declared.keys() - OTHERWISE.get((noun, door), set())
    ]

    assert [(door, name, words) for door, name, words in told if words != declared[name]] == []
    assert {name for _door, name, _words in told} == declared.keys()
