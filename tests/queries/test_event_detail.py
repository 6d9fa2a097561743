"""One event as a reader sees it: claims, chains, origins, history, past views."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_account,
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    make_source,
    publish_event,
    writer,
)
from timeline.models import Event
from timeline.queries.event.casts import say_cast
from timeline.queries.event.detail import EventDetail, find_event_detail
from timeline.queries.readers.addresses import Withdrawn, find_document, find_event
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.documents import withdraw_document
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import withdraw_event
from timeline.vocabulary.clock import today
from timeline.vocabulary.measures import MeasurePart

pytestmark = pytest.mark.django_db


def load(event: Event, day: date | None = None) -> EventDetail:
    found = find_event(event.public_id)
    assert isinstance(found, Event)
    detail = find_event_detail(found, day or today())
    assert detail is not None
    return detail


def test_chain_runs_from_the_origin_to_each_document(cast: Cast) -> None:
    detail = load(cast.relayed)

    (group,) = detail.groups
    assert (group.side, group.name, group.documents, group.counted) == (
        "supports", "The Wire", 3, True,
    )  # fmt: skip
    (chain,) = group.chains
    assert [(step.verb, step.name, step.note) for step in chain] == [
        ("", "“an informed source”", "as it is called there"),
        ("tells", "The Wire", "18 Aug 2014 · not archived"),
        ("relays", "The Daily", "19 Aug 2014 · not archived"),
        ("relays", "The Blog", "20 Aug 2014 · not archived"),
    ]


def test_claims_are_told_in_full(cast: Cast) -> None:
    first, second, third = load(cast.relayed).claims

    assert (first.quote, first.attribution) == (
        "the brigade has entered the town of Alta", "an informed source",
    )  # fmt: skip
    assert [c.relays for c in (first, second, third)] == [None, first.public_id, second.public_id]
    assert (third.basis, third.certainty, third.standing) == ("other_media", "unconfirmed", True)
    assert third.document.source.text == "The Blog"


def test_denial_of_an_actor_is_a_group_of_its_own(cast: Cast) -> None:
    detail = load(cast.disputed)

    assert [(g.side, g.name, g.party) for g in detail.groups] == [
        ("supports", "The Daily", None),
        ("denies", "High Command", "doing"),
    ]
    assert [step.verb for step in detail.groups[1].chains[0]] == ["", "reported by"]


def test_copied_text_reads_copied_by(cast: Cast) -> None:
    text = "the brigade has entered the town of Alta, an informed source says"
    make_copy(cast.first.document, text)
    make_copy(cast.second.document, text)

    steps = load(cast.relayed).groups[0].chains[0]

    assert [step.verb for step in steps] == ["", "tells", "copied by", "relays"]
    assert [step.archived for step in steps] == [True, True, True, False]


def test_source_that_is_relayed_without_its_document_is_a_node(db: None) -> None:
    agency = make_source(name="Agency")
    event = make_event(claims=0, publish=False)
    make_claim(event, relays_source=agency, origin_unknown=True, attribution="reports")
    publish_event(event, by=writer(), reason=WHY)

    (group,) = load(event).groups

    assert group.name == "Origin not known"
    assert [(s.verb, s.name, s.seen) for s in group.chains[0]][:2] == [
        ("", "Origin not said", False),
        ("reported by", "Agency", False),
    ]
    assert group.chains[0][2].verb == "relays"


def test_unseen_document_says_so(db: None) -> None:
    event = make_event(claims=0, publish=False)
    make_claim(event, document=make_document(unseen=True, url=""))
    publish_event(event, by=writer(), reason=WHY)

    (step,) = load(event).groups[0].chains[0]

    assert (step.seen, step.note) == (False, "18 Aug 2014 · not seen")


def test_lapsed_claim_stays_with_its_reason(cast: Cast) -> None:
    correction = make_claim(
        cast.relayed,
        document=make_document(source=cast.wire, published="2014-08-22"),
        stance="denies",
        publish=True,
    )
    lapse_claim(cast.first, ended_by=correction, kind="corrected", by=writer(), reason="Misheard")

    detail = load(cast.relayed)

    supports = detail.groups[0]
    assert (supports.counted, supports.fallen, supports.taken_back) == (False, True, "corrected")
    assert [claim.standing for claim in supports.claims] == [False, False, False]
    (lapse,) = supports.claims[0].lapses
    assert (lapse.kind, lapse.reason, lapse.day) == ("corrected", "Misheard", date(2014, 8, 22))
    before = load(cast.relayed, date(2014, 8, 21))
    assert [claim.standing for claim in before.claims] == [True, True, True]
    assert before.claims[0].lapses == ()


def test_past_view_holds_only_what_was_public(cast: Cast) -> None:
    detail = load(cast.relayed, date(2014, 8, 19))

    assert [claim.document.source.text for claim in detail.claims] == ["The Wire", "The Daily"]
    assert (detail.past, detail.documents, detail.origins) == (True, 2, 1)


def test_past_view_before_anybody_said_so_is_nothing(cast: Cast) -> None:
    event = find_event(cast.relayed.public_id)

    assert isinstance(event, Event)
    assert find_event_detail(event, date(2014, 8, 17)) is None
    assert find_event_detail(event, date(2014, 8, 18)) is not None


def test_past_view_hides_summary_and_roles_asserted_later(db: None) -> None:
    force, other = make_actor(name="Force"), make_actor(name="Other")
    event = make_event(summary="Told in hindsight", claims=1, publish=False)
    late = make_claim(event, document=make_document(published="2014-09-01"))
    parts = [ActorPart(force, "agent", [late]), ActorPart(other, "target")]
    edit_event(event, by=writer(), reason=WHY, version=None, actors=parts)
    publish_event(event, by=writer(), reason=WHY)

    before, after = load(event, date(2014, 8, 20)), load(event)

    assert (before.summary, after.summary) == ("", "Told in hindsight")
    assert [member.name.text for member in before.cast] == ["Other"]
    assert [member.name.text for member in after.cast] == ["Force", "Other"]


def test_relay_that_was_public_before_its_root_names_no_later_document(db: None) -> None:
    event = make_event(claims=0, publish=False)
    root = make_claim(event, document=make_document(published="2014-08-30", title="Later"))
    make_claim(event, document=make_document(published="2014-08-20"), relays=root)
    publish_event(event, by=writer(), reason=WHY)

    (claim,) = load(event, date(2014, 8, 21)).claims

    assert [step.document is None for step in claim.chain] == [True, False]
    assert claim.chain[0].note == "not published by that day"


def test_drafts_are_absent_from_everything(cast: Cast) -> None:
    before = load(cast.relayed)
    make_claim(cast.relayed, summary="a secret draft", relays=cast.third)
    link_events(cast.relayed, [LinkPart("follows", cast.draft)], by=writer(), reason=WHY)

    after = load(cast.relayed)

    assert after.claims == before.claims
    assert (after.links, after.groups) == ((), before.groups)


def test_links_go_both_ways(cast: Cast) -> None:
    link_events(cast.disputed, [LinkPart("follows", cast.relayed)], by=writer(), reason=WHY)

    (outward,), (inward,) = load(cast.disputed).links, load(cast.relayed).links

    assert (outward.title, outward.words) == (cast.relayed.title, "this follows it")
    assert (inward.title, inward.words) == (cast.disputed.title, "follows this")
    assert load(cast.relayed, date(2014, 8, 19)).links == ()


def test_person_without_public_role_is_only_described(db: None) -> None:
    resident = make_actor(name="Jane Roe", kind="person", description="a resident")
    event = make_event(actors=[(resident, "subject")], claims=0, publish=False)
    make_claim(event, attributed_to=resident)
    publish_event(event, by=writer(), reason=WHY)

    detail = load(event)

    assert [(m.name.text, m.name.slug) for m in detail.cast] == [("a resident", None)]
    assert "Jane Roe" not in repr(detail)


def test_withheld_place_is_taken_out_of_every_text(cast: Cast) -> None:
    shelter = make_place(name="Green Shelter", kind="site", parent=cast.norreg, withhold="place")
    event = make_event(places=[PlacePart(shelter)], claims=0, publish=False)
    make_claim(
        event,
        quote="They fled to Green Shelter at night",
        summary="People fled to Green Shelter",
        measures=[MeasurePart("place", "near Green Shelter")],
    )
    publish_event(event, by=writer(), reason=WHY)

    detail = load(event)

    assert detail.claims[0].quote == "They fled to [place withheld] at night"
    assert [place.slug for place in detail.places] == [cast.norreg.slug]
    assert "Green Shelter" not in repr(detail)


def test_quote_of_a_restricted_copy_is_withheld(db: None) -> None:
    document = make_document()
    make_copy(document, "Graphic words that nobody should read twice", restricted=True)
    event = make_event(claims=0, publish=False)
    make_claim(event, document=document, quote="words that nobody should read")
    publish_event(event, by=writer(), reason=WHY)

    (claim,) = load(event).claims

    assert (claim.quote, claim.quote_withheld) == ("", True)


def test_history_tells_rule_and_decisions_apart(cast: Cast) -> None:
    publisher = make_account("publisher")
    decide_status(cast.disputed, status="unconfirmed", by=publisher, reason="The denial is general")

    detail = load(cast.disputed)

    assert [(step.day, step.suggested) for step in detail.steps] == [
        (date(2014, 8, 20), "unconfirmed"),
        (date(2014, 8, 21), "disputed"),
    ]
    (decision,) = detail.decisions
    assert (decision.status, decision.by, decision.reason) == (
        "unconfirmed", "Publisher", "The denial is general",
    )  # fmt: skip
    assert (detail.status, detail.status_by, detail.suggested) == (
        "unconfirmed", "editor", "disputed",
    )  # fmt: skip


def test_violence_names_according_to_whom(cast: Cast) -> None:
    lines = say_cast(load(cast.disputed))

    assert [(line.name.text, line.according_to) for line in lines] == [
        ("First Brigade", ("The Daily",))
    ]


@pytest.mark.parametrize(
    ("type_", "told"),
    [("shelling", 1), ("abduction", 1), ("siege", 0), ("change_of_control", 0), ("riot", 0)],
)
def test_whoever_is_said_to_attack_or_abduct_is_so_according_to_somebody(
    cast: Cast, type_: str, told: int
) -> None:
    event = make_event(type=type_, actors=[(cast.brigade, "agent")])

    (line,) = say_cast(load(event))

    assert len(line.according_to) == told


def test_number_of_queries_does_not_grow_with_claims(cast: Cast) -> None:
    few, many = (make_event(places=[cast.alta], claims=n) for n in (3, 60))

    with CaptureQueriesContext(connection) as of_few:
        load(few)
    with CaptureQueriesContext(connection) as of_many:
        assert len(load(many).claims) == 60

    assert len(of_many) == len(of_few)


def test_find_event_tells_draft_and_nothing_alike(cast: Cast) -> None:
    assert [find_event(cast.draft.public_id), find_event("0000000000"), find_event("x")] == [
        None, None, None,
    ]  # fmt: skip


def test_find_tells_what_was_withdrawn_by_category_only(cast: Cast) -> None:
    document = make_document(publish=True)
    withdraw_document(document, category="legal", by=writer(), reason=WHY)
    withdraw_event(cast.disputed, category="safety", by=writer(), reason=WHY)

    assert find_event(cast.disputed.public_id) == Withdrawn("safety")
    assert find_document(document.public_id) == Withdrawn("legal")


def test_reason_of_a_decision_names_no_withheld_place(db: None) -> None:
    refuge = make_place(name="Refuge", parent=make_place(kind="region"))
    event = make_event(places=[PlacePart(refuge, withhold="place")])
    decide_status(event, status="disputed", by=writer(), reason="Refuge says that it is safe")

    decisions = load(event).decisions

    assert [decision.reason for decision in decisions] == ["[place withheld] says that it is safe"]
