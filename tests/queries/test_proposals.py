"""Which proposals wait, and for whom."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import WHY, make_account, writer
from timeline.models import Proposal
from timeline.queries.editors.proposals import (
    Whose,
    count_proposals,
    list_proposals,
    proposals_of,
)
from timeline.queries.rows.permissions import recorded_by, ruling
from timeline.services.nouns.claims import attach_claim, edit_claim
from timeline.services.nouns.events import edit_event
from timeline.services.nouns.workflow import publish_event, withdraw_event
from timeline.services.proposals.proposing import return_proposal, save_or_propose, saving
from timeline.vocabulary.permissions import Ruling
from timeline.vocabulary.roles import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return make_account("editor")


def test_lists_and_counts_hold_what_waits_for_whom(cast: Cast, editor: Any) -> None:
    other = make_account("publisher")
    kept = save_or_propose(publish_event, cast.draft, by=editor, reason=WHY)
    gone = save_or_propose(withdraw_event, cast.disputed, by=editor, reason=WHY, category="error")
    assert gone is not None
    assert list(list_proposals(other, Whose.ALL, None).rows) == [kept, gone]
    assert list(list_proposals(editor, Whose.OTHERS, None).rows) == []

    return_proposal(gone, by=other, comment="No")

    assert list(list_proposals(other, Whose.OTHERS, None).rows) == [kept]
    assert list(list_proposals(editor, Whose.ALL, None).rows) == [kept]
    assert list(list_proposals(editor, Whose.MINE, None).rows) == [gone, kept]
    counts = {whose: count.n for whose, count in count_proposals(editor).items()}
    assert counts == {Whose.OTHERS: 0, Whose.MINE: 2, Whose.ALL: 1}
    with CaptureQueriesContext(connection) as captured:
        listed = [str(row) for row in proposals_of(editor, Whose.ALL)]
    assert listed == ["Publish: Secret draft event"]
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
    assert ruling(ada, Verb.EDIT, claim) is Ruling.ALLOWED
    assert ruling(ben, Verb.EDIT, claim) is Ruling.FORBIDDEN
    assert ruling(ada, Verb.EDIT, claim, cast.first) is Ruling.FORBIDDEN
    assert ruling(make_account("editor"), Verb.EDIT, claim, cast.first) is Ruling.PROPOSE
