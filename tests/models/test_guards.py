"""What the database itself refuses, whatever program writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pghistory
import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.factories import (
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    make_source,
    writer,
)
from timeline.models import (
    Claim,
    Copy,
    Event,
    EvidenceState,
    Lapse,
    Measure,
    Place,
    Source,
    StatusChange,
)
from timeline.vocabulary.clock import today

pytestmark = pytest.mark.django_db


@contextmanager
def refused(words: str, error: type[Exception] = IntegrityError) -> Iterator[None]:
    """A write under a history context that the database must refuse with these words."""
    with (
        pytest.raises(error, match=words),
        transaction.atomic(),
        pghistory.context(user=writer().pk, why="a test"),
    ):
        yield


def test_write_without_a_context_is_refused():
    with pytest.raises(IntegrityError, match="pgh_context"), transaction.atomic():
        Source.objects.create(slug="no-context", name="No context", kind="blog")


@pytest.mark.django_db(transaction=True)
def test_update_without_a_context_is_refused():
    # A context lasts to the end of its transaction: the update needs one of its own.
    source = make_source()

    with pytest.raises(IntegrityError, match="pgh_context"), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(name="Changed in silence")


def test_history_keeps_who_and_why():
    source = make_source(name="Kept")

    event = source.history.get()

    assert event.name == "Kept"
    assert event.pgh_context.metadata == {"user": writer().pk, "why": "made for a test"}


def test_history_cannot_be_changed():
    event = make_source().history.get()

    with refused("Cannot update or delete", DatabaseError):
        type(event).objects.filter(pk=event.pk).update(name="Rewritten")
    with refused("Cannot update or delete", DatabaseError):
        type(event).objects.filter(pk=event.pk).delete()


def test_rows_with_history_cannot_be_deleted():
    for row in (make_place(), make_actor(), make_source(), make_document(), make_event()):
        with refused("Cannot delete", DatabaseError):
            type(row).objects.filter(pk=row.pk)._raw_delete("default")


def test_place_cannot_be_its_own_ancestor():
    country = make_place(kind="country")
    region = make_place(kind="region", parent=country)
    town = make_place(parent=region)

    with refused("cycle"):
        Place.objects.filter(pk=country.pk).update(parent=town)


def test_second_parent_counts_as_an_ancestor():
    country = make_place(kind="country")
    region = make_place(kind="region")
    crossing = make_place(kind="border_crossing", parent=country, second_parent=region)

    with refused("cycle"):
        Place.objects.filter(pk=region.pk).update(parent=crossing)


def test_actor_and_owner_cannot_run_in_a_circle():
    superior = make_actor()
    subordinate = make_actor(parent=superior)
    owner = make_source()
    outlet = make_source(owner=owner)

    with refused("cycle"):
        type(superior).objects.filter(pk=superior.pk).update(parent=subordinate)
    with refused("cycle"):
        Source.objects.filter(pk=owner.pk).update(owner=outlet)


def test_relays_cannot_run_in_a_circle():
    event = make_event(claims=0, publish=False)
    first = make_claim(event)
    second = make_claim(event, relays=first)

    with refused("cycle"):
        Claim.objects.filter(pk=first.pk).update(relays=second)


def test_relays_and_lapses_together_cannot_run_in_a_circle():
    event = make_event(claims=0, publish=False)
    first = make_claim(event)
    second = make_claim(event, relays=first)

    with refused("cycle"):
        Lapse.objects.create(claim=first, by=second, kind="overtaken", reason="a test")


def test_same_origin_cannot_run_in_a_circle():
    event = make_event(claims=0, publish=False)
    first = make_claim(event)
    second = make_claim(event, same_origin_as=first, same_origin_reason="one mouth")

    with refused("cycle"):
        Claim.objects.filter(pk=first.pk).update(
            same_origin_as=second, same_origin_reason="one mouth"
        )


def test_claim_cannot_relay_a_claim_of_another_event():
    other = make_claim(make_event(claims=0, publish=False))
    claim = make_claim(make_event(claims=0, publish=False))

    with refused("another event"):
        Claim.objects.filter(pk=claim.pk).update(relays=other)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"stance": "differs"}, "claim_differs_on_something"),
        ({"differs_on": "number"}, "claim_differs_on_something"),
        ({"stance": "maybe"}, "claim_stance_is_known"),
        ({"basis": "hearsay"}, "claim_basis_is_known"),
        ({"state": "lost"}, "claim_state_is_known"),
    ],
)
def test_claim_words_are_those_of_the_vocabulary(change, constraint):
    claim = make_claim(make_event(claims=0, publish=False))

    with refused(constraint):
        Claim.objects.filter(pk=claim.pk).update(**change)


@pytest.mark.parametrize(
    "numbers",
    [{"low": 5, "best": 3}, {"best": 5, "high": 3}, {"low": 5, "high": 3}, {"low": -1}],
)
def test_measure_numbers_are_in_order(numbers):
    claim = make_claim(make_event(claims=0, publish=False))

    with refused("measure_low_best_high"):
        Measure.objects.create(claim=claim, quantity="killed", text="some", **numbers)


def test_copy_text_never_changes():
    copy = make_copy(make_document(), "What it said on the day")

    with refused("Cannot update", DatabaseError):
        Copy.objects.filter(pk=copy.pk).update(text="What we wish it had said")


def decision(event, **fields):
    fields = {"status": "disputed", "reason": "a test", "known_on": date(2014, 8, 20), **fields}
    return StatusChange.objects.create(event=event, author=writer(), **fields)


def test_decision_is_append_only():
    event = make_event()
    with pghistory.context(user=writer().pk, why="a test"):
        stored = decision(event)

    with refused("Cannot update or delete", DatabaseError):
        StatusChange.objects.filter(pk=stored.pk).update(reason="Another")
    with refused("Cannot update or delete", DatabaseError):
        StatusChange.objects.filter(pk=stored.pk).delete()


def test_decision_follows_the_one_before_it():
    event = make_event()
    with pghistory.context(user=writer().pk, why="a test"):
        decision(event, known_on=date(2014, 8, 20))

    with refused("before the one it follows"):
        decision(event, known_on=date(2014, 8, 19))


def test_decision_is_not_in_the_future():
    event = make_event()

    with refused("in the future"):
        decision(event, known_on=today() + timedelta(days=2))


def test_confirmed_needs_a_ground():
    event = make_event()

    with refused("statuschange_confirmed_has_ground"):
        decision(event, status="confirmed")


def test_withdrawn_event_has_a_category():
    event = make_event()

    with refused("event_withdrawn_has_category"):
        Event.objects.filter(pk=event.pk).update(state="withdrawn")


def test_person_without_public_role_needs_a_description():
    actor = make_actor(kind="person", public_role="mayor")

    with refused("actor_unnamed_person_is_described"):
        type(actor).objects.filter(pk=actor.pk).update(public_role="")


def test_event_has_one_state_a_day():
    event = make_event()
    stored = EvidenceState.objects.get(row=event.pk)
    stored.pk = None

    with refused("evidencestate_one_a_day"):
        stored.save()
