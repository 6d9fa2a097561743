"""What waits, and what each proposal would change, field by field."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import WHY, make_account, make_claim, make_document, make_event, writer
from timeline.models import Proposal
from timeline.queries.editors.proposals import (
    describe_proposal,
    open_proposals,
    proposal_counts,
    proposals_for,
    proposals_of,
)
from timeline.queries.rows.permissions import recorded_by, recorded_rows, ruling
from timeline.services.nouns.claims import attach_claim, edit_claim, lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.documents import edit_document
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event
from timeline.services.nouns.places import edit_place
from timeline.services.nouns.workflow import publish_event, withdraw_event
from timeline.services.proposals.proposing import return_proposal, save_or_propose, saving
from timeline.vocabulary.measures import MeasurePart
from timeline.vocabulary.permissions import Ruling
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return make_account("editor")


def changes(proposal: Any) -> dict[str, tuple[str, str]]:
    """Before and after of every field, of all steps."""
    detail = describe_proposal(proposal)
    return {c.field: (c.before, c.after) for step in detail.steps for c in step.changes}


def test_only_what_differs_is_told_in_the_words_of_the_forms(cast: Cast, editor: Any) -> None:
    proposal = save_or_propose(
        edit_event,
        cast.relayed,
        by=editor,
        reason=WHY,
        version=cast.relayed.version,
        title="Brigade said to enter Alta",
        date=cast.relayed.date,
        nature="occurrence",
        type="siege",
        places=[PlacePart(cast.alta), PlacePart(cast.beska, "destination", "near")],
        actors=[ActorPart(cast.brigade, "agent"), ActorPart(cast.civilians, "target")],
    )

    assert changes(proposal) == {
        "Title": ("Brigade reported entering Alta", "Brigade said to enter Alta"),
        "Type": ("Movement of forces", "Siege"),
        "Places of an event": (
            "Alta, location, Nothing: the place is public",
            "Alta, location, Nothing: the place is public\n"
            "Beska, destination, near it, Nothing: the place is public",
        ),
    }


def test_who_asserts_a_role_is_told_where_it_changes(cast: Cast, editor: Any) -> None:
    proposal = save_or_propose(
        edit_event,
        cast.relayed,
        by=editor,
        reason=WHY,
        version=None,
        actors=[
            ActorPart(cast.brigade, "agent", [cast.first]),
            ActorPart(cast.civilians, "target"),
        ],
    )

    before, after = changes(proposal)["Actors in an event"]
    assert cast.first.summary not in before
    assert cast.first.summary in after


def test_claims_documents_places_and_their_lists_are_told(cast: Cast, editor: Any) -> None:
    who = {"by": editor, "reason": WHY, "version": None}
    of_claim = save_or_propose(
        edit_claim,
        cast.second,
        **who,
        basis="own_reporter",
        relays=None,
        measures=[MeasurePart("killed", "a dozen", None, 12, None)],
    )
    of_document = save_or_propose(
        edit_document, cast.first.document, **who, accessed=date(2014, 8, 20), source=cast.daily
    )
    of_place = save_or_propose(edit_place, cast.alta, **who, parent=cast.arland, disputed=True)

    assert changes(of_claim)["Measures"] == ("", "killed, a dozen, 12")
    assert changes(of_document) == {
        "Read on": ("", "2014-08-20"),
        "Source": ("The Wire", "The Daily"),
    }
    assert changes(of_place) == {
        "Part of": ("Norreg", "Arland"),
        "Disputed": ("no", "yes"),
    }


def test_emptied_field_is_told(cast: Cast, editor: Any) -> None:
    proposal = save_or_propose(
        edit_claim, cast.second, by=editor, reason=WHY, version=None, relays=None
    )

    assert changes(proposal) == {"Relays the claim": (cast.first.summary, "")}


def test_lapse_decision_and_withdrawal_are_told(cast: Cast, editor: Any) -> None:
    ending = make_claim(cast.relayed, document=make_document(source=cast.wire), publish=True)
    event = make_event(claims=2)
    lapse = save_or_propose(
        lapse_claim, cast.first, by=editor, reason=WHY, ended_by=ending, kind="withdrawn"
    )
    decision = save_or_propose(
        decide_status, event, by=editor, reason=WHY, status="confirmed", ground="primary_record"
    )
    withdrawal = save_or_propose(
        withdraw_event, cast.disputed, by=editor, reason=WHY, category="safety"
    )

    assert changes(lapse)["By"] == ("", ending.summary)
    assert changes(decision)["Status"][1] == "Confirmed"
    assert changes(withdrawal) == {"Withdrawn for": ("", "Somebody's safety")}


def test_rows_that_would_be_published_are_named(cast: Cast, editor: Any) -> None:
    proposal = save_or_propose(publish_event, cast.draft, by=editor, reason=WHY)
    detail = describe_proposal(proposal)
    claim = cast.draft.claims.get()
    assert set(detail.rows) == {cast.draft, claim, cast.draft_document}


def test_queries_of_a_description_do_not_grow_with_its_rows(cast: Cast, editor: Any) -> None:
    def queries(count: int) -> int:
        event = make_event(claims=count, publish=False)
        proposal = save_or_propose(publish_event, event, by=editor, reason=WHY)
        assert proposal is not None
        stored = Proposal.objects.get(pk=proposal.pk)
        with CaptureQueriesContext(connection) as captured:
            describe_proposal(stored)
        return len(captured)

    assert queries(1) == queries(5)


def test_lists_and_counts_hold_what_waits_for_whom(cast: Cast, editor: Any) -> None:
    other = make_account("publisher")
    kept = save_or_propose(publish_event, cast.draft, by=editor, reason=WHY)
    gone = save_or_propose(withdraw_event, cast.disputed, by=editor, reason=WHY, category="error")
    assert kept is not None
    assert gone is not None
    assert list(open_proposals()) == [kept, gone]
    assert list(proposals_for(editor)) == []

    return_proposal(gone, by=other, comment="No")

    assert list(open_proposals(ProposalKind.PUBLISH)) == list(proposals_for(other)) == [kept]
    assert list(proposals_of(editor)) == [gone, kept]
    assert proposal_counts() == {kind: int(kind == "publish") for kind in ProposalKind}
    with CaptureQueriesContext(connection) as captured:
        assert [str(row) for row in open_proposals()] == ["Publish: Secret draft event"]
    assert len(captured) == 1


def test_proposals_around_an_event_are_those_of_its_claims_too(cast: Cast, editor: Any) -> None:
    who = {"by": editor, "reason": WHY, "version": None}
    of_event = save_or_propose(edit_event, cast.relayed, **who, title="X")
    of_claim = save_or_propose(edit_claim, cast.first, **who, summary="X")
    save_or_propose(edit_event, cast.disputed, **who, title="Y")

    assert set(Proposal.objects.around(cast.relayed.pk)) == {of_event, of_claim}


def test_own_draft_is_whose_history_begins_with_the_account(cast: Cast) -> None:
    ada, ben = make_account("contributor"), make_account("contributor")
    with saving(by=ada, reason=WHY) as page:
        claim = page.do(
            attach_claim,
            event=cast.relayed,
            document=cast.first.document,
            stance="supports",
            summary="So",
        )
    edit_claim(claim, by=writer(), reason=WHY, version=None, note="changed by another")

    cast.first.refresh_from_db()
    assert recorded_by(claim) == ada.pk
    assert list(recorded_rows(type(claim).objects.all(), ada)) == [claim]
    assert ruling(ada, Verb.EDIT, claim) is Ruling.ALLOWED
    assert ruling(ben, Verb.EDIT, claim) is Ruling.FORBIDDEN
    assert ruling(ada, Verb.EDIT, claim, cast.first) is Ruling.FORBIDDEN
    assert ruling(make_account("editor"), Verb.EDIT, claim, cast.first) is Ruling.PROPOSE
