"""What each proposal would change, field by field."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import WHY, make_account, make_claim, make_document, make_event
from timeline.models import Proposal
from timeline.services.nouns.claims import edit_claim, lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.documents import edit_document
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event
from timeline.services.nouns.merging import split_event
from timeline.services.nouns.places import edit_place
from timeline.services.nouns.timelines import LinkPart, edit_timeline, link_events
from timeline.services.nouns.workflow import publish_event, withdraw_event
from timeline.services.proposals.describing import describe_proposal
from timeline.services.proposals.proposing import save_or_propose
from timeline.vocabulary.measures import MeasurePart

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


def test_emptied_list_is_told(cast: Cast, editor: Any) -> None:
    proposal = save_or_propose(
        edit_event, cast.relayed, by=editor, reason=WHY, version=None, places=[]
    )

    assert changes(proposal) == {
        "Places of an event": ("Alta, location, Nothing: the place is public", "")
    }


def test_links_and_events_of_a_timeline_are_told(cast: Cast, editor: Any) -> None:
    links = save_or_propose(
        link_events, cast.relayed, [LinkPart("follows", cast.disputed)], by=editor, reason=WHY
    )
    story = save_or_propose(
        edit_timeline, cast.story, by=editor, reason=WHY, version=None, events=[cast.disputed]
    )

    told = list(changes(links).values())
    assert told == [("", f"follows, {cast.disputed.title}")]
    assert changes(story)["Events"][1] == cast.disputed.title


def test_split_names_the_claims_that_go_and_the_new_event(cast: Cast, editor: Any) -> None:
    event = make_event(claims=2)
    going = event.claims.order_by("pk")[:1].get()
    proposal = save_or_propose(
        split_event, event, by=editor, reason=WHY, claims=[going], title="The other half"
    )

    assert changes(proposal) == {"Claims": ("", str(going)), "Title": ("", "The other half")}


def test_step_of_a_service_that_is_gone_is_told_by_its_key(cast: Cast, editor: Any) -> None:
    row = {"$row": "event", "id": cast.relayed.pk}
    step = {"service": "forgotten", "rows": [row], "arguments": {"title": "X"}}
    proposal = Proposal(event=cast.relayed, payload={"steps": [step], "seen": {}})

    (told,) = describe_proposal(proposal).steps

    assert (told.says, told.row, told.changes) == ("forgotten", cast.relayed, ())
