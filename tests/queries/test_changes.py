"""The list of changes: what is told of each, in what order, and what is never told."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_account,
    make_claim,
    make_document,
    make_event,
    make_place,
    make_source,
    writer,
)
from timeline.queries.filtering.filters import Filters
from timeline.queries.filtering.page_words import read_words
from timeline.queries.lists.turns import list_status_turns
from timeline.queries.nouns.changes import ChangeEntry, list_changes
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import PlacePart
from timeline.services.nouns.workflow import publish_event, withdraw_event
from timeline.services.writing import writing
from timeline.vocabulary.roles import Verb

pytestmark = pytest.mark.django_db


def told(change: ChangeEntry) -> tuple[str, str, list[str]]:
    return change.kind, change.words, [event.title for event in change.events]


def read_start(after: str) -> object:
    from django.http import QueryDict

    return read_words(QueryDict(f"cursor={after}"), cursor="moment")["cursor"]


def test_publications_are_told_newest_first(transactional_db: None) -> None:
    for number in range(3):
        make_event(title=f"Report {number}")

    assert [told(change) for change in list_changes().rows] == [
        ("published", "1 event was published", [f"Report {number}"]) for number in (2, 1, 0)
    ]


def test_later_edits_are_no_publications(cast: Cast) -> None:
    before = list_changes()
    with writing(writer(), Verb.DRAFT, WHY) as frame:
        from timeline.services.rows import change

        change(cast.relayed, {"title": "Brigade said to be in Alta"}, version=None)
        frame.touch([cast.relayed.pk])

    assert [change.words for change in list_changes().rows] == [
        change.words for change in before.rows
    ]


def test_publications_of_one_step_are_one_entry(db: None) -> None:
    with writing(writer(), Verb.DRAFT, WHY):
        for number in range(7):
            make_event(title=f"Report {number}")

    (change,) = list_changes().rows

    assert change.words == "7 events were published"
    assert [event.title for event in change.events] == [f"Report {n}" for n in range(5)]
    assert change.more == 2


def test_decision_tells_role_day_and_reason_but_no_name(cast: Cast) -> None:
    editor = make_account("editor", username="jo", public_name="Jo Named")

    decide_status(cast.disputed, status="denied", by=editor, reason="The command was there")

    change = list_changes().rows[0]
    assert told(change) == ("decision", "Status set: Denied", ["Clash reported at Beska"])
    assert (str(change.by), change.status, change.reason) == (
        "Editor",
        "denied",
        "The command was there",
    )
    assert "Jo" not in repr(change)


def test_lapse_tells_who_had_said_it(cast: Cast) -> None:
    later = make_claim(
        cast.relayed, document=make_document(source=cast.wire), stance="context", publish=True
    )

    lapse_claim(cast.first, ended_by=later, kind="withdrawn", by=writer(), reason="Its own word")

    change = list_changes().rows[0]
    assert told(change) == (
        "lapse",
        "What The Wire had said was withdrawn.",
        ["Brigade reported entering Alta"],
    )
    assert change.reason == "Its own word"


def test_lapse_by_a_hidden_claim_is_not_told(cast: Cast) -> None:
    before = list_changes()
    draft = make_claim(cast.relayed, document=make_document(source=cast.wire), stance="context")

    lapse_claim(cast.first, ended_by=draft, kind="withdrawn", by=writer(), reason=WHY)

    assert list_changes() == before


def test_withdrawal_tells_the_category_and_nothing_else(cast: Cast) -> None:
    withdraw_event(cast.disputed, category="safety", by=writer(), reason="Somebody was named")

    withdrawn, published = list_changes().rows

    assert told(withdrawn) == ("withdrawn", "An event was withdrawn: somebody's safety", [])
    assert (withdrawn.reason, withdrawn.by, withdrawn.known_on) == ("", "", None)
    assert told(published) == (
        "published",
        "1 event was published",
        ["Brigade reported entering Alta"],
    )


def test_withdrawal_of_what_never_was_public_is_not_told(cast: Cast) -> None:
    before = list_changes()

    withdraw_event(cast.draft, category="error", by=writer(), reason=WHY)

    assert list_changes() == before


def test_republished_event_is_no_longer_called_withdrawn(cast: Cast) -> None:
    withdraw_event(cast.disputed, category="error", by=writer(), reason=WHY)
    publish_event(cast.disputed, by=writer(), reason=WHY)

    assert [told(change) for change in list_changes().rows] == [
        ("published", "1 event was published", [cast.disputed.title]),
        ("published", "2 events were published", [cast.relayed.title, cast.disputed.title]),
    ]


def test_withheld_places_are_not_named(db: None) -> None:
    refuge = make_place(name="Refuge")
    event = make_event(title="Raid reported", places=[PlacePart(refuge, withhold="place")])

    decide_status(event, status="disputed", by=writer(), reason="Refuge says that it is safe")

    assert list_changes().rows[0].reason == "[place withheld] says that it is safe"


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_pages_lead_through_every_change_once(cast: Cast, size: int) -> None:
    for status in ("disputed", "denied", "unconfirmed"):
        decide_status(cast.disputed, status=status, by=writer(), reason=WHY)
    with writing(writer(), Verb.DRAFT, WHY):
        gone = [make_event() for _ in range(3)]
    with writing(writer(), Verb.DRAFT, WHY):
        for event, category in zip(gone, ("error", "legal", "safety"), strict=True):
            withdraw_event(event, category=category, by=writer(), reason=WHY)
    whole = list_changes(size=200).rows
    pages, start = [], None

    while True:
        page = list_changes(start, size)
        pages.append(page.rows)
        if not page.after:
            break
        start = read_start(page.after)

    assert [change for rows in pages for change in rows] == list(whole)
    assert len(whole) == 7
    assert {len(rows) for rows in pages[:-1]} <= {size}


def test_queries_do_not_grow_with_the_page(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        status = ("disputed", "denied")[number % 2]
        decide_status(cast.disputed, status=status, by=writer(), reason=WHY)

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        list_changes()


def test_turns_of_status_are_told_with_their_day(cast: Cast) -> None:
    (turn,) = list_status_turns(Filters())

    assert (turn.title, turn.before, turn.now, turn.by, turn.day.isoformat()) == (
        "Clash reported at Beska",
        "unconfirmed",
        "disputed",
        "rule",
        "2014-08-21",
    )


def test_past_view_tells_the_turns_after_its_day_of_events_known_then(cast: Cast) -> None:
    told = {
        day: [turn.day.day for turn in list_status_turns(Filters(known=date(2014, 8, day)))]
        for day in (19, 20, 21)
    }

    # Not known before the 20th, disputed from the 21st on.
    assert told == {19: [], 20: [21], 21: []}


def test_only_the_latest_turns_are_told(db: None) -> None:
    for day in ("05", "07", "06", "08"):
        event = make_event(claims=0, publish=False, date="2014-08-01")
        make_claim(event, document=make_document(published="2014-08-01"))
        make_claim(
            event,
            stance="denies",
            document=make_document(published=f"2014-08-{day}", source=make_source()),
        )
        publish_event(event, by=writer(), reason=WHY)

    assert [turn.day.day for turn in list_status_turns(Filters())] == [8, 7, 6]
