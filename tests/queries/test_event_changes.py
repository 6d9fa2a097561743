"""What readers are told of the changes of an event.

Each save is a transaction of its own here, as it is in life: their moments tell them apart.
"""

import pytest
from django.test import Client

from tests.factories import (
    WHY,
    make_account,
    make_actor,
    make_claim,
    make_document,
    make_event,
    make_place,
    make_source,
    writer,
)
from timeline.models import Event
from timeline.queries.event.changes import EventChange, load_event_changes
from timeline.services.nouns.actors import edit_actor
from timeline.services.nouns.claims import MeasurePart, edit_claim, lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event
from timeline.services.nouns.places import OtherName
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import publish_claim, publish_event, withdraw_event
from timeline.services.proposals.proposing import accept_proposal, save_or_propose

pytestmark = pytest.mark.django_db(transaction=True)

CANARY = "Zanzicanary"


def edit(event: Event, **fields: object) -> None:
    edit_event(event, by=writer(), reason=CANARY, version=None, **fields)


def told(event: Event) -> list[tuple[str, list[tuple[str, list[tuple[str, str]]]]]]:
    """Words of each change, and of each field its label and pieces, newest first."""
    return [(str(change.words), _fields(change)) for change in load_event_changes(event)]


def _fields(change: EventChange) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(str(f.label), [(p.part, p.text) for p in f.pieces]) for f in change.fields]


def page(event: Event) -> str:
    return Client().get(f"/events/{event.public_id}/history/").content.decode()


def test_change_is_told_word_by_word_with_role_and_day(settings):
    settings.TIMELINE_REVIEW = "one"
    event = make_event(title="Brigade reported entering Alta")
    fields = {"title": "Brigade reported leaving Alta", "date": "2014-08-19"}
    edit_event(event, by=make_account("editor"), reason=CANARY, version=None, **fields)

    changed, published = load_event_changes(event)

    assert (str(published.words), str(published.by)) == ("Published", "with imported data")
    assert (str(changed.words), str(changed.by)) == ("Changed", "Editor")
    assert published.fields == ()
    assert _fields(changed) == [
        (
            "Title",
            [
                ("same", "Brigade reported "),
                ("gone", "entering"),
                ("new", "leaving"),
                ("same", " Alta"),
            ],
        ),
        ("When", [("gone", "18"), ("new", "19"), ("same", " August 2014")]),
    ]
    assert CANARY not in page(event)


def test_name_of_an_editor_is_told_only_where_they_chose_so():
    event = make_event()
    eve = make_account("editor", username="eve-secret", public_name="Eve of the desk")
    waits = save_or_propose(
        edit_event, event, by=eve, reason=WHY, version=event.version, title="Another title"
    )
    accept_proposal(waits, by=make_account("publisher"))

    assert str(load_event_changes(event)[0].by) == "Eve of the desk, accepted by Publisher"
    assert "eve-secret" not in page(event)


def test_proposer_and_accepter_are_told_by_their_roles():
    event = make_event()
    editor, publisher = make_account("editor"), make_account("publisher")
    waits = save_or_propose(
        edit_event, event, by=editor, reason=WHY, version=event.version, title="Another title"
    )
    accept_proposal(waits, by=publisher)

    assert str(load_event_changes(event)[0].by) == "Editor, accepted by Publisher"


def test_changes_of_a_draft_are_not_told():
    event = make_event(title=f"{CANARY} first", publish=False)
    edit(event, title="Brigade reported entering Alta")
    publish_event(event, by=writer(), reason=WHY)

    assert told(event) == [("Published", [])]


def test_event_that_was_withdrawn_and_came_back_tells_what_is_different_since():
    event = make_event(title="Brigade reported entering Alta", summary="One")
    withdraw_event(event, category="error", by=writer(), reason=CANARY)
    edit(event, summary=f"{CANARY} between")
    edit(event, summary="Two")
    publish_event(event, by=writer(), reason=WHY)

    assert told(event) == [
        ("Published again", [("Summary", [("gone", "One"), ("new", "Two")])]),
        ("Withdrawn: Our error", []),
        ("Published", []),
    ]
    assert CANARY not in page(event)


def test_places_actors_and_links_are_told_as_rows():
    alta, beska = make_place(name="Alta"), make_place(name="Beska")
    brigade = make_actor(name="First Brigade")
    event, other = make_event(places=[alta]), make_event(title="Another event")
    edit(event, places=[PlacePart(alta), PlacePart(beska)], actors=[ActorPart(brigade, "agent")])
    link_events(event, [LinkPart("follows", other)], by=writer(), reason=WHY)
    edit(event, places=[PlacePart(alta)])

    assert told(event)[:3] == [
        ("Changed", [("Place", [("gone", "Beska (location)")])]),
        ("Changed", [("Link", [("new", "follows: Another event")])]),
        (
            "Changed",
            [
                ("Place", [("new", "Beska (location)")]),
                ("Actor", [("new", "First Brigade (agent)")]),
            ],
        ),
    ]


def test_claims_decisions_and_lapses_are_told():
    wire = make_source(name="The Wire")
    event = make_event()
    claim = make_claim(
        event,
        document=make_document(source=wire, title="It began"),
        summary="It says so",
        quote="the very words of it",
    )
    publish_claim(claim, by=writer(), reason=WHY)
    edit_claim(
        claim,
        by=writer(),
        reason=WHY,
        version=None,
        quote="other words of it here",
        measures=[MeasurePart("killed", "twelve", best=12)],
    )
    ending = make_claim(event, document=make_document(source=wire), publish=True, stance="context")
    lapse_claim(claim, ended_by=ending, kind="withdrawn", by=writer(), reason="It took it back")
    decide_status(event, status="unconfirmed", by=writer(), reason="One voice only")

    decided, lapsed, _ending, edited, attached, _published = told(event)
    assert attached[1] == [("Claim", [("new", "The Wire: It began: It says so")])]
    assert dict(edited[1]) == {
        "Quote": [("gone", "other words"), ("new", "as on the page of the event")],
        "Values": [("new", "killed: twelve")],
    }
    assert lapsed[1] == [("No longer stands", [("new", "The Wire: Withdrawn. It took it back")])]
    assert decided[1][0][1][0][1].startswith("Unconfirmed, as known from")
    assert "the very words" not in page(event)


def test_of_a_claim_is_told_what_readers_are_shown_and_no_more():
    event = make_event()
    claim = make_claim(event, quote="the words of it", summary="It says so", publish=True)
    fields = {
        "stance": "differs",
        "differs_on": "number",
        "summary": "It says other",
        "quote_language": "ku",
        "translated_by": CANARY,
        "attribution": "an official",
        "attributed_to": make_actor(name="First Brigade"),
        "attributed_unnamed": True,
        "basis": "official",
        "certainty": "reported",
        "rejects": True,
        "credibility": "2",
        "relays_source": make_source(name="The Wire"),
        "origin_unknown": True,
        "same_origin_as": event.claims.first(),
        "same_origin_reason": CANARY,
        "note": CANARY,
    }
    edit_claim(claim, by=writer(), reason=WHY, version=None, **fields)
    edit_claim(claim, by=writer(), reason=WHY, version=None, note=f"{CANARY} again")

    edited, published = told(event)[:2]
    assert [(label, pieces[-1]) for label, pieces in edited[1]] == [
        ("What it says", ("new", "other")),
        ("Stance", ("new", "Differs")),
        ("Differs on", ("new", "the number")),
        ("Attribution", ("new", "an official")),
        ("Attributed to", ("new", "First Brigade")),
        ("People not named", ("new", "yes")),
        ("Basis", ("new", "official")),
        ("Hedge", ("new", "reported")),
        ("Rejects it", ("new", "yes")),
        ("Has it from", ("new", "The Wire")),
        ("Origin unknown", ("new", "yes")),
    ]
    assert published[1][0][0] == "Claim"
    assert CANARY not in page(event)


def test_place_withheld_later_is_withheld_in_old_words_too():
    norreg = make_place(name="Norreg", kind="region")
    house = make_place(name=f"{CANARY} House", parent=norreg, aliases=[OtherName(f"{CANARY} Hall")])
    event = make_event(
        title=f"Shelling reported at {CANARY} Hall",
        slug="shelling",
        places=[house],
        summary=f"{CANARY} House",
    )
    edit(event, title="Shelling reported in Norreg", summary="")
    edit(event, places=[PlacePart(house, withhold="place")])
    edit(event, places=[PlacePart(norreg)])

    assert CANARY not in page(event)
    assert "[place withheld]" in page(event)


def test_old_value_that_names_a_place_withheld_later_is_withheld():
    house = make_place(name=f"{CANARY} House", parent=make_place(name="Norreg", kind="region"))
    event = make_event(title="Shelling reported", places=[house])
    claim = event.claims.get()
    for value in (f"at {CANARY} House", "in Norreg"):
        values = [MeasurePart("place", value)]
        edit_claim(claim, measures=values, by=writer(), reason=WHY, version=None)
    assert page(event).count(CANARY) > 1, "it is told while the place is public"

    edit(event, places=[PlacePart(house, withhold="place")])

    assert CANARY not in page(event)
    assert "at [place withheld]" in page(event)


def test_control_place_that_is_not_withheld_is_told():
    house = make_place(name=f"{CANARY} House", parent=make_place(name="Norreg", kind="region"))
    event = make_event(title=f"Shelling reported at {CANARY} House", places=[house])
    edit(event, title="Shelling reported in Norreg", places=[])

    assert page(event).count(CANARY) == 2


def test_person_whose_name_is_no_longer_public_is_unnamed_in_old_words():
    person = make_actor(name=f"{CANARY} Person", kind="person", public_role="spokesperson")
    event = make_event(title=f"{CANARY} Person said to leave", actors=[(person, "speaker")])
    edit(event, title="A resident said to leave", actors=[])
    edit_actor(
        person, by=writer(), reason=WHY, version=None, public_role="", description="a resident"
    )

    assert CANARY not in page(event)
    assert "a resident (speaker)" in page(event)


def test_hidden_rows_leave_the_history_as_it_was():
    event, other = make_event(), make_event(title=f"{CANARY} draft", publish=False)
    actor = make_actor(name=f"{CANARY} Actor")
    edit(event, title="Brigade reported leaving Alta")
    before = Client().get(f"/events/{event.public_id}/history/")

    hidden = make_claim(event, summary=CANARY, document=make_document(title=CANARY))
    edit_claim(hidden, by=writer(), reason=WHY, version=None, summary=f"{CANARY} again")
    link_events(event, [LinkPart("follows", other)], by=writer(), reason=WHY)
    edit(event, actors=[ActorPart(actor, "agent", [hidden])])
    edit(event, actors=[])
    after = Client().get(f"/events/{event.public_id}/history/")

    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    publish_claim(hidden, by=writer(), reason=WHY)
    assert CANARY in page(event)


def test_history_answers_as_the_event_does():
    event = make_event()
    address = f"/events/{event.public_id}/history/"
    assert Client().get(address).status_code == 200
    assert Client().get(f"{address}?known=2014-08-18").status_code == 400
    withdraw_event(event, category="safety", by=writer(), reason=WHY)
    assert Client().get(address).status_code == 410
    draft = make_event(publish=False)
    assert Client().get(f"/events/{draft.public_id}/history/").status_code == 404


def test_slug_of_an_event_is_no_page_of_events():
    event = make_event(title="History")

    assert event.slug == "history-2"
