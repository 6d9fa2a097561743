"""What the forms of an event's page ask at both doors."""

from typing import Any

import pytest
from django import forms

from tests.factories import make_account, make_event
from timeline.editing.claim_forms import check_relays
from timeline.editing.event_forms import RowNumbers, SavingFields, next_steps
from timeline.models import Event


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("", []), ("1, 3", [1, 3]), (" #3;1 3, ", [3, 1]), ("0012", [12])],
)
def test_numbers_of_claims_are_read_once_in_their_order(typed: str, numbers: list[int]) -> None:
    assert RowNumbers().clean(typed) == numbers


@pytest.mark.parametrize("typed", ["one", "١", "1-3", "12345", "-1"])
def test_what_is_no_number_of_a_claim_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="numbers of claims"):
        RowNumbers().clean(typed)


@pytest.mark.parametrize(
    ("relays", "wrong"),
    [
        ({1: 2, 2: None}, {}),
        ({1: 1}, {1: "A claim cannot relay itself."}),
        ({1: 2}, {1: "There is no claim 2."}),
        ({1: 3, 2: None, 3: None}, {1: "There is no claim 3."}),
        ({1: 2, 2: 1}, {1: "These claims run in a circle: 1 → 2 → 1."}),
    ],
)
def test_claims_relay_others_that_are_there_and_in_no_circle(
    relays: dict[int, int | None], wrong: dict[int, str]
) -> None:
    filled = [number for number in relays if number != 3]

    assert check_relays(relays, filled) == wrong


def saved_with(**typed: str) -> SavingFields:
    form = SavingFields(typed | {"then": "keep"})
    form.fields["then"].choices = [("keep", "Save")]  # type: ignore[attr-defined]
    return form


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"status": "unconfirmed"}, "status_reason", "Say why"),
        ({"ground": "primary_record"}, "status", "Choose"),
        ({"status_reason": "x"}, "status", "Choose"),
        ({"known_on": "2014-08-18"}, "status", "Choose"),
        ({"status_rows": "1"}, "status", "Choose"),
    ],
)
def test_decision_is_whole_or_none(typed: dict[str, str], field: str, words: str) -> None:
    form = saved_with(**typed)

    assert list(form.errors) == [field]
    assert words in form.errors[field][0]


def test_status_is_decided_or_left_to_the_rule() -> None:
    decided = saved_with(status="confirmed", status_reason="seen", ground="primary_record")
    left = saved_with()

    assert decided.is_valid()
    assert decided.decision == ("confirmed", "primary_record", "seen", None, [])
    assert left.is_valid()
    assert left.decision is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "review", "offered"),
    [
        ("contributor", "two", ["Save as a draft", "Save and send to review"]),
        ("editor", "two", ["Save as a draft", "Save and send to review", "Save and propose"]),
        ("editor", "one", ["Save as a draft", "Save and send to review", "Save and publish"]),
    ],
)
def test_next_steps_are_those_that_the_account_may_take(
    settings: Any, role: str, review: str, offered: list[str]
) -> None:
    settings.TIMELINE_REVIEW = review

    found = [str(label) for _then, label in next_steps(make_account(role), Event())]

    assert [label[: len(start)] for label, start in zip(found, offered, strict=True)] == offered


@pytest.mark.django_db
def test_what_is_public_is_not_sent_to_review() -> None:
    steps = next_steps(make_account("contributor"), make_event())

    assert [str(label) for _then, label in steps] == ["Save"]
