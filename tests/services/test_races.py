"""Several people at once, each with a connection of their own: exactly one of them wins."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from tests.factories import WHY, make_account, make_claim, make_event, writer
from timeline.models import Event, Proposal, QueueEntry, SearchRow
from timeline.services.errors import Refused
from timeline.services.nouns.claims import edit_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import edit_event, record_event
from timeline.services.nouns.workflow import publish_event
from timeline.services.proposals.proposing import accept_proposal, save_or_propose
from timeline.services.proposals.reviews import accept_evidence, decide_in_review

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What came of each act, done in threads that start together; a refusal counts as result."""
    barrier = Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(index: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait()
            results[index] = acts[index]()
        except Refused as refused:
            results[index] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=[index]) for index in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_25_saves_of_one_version_one_wins():
    event = make_event(publish=False)
    editor = make_account("editor")
    titles = [f"Title {number}" for number in range(25)]

    def save(title: str) -> Callable[[], Any]:
        own = Event.objects.get(pk=event.pk)
        return lambda: edit_event(own, by=editor, reason=WHY, version=1, title=title)

    results = at_once([save(title) for title in titles])

    winners = [title for title, result in zip(titles, results, strict=True) if result is True]
    stored = Event.objects.get(pk=event.pk)
    assert ([stored.title], stored.version) == (winners, 2)
    assert all(isinstance(r, Refused) for r in results if r is not True)
    assert event.history.filter(pgh_label="update").count() == 1


def test_of_several_who_accept_one_does_and_it_is_done_once():
    event = make_event()
    proposal = save_or_propose(
        edit_event, event, by=make_account("editor"), reason=WHY, version=None, title="Accepted"
    )
    assert proposal is not None
    publishers = [make_account("publisher") for _ in range(6)]

    def accept(by: Any) -> Callable[[], Any]:
        own = Proposal.objects.get(pk=proposal.pk)
        return lambda: accept_proposal(own, by=by)

    results = at_once([accept(by) for by in publishers])

    stored = Proposal.objects.get(pk=proposal.pk)
    winners = [by for by, result in zip(publishers, results, strict=True) if result is None]
    assert winners == [stored.decided_by]
    assert event.history.filter(title="Accepted").count() == 1


def test_draft_is_not_changed_by_its_author_while_it_is_published():
    author, editor, publisher = (
        make_account(role) for role in ("contributor", "editor", "publisher")
    )
    for turn in range(4):
        event = record_event(
            by=author, reason=WHY, title=f"Checked {turn}", date="2014-08-18", type="protest"
        )
        make_claim(event)
        proposal = save_or_propose(publish_event, event, by=editor, reason=WHY)
        own = Event.objects.get(pk=event.pk)

        at_once(
            [
                lambda own=own: edit_event(
                    own, by=author, reason=WHY, version=None, title="Slipped"
                ),
                lambda proposal=proposal: accept_proposal(proposal, by=publisher),
            ]
        )

        stored = Event.objects.get(pk=event.pk)
        assert (stored.title, stored.state) in [
            (f"Checked {turn}", "published"),
            ("Slipped", "draft"),
        ]


def test_saves_of_two_rows_that_touch_one_event_both_come_through_or_say_why():
    event = make_event(publish=False)
    first, second = make_claim(event), make_claim(event)
    results = at_once(
        [
            lambda claim=claim: edit_claim(
                claim, by=writer(), reason=WHY, version=1, summary="Changed"
            )
            for claim in (first, second)
        ]
    )

    changed = event.claims.filter(summary="Changed").count()
    assert changed == sum(result is True for result in results) >= 1


def test_of_several_who_decide_in_the_queue_one_does_and_one_decision_is_written():
    event = make_event()
    decide_status(event, status="unconfirmed", by=writer(), reason=WHY)
    make_claim(event, stance="denies", publish=True)
    seen = SearchRow.objects.get(event=event.pk).digest
    editors = [make_account("editor") for _ in range(6)]

    def act(number: int) -> Callable[[], Any]:
        own, who = Event.objects.get(pk=event.pk), {"by": editors[number], "seen": seen}
        if number % 2:
            return lambda: accept_evidence(own, **who)
        return lambda: decide_in_review(own, status="denied", reason=f"because {number}", **who)

    results = at_once([act(number) for number in range(len(editors))])

    winners = [n for n, result in enumerate(results) if not isinstance(result, Refused)]
    decisions = list(event.status_changes.order_by("pk"))[1:]
    assert [decision.author for decision in decisions] == [editors[n] for n in winners]
    assert len(winners) == 1
    assert not QueueEntry.objects.exists()
