"""Made-up events: the same from the same seed, derived as any others, never among real rows."""

from itertools import islice
from random import Random

import pytest

from tests.factories import make_event, make_place
from timeline.ingest.generated.events import plan_events
from timeline.ingest.generated.making import generate_events
from timeline.ingest.generated.world import plan_world
from timeline.models import (
    Actor,
    Claim,
    Document,
    Event,
    EvidenceState,
    Place,
    SearchRow,
    SearchText,
    Source,
)
from timeline.services.errors import Refused
from timeline.services.evidence.derivation import derive_events
from timeline.vocabulary.dates.bounds import parse_date


def plan(count, seed=1):
    random = Random(seed)
    world = plan_world(count, random)
    return list(plan_events(count, world, random))


def derived():
    """All derived rows, states without their keys, which a rewrite would give anew."""
    states = EvidenceState.objects.order_by("row", "days")
    columns = [f.name for f in EvidenceState._meta.fields if f.name != "id"]
    return (
        list(SearchRow.objects.order_by("pk").values()),
        list(SearchText.objects.order_by("pk").values()),
        list(states.values(*columns)),
    )


def test_same_seed_plans_the_same_events():
    assert plan(300) == plan(300)


def test_another_seed_plans_other_events():
    assert plan(30, seed=1) != plan(30, seed=2)


def test_dates_are_what_their_text_means():
    several = {event.when.edtf: event.when for event in islice(plan(2000), 120)}
    dates = {event.when.precision: event.when for event in plan(2000)} | several

    assert {parse_date(when.edtf) for when in dates.values()} == set(dates.values())


def test_one_event_in_a_thousand_is_hot():
    sizes = [len(event.claims) for event in plan(20_000)]

    assert 8 <= sum(size >= 50 for size in sizes) <= 35
    assert 0.76 <= sum(size == 1 for size in sizes) / len(sizes) <= 0.80


@pytest.mark.django_db
def test_derived_rows_equal_what_deriving_again_makes():
    generate_events(200, 1)
    made = derived()
    SearchRow.objects.all().delete()

    derive_events(Event.objects.values_list("pk", flat=True))

    again = derived()
    for row in (*made[0], *again[0]):
        del row["changed_at"]
    assert again == made
    assert len(made[0]) == 200


@pytest.mark.django_db
def test_visibility_of_claims_is_what_deriving_gives():
    generate_events(200, 1)
    Claim.objects.update(is_public=False)

    derive_events(Event.objects.values_list("pk", flat=True))

    assert not Claim.objects.filter(is_public=False).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("noun", [Event, Document, Claim, Place, Actor, Source])
def test_rows_are_valid_and_named_as_made_up(noun):
    generate_events(60, 1)

    rows = noun._default_manager.all()

    for row in rows:
        row.clean_fields()
    assert rows.count() > 0
    assert not rows.exclude(natural_key__startswith="generated:1:").exists()


@pytest.mark.django_db
def test_every_row_has_its_history():
    generate_events(60, 1)

    for noun in (Event, Document, Claim, Place, Actor, Source):
        history = noun.history.rel.related_model._default_manager
        assert history.filter(pgh_label="insert").count() == noun._default_manager.count()
    assert Claim.history.rel.related_model.objects.values("pgh_context").distinct().count() == 1


@pytest.mark.django_db
def test_database_with_real_rows_is_refused():
    make_place()

    with pytest.raises(Refused, match="--alongside"):
        generate_events(10, 1)

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_alongside_leaves_real_rows_as_they_are():
    event = make_event()
    before = SearchRow.objects.filter(pk=event.pk).values().get()

    generate_events(10, 1, alongside=True)

    assert SearchRow.objects.filter(pk=event.pk).values().get() == before
    assert SearchRow.objects.count() == 11


@pytest.mark.django_db
def test_seed_is_used_once():
    generate_events(10, 1)

    with pytest.raises(Refused, match="seed 1"):
        generate_events(10, 1)

    generate_events(10, 2)
    assert Event.objects.count() == 20
