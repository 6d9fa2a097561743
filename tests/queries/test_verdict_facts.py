"""What the verdict sentence is made of, from claims that are recorded."""

from datetime import date
from typing import Any

import pytest

from tests.factories import WHY, make_claim, make_document, make_event, make_source, writer
from timeline.models import Event, Source
from timeline.queries.event.detail import EventDetail, find_event_detail
from timeline.queries.event.verdicts import say_verdict_of
from timeline.queries.readers.addresses import find_event
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.workflow import publish_event
from timeline.vocabulary.clock import today

pytestmark = pytest.mark.django_db
NOBODY_ELSE = "We have recorded nobody else who says so."


@pytest.fixture
def wire() -> Source:
    return make_source(name="The Wire")


def _told(source: Source, day: int, event: Event, **fields: Any) -> Any:
    document = make_document(source=source, published=f"2014-08-{day}")
    return make_claim(event, document=document, **fields)


def _verdict(event: Event) -> str:
    publish_event(event, by=writer(), reason=WHY)
    return say_verdict_of(_load(event, today()))


def _load(event: Event, day: date) -> EventDetail:
    found = find_event(event.public_id)
    assert isinstance(found, Event)
    detail = find_event_detail(found, day)
    assert detail is not None
    return detail


def test_report_that_its_own_author_denies_later_was_found(wire: Source) -> None:
    event = make_event(claims=0, publish=False)
    _told(wire, 18, event)
    _told(wire, 19, event, stance="denies")

    assert _verdict(event) == (
        f"Denied by The Wire. Both were said by The Wire; the later word counts. {NOBODY_ELSE}"
    )


def test_words_for_a_source_that_is_carried_are_not_whom_it_cites(wire: Source) -> None:
    event = make_event(claims=0, publish=False)
    _told(make_source(), 18, event, relays_source=wire, attribution="the Wire agency")

    assert _verdict(event) == f"One origin says so: The Wire. {NOBODY_ELSE}"


def test_words_of_a_claim_that_fell_are_not_cited(wire: Source) -> None:
    event = make_event(claims=0, publish=False)
    fallen = _told(wire, 18, event, attribution="a first witness")
    ending = _told(wire, 19, event, attribution="a second witness")
    lapse_claim(fallen, ended_by=ending, kind="corrected", by=writer(), reason=WHY)

    assert "citing “a second witness”" in _verdict(event)


def test_withdrawn_report_of_unknown_origin_is_called_that(wire: Source) -> None:
    event = make_event(claims=0, publish=False)
    fallen = _told(wire, 18, event, origin_unknown=True)
    ending = _told(wire, 19, event, stance="context")
    lapse_claim(fallen, ended_by=ending, kind="withdrawn", by=writer(), reason=WHY)

    assert _verdict(event) == (
        f"What a document of unknown origin had said was withdrawn. {NOBODY_ELSE}"
    )


def test_withdrawal_that_was_itself_withdrawn_is_not_told(wire: Source) -> None:
    event = make_event(claims=0, publish=False)
    told = _told(wire, 18, event)
    taking_back = _told(wire, 19, event, stance="context")
    lapse_claim(told, ended_by=taking_back, kind="withdrawn", by=writer(), reason=WHY)
    again = _told(wire, 20, event, stance="context")
    lapse_claim(taking_back, ended_by=again, kind="withdrawn", by=writer(), reason=WHY)
    assert _verdict(event) == f"One origin says so: The Wire. {NOBODY_ELSE}"

    lapses = [
        {
            claim.public_id: [lapse.by for lapse in claim.lapses]
            for claim in _load(event, day).claims
        }
        for day in (date(2014, 8, 19), date(2014, 8, 20))
    ]

    assert lapses == [
        {told.public_id: [taking_back.public_id], taking_back.public_id: []},
        {told.public_id: [], taking_back.public_id: [again.public_id], again.public_id: []},
    ]
