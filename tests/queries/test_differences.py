"""Conflicting values side by side."""

import pytest

from tests.factories import WHY, make_claim, make_event, make_source, publish_event, writer
from tests.factories import make_document as document
from tests.queries.test_event_detail import load
from timeline.models import Event
from timeline.queries.event.differences import Differences, find_differences, say_number
from timeline.vocabulary.measures import MeasurePart


def differences_of(event: Event) -> Differences | None:
    publish_event(event, by=writer(), reason=WHY)
    return find_differences(load(event).groups)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ((None, 57, None), "57"),
        ((57, None, None), "at least 57"),
        ((None, None, 60), "at most 60"),
        ((50, None, 60), "50 to 60"),
        ((50, 57, 60), "50 to 60, best 57"),
        ((57, None, 57), "57"),
        ((None, None, None), ""),
    ],
)
def test_number_is_said_with_its_bounds(
    bounds: tuple[int | None, int | None, int | None], words: str
) -> None:
    assert say_number(*bounds) == words


@pytest.mark.django_db
def test_different_numbers_stand_side_by_side() -> None:
    event = make_event(claims=0, publish=False)
    for name, text, best in (("Wire", "ten", 10), ("Daily", "twelve", 12), ("Post", "", None)):
        measures = [MeasurePart("killed", text, best=best)] if text else []
        measures.append(MeasurePart("date", "2014-08-18"))
        make_claim(event, document=document(source=make_source(name=name)), measures=measures)

    found = differences_of(event)

    assert found is not None
    assert found.columns == ("Wire", "Daily", "Post")
    assert [row.on for row in found.rows] == ["killed"]
    assert [[(v.words, v.reading) for v in cell] for cell in found.rows[0].cells] == [
        [("ten", "10")], [("twelve", "12")], [],
    ]  # fmt: skip


@pytest.mark.django_db
def test_equal_values_and_two_spellings_of_one_origin_are_no_difference() -> None:
    event = make_event(claims=0, publish=False)
    first = make_claim(event, measures=[MeasurePart("place", "Alta")])
    make_claim(event, relays=first, measures=[MeasurePart("place", "Älta")])

    assert differences_of(event) is None


@pytest.mark.django_db
def test_differing_claim_tells_on_what() -> None:
    event = make_event(claims=1, publish=False)
    make_claim(event, stance="differs", differs_on="extent", summary="Only the western half")

    found = differences_of(event)

    assert found is not None
    assert [row.on for row in found.rows] == ["differs on the extent"]
    assert [v.words for cell in found.rows[0].cells for v in cell] == ["Only the western half"]
