"""The review queue: what puts an event into it, and what takes it out."""

import pytest

from tests.cast import Cast
from tests.factories import WHY, make_account, make_claim, make_document, make_event, writer
from timeline.models import Claim, DistinctPair, Event, EvidenceReview, QueueEntry, SearchRow
from timeline.services.errors import NotAllowed, Refused, StaleVersion
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.workflow import publish_event, withdraw_event
from timeline.services.proposals.reviews import (
    accept_evidence,
    accept_unchanged,
    decide_in_review,
    judge_distinct,
)

pytestmark = pytest.mark.django_db


def queued() -> dict[int, tuple[bool, bool, bool]]:
    """Keys of the events in the queue with changed, differs, lapsed."""
    rows = QueueEntry.objects.values_list("event", "changed", "differs", "lapsed")
    return {pk: (changed, differs, lapsed) for pk, changed, differs, lapsed in rows}


def digest(event: Event) -> str:
    return SearchRow.objects.get(event=event.pk).digest


def decided(status: str = "unconfirmed") -> Event:
    event = make_event()
    decide_status(event, status=status, by=writer(), reason=WHY)
    return event


def end(claim: Claim, *, publish: bool = True) -> None:
    """End a claim by a correction of the same paper."""
    paper = make_document(source=claim.document.source, published="2014-08-30")
    correction = make_claim(claim.event, document=paper, stance="denies", publish=publish)
    lapse_claim(claim, ended_by=correction, kind="withdrawn", by=writer(), reason=WHY)


def test_decision_awaits_nobody_while_the_counts_stay() -> None:
    decided("disputed")

    assert queued() == {}


def test_decision_awaits_an_editor_when_the_counts_change() -> None:
    event = decided()

    make_claim(event, publish=True)

    assert queued() == {event.pk: (True, True, False)}


def test_new_document_of_the_same_origin_changes_counts_but_not_the_rule(cast: Cast) -> None:
    decide_status(cast.relayed, status="unconfirmed", by=writer(), reason=WHY)

    make_claim(cast.relayed, relays=cast.third, basis="other_media", publish=True)

    assert queued() == {cast.relayed.pk: (True, False, False)}


def test_confirmed_agrees_with_corroborated() -> None:
    event = make_event(claims=2)
    decide_status(event, status="confirmed", ground="primary_record", by=writer(), reason=WHY)

    make_claim(event, publish=True)

    assert queued() == {event.pk: (True, False, False)}


def test_draft_claim_changes_nothing() -> None:
    make_claim(decided())

    assert queued() == {}


def test_event_by_rule_does_not_await_anybody_when_claims_come() -> None:
    make_claim(make_event(), publish=True)

    assert queued() == {}


def test_decision_on_a_draft_is_reviewed_by_publishing() -> None:
    event = make_event(publish=False)
    decide_status(event, status="denied", by=writer(), reason=WHY)
    publish_event(event, by=writer(), reason=WHY)

    assert queued() == {}
    assert EvidenceReview.objects.get(event=event).origins == 1


def test_lapse_brings_an_event_that_nobody_decided_on(cast: Cast) -> None:
    end(cast.first)

    assert queued() == {cast.relayed.pk: (False, False, True)}


def test_lapse_of_a_lapsing_claim_touches_the_other_events_too() -> None:
    event, other = make_event(claims=0, publish=False), make_event()
    ended = other.claims.get()
    paper = ended.document.source
    correction = make_claim(event, document=make_document(source=paper, published="2014-08-30"))
    publish_event(event, by=writer(), reason=WHY)
    lapse_claim(ended, ended_by=correction, kind="corrected", by=writer(), reason=WHY)
    accept_evidence(other, seen=digest(other), by=writer())
    assert queued() == {}

    end(correction)

    assert queued().keys() == {event.pk, other.pk}


def test_lapse_by_a_draft_touches_nothing(cast: Cast) -> None:
    end(cast.first, publish=False)

    assert queued() == {}


def test_withdrawn_event_leaves_the_queue() -> None:
    event = decided()
    make_claim(event, publish=True)

    withdraw_event(event, category="error", by=writer(), reason=WHY)

    assert queued() == {}


def test_queue_keeps_its_order_when_more_comes() -> None:
    first, second = decided(), decided()
    make_claim(first, publish=True)
    make_claim(second, publish=True)

    make_claim(first, publish=True, stance="denies")

    assert list(QueueEntry.objects.order_by("pk").values_list("event", flat=True)) == [
        first.pk,
        second.pk,
    ]


def test_accepting_follows_the_rule_with_its_reason() -> None:
    event = decided()
    make_claim(event, publish=True)

    accept_evidence(event, seen=digest(event), by=make_account("editor", username="ed"))

    decision = event.status_changes.last()
    assert decision is not None
    assert (decision.status, decision.author.username) == ("corroborated", "ed")
    assert decision.reason == "As the rule suggests: 2 origins / 2 documents."
    assert queued() == {}


def test_accepting_what_agrees_adds_no_decision(cast: Cast) -> None:
    decide_status(cast.relayed, status="unconfirmed", by=writer(), reason=WHY)
    make_claim(cast.relayed, relays=cast.third, publish=True)

    accept_evidence(cast.relayed, seen=digest(cast.relayed), by=writer())

    assert cast.relayed.status_changes.count() == 1
    assert queued() == {}
    assert EvidenceReview.objects.get(event=cast.relayed).documents == 4


def test_accepted_event_comes_again_when_the_counts_change_again(cast: Cast) -> None:
    decide_status(cast.relayed, status="unconfirmed", by=writer(), reason=WHY)
    make_claim(cast.relayed, relays=cast.third, publish=True)
    accept_unchanged(cast.relayed, seen=digest(cast.relayed), by=writer())

    make_claim(cast.relayed, relays=cast.third, publish=True)

    assert queued() == {cast.relayed.pk: (True, False, False)}


def test_keeping_a_decision_against_the_rule_takes_a_reason() -> None:
    event = decided()
    make_claim(event, publish=True)

    with pytest.raises(Refused, match="say why"):
        decide_in_review(event, status="unconfirmed", reason=" ", seen=digest(event), by=writer())

    decide_in_review(
        event, status="unconfirmed", reason="one mouth", seen=digest(event), by=writer()
    )
    assert queued() == {}
    assert event.status_changes.count() == 2


def test_many_at_once_never_change_a_status() -> None:
    event = decided()
    make_claim(event, publish=True)

    with pytest.raises(StaleVersion):
        accept_unchanged(event, seen=digest(event), by=writer())

    assert event.status_changes.count() == 1


def test_review_of_an_event_that_changed_since_is_refused() -> None:
    event = decided()
    make_claim(event, publish=True)
    seen = digest(event)
    make_claim(event, publish=True, stance="denies")

    with pytest.raises(StaleVersion):
        accept_evidence(event, seen=seen, by=writer())
    with pytest.raises(StaleVersion):
        decide_in_review(event, status="denied", reason="no", seen=seen, by=writer())


def test_second_acceptance_of_the_same_event_is_refused(cast: Cast) -> None:
    end(cast.first)
    seen = digest(cast.relayed)
    accept_evidence(cast.relayed, seen=seen, by=writer())

    with pytest.raises(StaleVersion):
        accept_evidence(cast.relayed, seen=seen, by=writer())


def test_contributor_reviews_nothing(cast: Cast) -> None:
    end(cast.first)

    with pytest.raises(NotAllowed):
        accept_evidence(cast.relayed, seen=digest(cast.relayed), by=make_account("contributor"))


def test_pair_is_judged_distinct_once_in_either_order(cast: Cast) -> None:
    judge_distinct(cast.disputed, cast.relayed, by=writer(), reason="two towns")

    with pytest.raises(Refused):
        judge_distinct(cast.relayed, cast.disputed, by=writer(), reason="again")

    pair = DistinctPair.objects.get()
    assert (pair.first, pair.second) == (cast.relayed, cast.disputed)
