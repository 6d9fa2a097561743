"""Lists of what is missing or may stand there twice."""

import pytest

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    writer,
)
from timeline.models import Event, Place
from timeline.queries.editors import duplicates
from timeline.queries.editors.awaiting import list_failed_quotes, list_uncopied_documents
from timeline.queries.editors.duplicates import list_duplicates
from timeline.queries.editors.keyset_pages import count_some
from timeline.services.nouns.documents import withdraw_document
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import withdraw_claim, withdraw_event
from timeline.services.proposals.reviews import judge_distinct

pytestmark = pytest.mark.django_db

TEXT = "The brigade has entered the town of Alta, an informed source said on Monday."


def test_quote_that_does_not_stand_there_waits_until_it_is_withdrawn() -> None:
    document = make_document()
    make_copy(document, TEXT)
    event = make_event(claims=0, publish=False)
    make_claim(event, document=document, quote="entered the town of Alta")
    wrong = make_claim(event, document=document, quote="never entered the town of Alta")
    short = make_claim(event, document=document, quote="Alta")
    make_claim(event, quote="a document of which no copy is kept")

    assert list_failed_quotes(None).rows == [wrong, short]
    assert list_failed_quotes(wrong.pk).rows == [short]

    withdraw_claim(short, by=writer(), reason=WHY)
    assert list_failed_quotes(None).rows == [wrong]


def test_documents_without_a_copy_wait_the_last_recorded_first() -> None:
    first, second = make_document(), make_document()
    make_copy(make_document(), TEXT)
    make_document(unseen=True, url="")
    gone = make_document()
    withdraw_document(gone, category="error", by=writer(), reason=WHY)

    assert list_uncopied_documents(None).rows == [second, first]
    assert list_uncopied_documents(second.pk).rows == [first]


def test_counting_stops_where_it_would_cost(cast: Cast) -> None:
    assert str(count_some(Event.objects.all(), most=2)) == "2+"
    assert str(count_some(Event.objects.all(), most=3)) == "3"


def pairs() -> list[tuple[Event, Event]]:
    return [pair.events for pair in list_duplicates(None).pairs]


@pytest.fixture
def town() -> Place:
    return make_place(name="Alta", parent=make_place(name="Norreg", kind="region"))


def twins(town: Place, **other: object) -> tuple[Event, Event]:
    first = make_event(title="Brigade reported entering Alta", places=[town], publish=False)
    fields = {"title": "First Brigade said to enter Alta", "places": [town], **other}
    return first, make_event(publish=False, **fields)  # type: ignore[arg-type]


def test_alike_events_of_one_day_and_place_may_be_the_same(town: Place) -> None:
    first, second = twins(town)

    assert pairs() == [(first, second)]
    assert list_duplicates(None).pairs[0].shared == ("the same date", "Alta")


def test_place_directly_above_is_near_enough(town: Place) -> None:
    first, second = twins(town, places=[town.parent], date="2014-08-17/2014-08-19")

    assert pairs() == [(first, second)]
    assert list_duplicates(None).pairs[0].shared == ("dates that overlap", "neighbouring places")


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Market reopened after the flood"},
        {"date": "2014-08-19"},
        {"places": []},
    ],
    ids=["title", "day", "place"],
)
def test_another_title_day_or_place_is_another_event(town: Place, other: dict[str, object]) -> None:
    twins(town, **other)

    assert pairs() == []


def test_pair_judged_distinct_is_not_offered_again(town: Place) -> None:
    first, second = twins(town)

    judge_distinct(second, first, by=writer(), reason="two columns")

    assert pairs() == []


def test_linked_pair_is_known(town: Place) -> None:
    first, second = twins(town)

    link_events(second, [LinkPart("part_of", first)], by=writer(), reason=WHY)

    assert pairs() == []


def test_withdrawn_event_is_nobodys_duplicate(town: Place) -> None:
    _first, second = twins(town)

    withdraw_event(second, category="duplicate", by=writer(), reason=WHY)

    assert pairs() == []


def test_likest_pair_comes_first_and_every_event_is_compared_once(
    town: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = twins(town)
    third = make_event(title="Brigade reported entering Alta", places=[town], publish=False)

    assert pairs()[0] == (first, third)
    assert len(pairs()) == 3

    monkeypatch.setattr(duplicates, "COMPARED", 1)
    page = list_duplicates(None)
    assert {pair.events for pair in page.pairs} == {(first, third), (second, third)}
    assert page.after == third.pk
    assert [p.events for p in list_duplicates(page.after).pairs] == [(first, second)]
