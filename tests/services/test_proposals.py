"""Four eyes: what takes a second person, and how it is proposed, accepted, returned."""

import json
from dataclasses import replace
from datetime import date, time
from typing import Any

import pghistory
import pytest
from django.db import DatabaseError

from tests.factories import (
    WHY,
    make_account,
    make_claim,
    make_document,
    make_event,
    make_place,
    writer,
)
from tests.models.test_guards import refused as refused_by_database
from timeline.models import Event, Proposal
from timeline.services.errors import NeedsSecondPerson, NotAllowed, Refused, StaleVersion
from timeline.services.nouns.claims import attach_claim, edit_claim, lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.documents import keep_copy
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event
from timeline.services.nouns.places import OtherName, edit_place
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import (
    publish_claim,
    publish_event,
    withdraw_claim,
    withdraw_event,
)
from timeline.services.proposable import DECLARED
from timeline.services.proposals.proposing import (
    accept_proposal,
    refusal_of,
    return_proposal,
    save_or_propose,
    saving,
    take_back_proposal,
)
from timeline.services.proposals.steps import find_proposable, keep_step, take_step
from timeline.vocabulary.measures import MeasurePart
from timeline.vocabulary.proposals import ProposalKind, ProposalState

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return make_account("editor")


@pytest.fixture
def publisher() -> Any:
    return make_account("publisher")


def propose_title(event: Event, by: Any, title: str = "Another title") -> Proposal:
    proposal = save_or_propose(
        edit_event, event, by=by, reason="better words", version=event.version, title=title
    )
    assert proposal is not None
    return proposal


def test_edit_of_what_readers_see_is_refused_alone(cast, publisher):
    with pytest.raises(NeedsSecondPerson):
        edit_event(cast.relayed, by=publisher, reason=WHY, version=None, title="Alone")

    assert Event.objects.get(pk=cast.relayed.pk).title == cast.relayed.title


def test_accepted_proposal_is_carried_out_with_both_in_the_history(cast, editor, publisher):
    proposal = propose_title(cast.relayed, editor)
    assert Event.objects.get(pk=cast.relayed.pk).title == "Brigade reported entering Alta"

    accept_proposal(proposal, by=publisher, comment="right")

    event = Event.objects.get(pk=cast.relayed.pk)
    last = event.history.order_by("pgh_id").last()
    assert event.title == "Another title"
    assert last.pgh_context.metadata == {
        "user": publisher.pk,
        "why": "better words",
        "proposed_by": editor.pk,
        "proposal": proposal.public_id,
    }
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.comment) == (
        ProposalState.ACCEPTED,
        publisher,
        "right",
    )


def test_proposer_does_not_accept(cast, publisher):
    proposal = propose_title(cast.relayed, publisher)

    with pytest.raises(NotAllowed):
        accept_proposal(proposal, by=publisher)

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN


def test_database_refuses_the_proposer_as_the_one_who_accepts(cast, publisher):
    proposal = propose_title(cast.relayed, publisher)

    rows = Proposal.objects.filter(pk=proposal.pk)
    decided = {"state": "accepted", "decided_by": publisher, "decided_at": proposal.created_at}

    with refused_by_database("proposal_accepted_by_somebody_else"):
        rows.update(review="two", **decided)
    assert rows.update(review="one", **decided) == 1


@pytest.mark.parametrize("role", ["contributor", "editor"])
def test_accepting_takes_a_publisher(cast, editor, role):
    proposal = propose_title(cast.relayed, editor)

    with pytest.raises(NotAllowed):
        accept_proposal(proposal, by=make_account(role))


def test_contributor_does_not_propose(cast):
    with pytest.raises(NotAllowed):
        propose_title(cast.relayed, make_account("contributor"))

    assert not Proposal.objects.exists()


def test_stale_proposal_is_refused_and_stays_open(cast, editor, publisher):
    proposal = propose_title(cast.relayed, editor)
    edit_event(cast.relayed, by=writer(), reason=WHY, version=None, summary="Meanwhile")

    with pytest.raises(StaleVersion):
        accept_proposal(proposal, by=publisher)

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN
    assert Event.objects.get(pk=cast.relayed.pk).title == "Brigade reported entering Alta"


def test_nothing_is_published_that_was_not_there_when_it_was_proposed(cast, editor, publisher):
    proposal = save_or_propose(publish_event, cast.draft, by=editor, reason=WHY)
    assert proposal is not None
    make_claim(cast.draft, summary="slipped in")

    with pytest.raises(StaleVersion):
        accept_proposal(proposal, by=publisher)

    assert Event.objects.get(pk=cast.draft.pk).state == "draft"


def test_claim_changed_after_the_proposal_is_not_published(cast, editor, publisher):
    proposal = save_or_propose(publish_event, cast.draft, by=editor, reason=WHY)
    claim = cast.draft.claims.get()
    edit_claim(claim, by=editor, reason=WHY, version=None, summary="other words")

    with pytest.raises(StaleVersion):
        accept_proposal(proposal, by=publisher)


def test_page_is_stored_where_allowed_and_proposed_where_not(cast, editor, publisher):
    document = make_document()
    with saving(by=editor, reason="one page") as page:
        page.do(edit_event, cast.relayed, version=cast.relayed.version, title="New words")
        claim = page.do(
            attach_claim, event=cast.relayed, document=document, stance="supports", summary="So"
        )
        page.do(publish_event, cast.relayed)

    assert claim.state == "draft"
    assert [step["service"] for step in page.proposal.payload["steps"]] == [
        "edit_event",
        "publish_event",
    ]
    assert page.proposal.kind == ProposalKind.PUBLISH

    accept_proposal(page.proposal, by=publisher)

    claim.refresh_from_db()
    assert (claim.state, claim.event.title) == ("published", "New words")


def test_untouched_page_proposes_nothing(cast, editor):
    proposal = save_or_propose(
        edit_event,
        cast.relayed,
        by=editor,
        reason=WHY,
        version=None,
        title=cast.relayed.title,
        places=[PlacePart(cast.alta)],
    )

    assert proposal is None
    assert not Proposal.objects.exists()


def test_mistake_is_refused_when_it_is_proposed(cast, editor):
    with pytest.raises(Refused) as refused:
        propose_title(cast.relayed, editor, title="")

    assert "title" in refused.value.message_dict
    assert not Proposal.objects.exists()


def test_proposing_leaves_the_rows_of_the_caller_and_the_search_as_they_were(cast, editor):
    row = cast.relayed.search_row
    propose_title(cast.relayed, editor)

    assert (cast.relayed.title, cast.relayed.version) == ("Brigade reported entering Alta", 2)
    assert type(row).objects.get(pk=row.pk).digest == row.digest


def test_later_step_is_tried_on_top_of_the_earlier_one(editor, publisher):
    place = make_place(name="Shelter", withhold="place")
    event = make_event(title="Talks at Shelter", publish=False)
    with saving(by=editor, reason=WHY) as page:
        page.do(edit_event, event, version=event.version, title="Talks", slug="talks")
        page.do(edit_event, event, version=None, places=[PlacePart(place)])
        page.do(publish_event, event)

    accept_proposal(page.proposal, by=publisher)

    assert Event.objects.get(pk=event.pk).state == "published"


def test_returned_proposal_says_why_and_is_final(cast, editor, publisher):
    proposal = propose_title(cast.relayed, editor)
    with pytest.raises(Refused):
        return_proposal(proposal, by=publisher, comment=" ")

    return_proposal(proposal, by=publisher, comment="The source says otherwise")

    assert proposal.state == ProposalState.RETURNED
    with pytest.raises(Refused) as refused:
        accept_proposal(proposal, by=publisher)
    assert "state" in refused.value.message_dict


def test_only_the_proposer_takes_back_and_others_return(cast, editor, publisher):
    proposal = propose_title(cast.relayed, editor)
    with pytest.raises(NotAllowed):
        take_back_proposal(proposal, by=publisher)
    with pytest.raises(NotAllowed):
        return_proposal(proposal, by=editor, comment="mine")

    take_back_proposal(proposal, by=editor)

    assert proposal.state == ProposalState.TAKEN_BACK


def test_what_was_proposed_and_decided_never_changes(cast, editor):
    proposal = propose_title(cast.relayed, editor)
    rows = Proposal.objects.filter(pk=proposal.pk)
    with refused_by_database("Cannot update", DatabaseError):
        rows.update(payload={"steps": [], "seen": {}})
    take_back_proposal(proposal, by=editor)
    with refused_by_database("Cannot update", DatabaseError):
        rows.update(comment="Rewritten")


def test_confirming_takes_a_second_person_and_other_decisions_do_not(cast, editor, publisher):
    event = make_event(claims=2)
    decide_status(event, status="disputed", by=editor, reason="they differ")

    proposal = save_or_propose(
        decide_status,
        event,
        by=editor,
        reason="a record",
        status="confirmed",
        ground="primary_record",
        claims=list(event.claims.all()),
    )

    assert proposal.kind == ProposalKind.CONFIRM
    accept_proposal(proposal, by=publisher)
    assert event.search_row.states.last().status == "confirmed"


@pytest.mark.parametrize("then", ["denied", "lapsed", "reworded", "decided"])
def test_confirming_rests_on_the_evidence_that_the_proposer_saw(cast, editor, publisher, then):
    event = make_event(claims=3)
    claim = event.claims.first()
    given = {"status": "confirmed", "ground": "primary_record", "by": editor}
    proposal = save_or_propose(decide_status, event, reason="a record", **given)
    if then == "denied":
        make_claim(event, stance="denies", publish=True)
    elif then == "lapsed":
        ending = make_claim(make_event(), document=claim.document)
        publish_claim(ending, by=writer(), reason=WHY)
        lapse_claim(claim, ended_by=ending, kind="withdrawn", by=writer(), reason=WHY)
    elif then == "decided":
        decide_status(event, status="disputed", by=editor, reason="they differ")
    else:
        edit_claim(claim, by=writer(), reason=WHY, version=None, summary="Other words")

    assert "has changed since" in refusal_of(proposal, by=editor)
    with pytest.raises(StaleVersion):
        accept_proposal(proposal, by=publisher)

    assert not event.status_changes.filter(status="confirmed").exists()


def test_link_that_came_after_a_proposal_makes_it_stale(cast, editor, publisher):
    proposal = save_or_propose(publish_event, cast.draft, by=editor, reason=WHY)

    link_events(cast.draft, [LinkPart("follows", cast.relayed)], by=writer(), reason=WHY)

    with pytest.raises(StaleVersion):
        accept_proposal(proposal, by=publisher)


@pytest.mark.parametrize("then", ["nothing", "new claim", "no claim left"])
def test_why_a_proposal_would_be_refused_is_told_beforehand(cast, editor, then):
    proposal = save_or_propose(publish_event, cast.draft, by=editor, reason=WHY)
    if then == "new claim":
        make_claim(cast.draft)
    elif then == "no claim left":
        withdraw_claim(cast.draft.claims.get(), by=writer(), reason=WHY)

    words = refusal_of(proposal, by=editor)

    told = {"nothing": "", "new claim": "has changed since", "no claim left": "attach a claim"}
    assert told[then] in words
    assert bool(words) == bool(told[then])
    assert cast.draft.history.count() == 1
    assert Event.objects.get(pk=cast.draft.pk).state == "draft"


def test_one_reviewer_needs_no_proposal(cast, editor, settings):
    settings.TIMELINE_REVIEW = "one"

    proposal = save_or_propose(
        withdraw_event, cast.relayed, by=editor, reason=WHY, category="error"
    )

    assert proposal is None
    assert Event.objects.get(pk=cast.relayed.pk).state == "withdrawn"


def test_proposal_left_over_is_accepted_by_its_proposer_where_one_person_decides(
    cast, editor, settings
):
    proposal = propose_title(cast.relayed, editor)
    settings.TIMELINE_REVIEW = "one"

    accept_proposal(proposal, by=editor)

    assert (proposal.state, proposal.review) == (ProposalState.ACCEPTED, "one")


def test_lapse_and_copy_are_proposed(cast, editor, publisher):
    ending = make_claim(cast.relayed, document=make_document(source=cast.wire), publish=True)
    lapse = save_or_propose(
        lapse_claim, cast.first, by=editor, reason="taken back", ended_by=ending, kind="withdrawn"
    )
    copy = save_or_propose(
        keep_copy,
        cast.first.document,
        by=editor,
        reason="found it",
        text="the brigade has entered the town of Alta",
    )

    for proposal in (lapse, copy):
        accept_proposal(proposal, by=publisher)

    cast.first.refresh_from_db()
    assert cast.first.quote_verdict == "exact"
    assert cast.first.lapses.get().by == ending
    assert (lapse.claim, copy.document) == (cast.first, cast.first.document)


def test_proposal_to_an_older_version_of_the_program_is_refused_in_words(cast, editor, publisher):
    payload = {"steps": [{"service": "forgotten", "rows": [], "arguments": {}}], "seen": {}}
    with pghistory.context(user=editor.pk, why=WHY):
        proposal = Proposal.objects.create(
            kind="edit", event=cast.relayed, payload=payload, reason=WHY, proposer=editor
        )

    with pytest.raises(Refused, match="older version"):
        accept_proposal(proposal, by=publisher)

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN


def test_proposal_kept_before_parts_had_no_type_in_it_is_carried_out(cast, editor, publisher):
    event, other, place = (
        {"$row": noun, "id": row.pk}
        for noun, row in (("event", cast.relayed), ("event", cast.disputed), ("place", cast.beska))
    )
    part = {
        "$part": "PlacePart",
        "place": place,
        "role": "origin",
        "precision": "",
        "withhold": "none",
    }
    link = {"$part": "LinkPart", "kind": "follows", "other": other}
    arguments = {"reason": WHY, "version": None, "title": "New words", "places": [part]}
    steps = [
        {"service": "edit_event", "rows": [event], "arguments": arguments},
        {"service": "link_events", "rows": [event, [link]], "arguments": {"reason": WHY}},
    ]
    seen = {f"event {cast.relayed.pk}": cast.relayed.version}
    with pghistory.context(user=editor.pk, why=WHY):
        proposal = Proposal.objects.create(
            kind="edit",
            event=cast.relayed,
            payload={"steps": steps, "seen": seen},
            reason=WHY,
            proposer=editor,
        )

    accept_proposal(proposal, by=publisher)

    cast.relayed.refresh_from_db()
    assert cast.relayed.title == "New words"
    assert [(p.place, p.role) for p in cast.relayed.event_places.all()] == [(cast.beska, "origin")]
    assert [link.other for link in cast.relayed.links.all()] == [cast.disputed]


@pytest.mark.parametrize(
    ("service", "arguments"),
    [
        (
            edit_event,
            lambda c: {
                "places": [PlacePart(c.alta, "origin", "near", "point")],
                "actors": [ActorPart(c.brigade, "agent", [c.first]), ActorPart(c.command)],
                "time_of_day": time(4, 30),
                "summary": "Said",
            },
        ),
        (
            edit_claim,
            lambda c: {
                "measures": [MeasurePart("killed", "at least a dozen", 10, 12, None)],
                "relays": c.first,
                "origin_unknown": True,
                "note": None,
            },
        ),
        (
            edit_place,
            lambda c: {
                "outline": {"type": "Polygon", "coordinates": [[[1.5, 2.0], [1.0, 2.0]]]},
                "lat": 60.125,
                "aliases": [OtherName("Old Alta")],
            },
        ),
        (decide_status, lambda c: {"known_on": date(2014, 8, 18), "claims": [c.first]}),
    ],
)
def test_arguments_come_back_from_a_step_as_they_were(
    cast, editor, monkeypatch, service, arguments
):
    declared, given = find_proposable(service), arguments(cast)
    step = json.loads(json.dumps(keep_step(declared, [cast.alta], given | {"by": editor})))
    called: dict[str, Any] = {}
    monkeypatch.setitem(
        DECLARED, declared.key, replace(declared, service=lambda row, **a: called.update(a))
    )

    take_step(step, editor)

    assert called == given | {"by": editor}
