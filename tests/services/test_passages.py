"""Marked passages, and that the preview tells what then comes of them."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.factories import WHY, make_account, make_claim, make_document, make_event, writer
from timeline.models import Claim, Document, Event, EvidenceState, Source
from timeline.queries.rows.versions import written_with
from timeline.services.errors import NotAllowed, Refused
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.events import ActorPart, PlacePart, assert_roles
from timeline.services.nouns.marking import NewEvent, Passage, Step, mark_passage, publish_passage
from timeline.services.nouns.taking_in import NewSource
from timeline.services.nouns.workflow import publish_event, withdraw_claim
from timeline.services.proposals.rehearsals import ForecastCounts, forecast_counts
from timeline.vocabulary.clock import today

pytestmark = pytest.mark.django_db


def passage(event: Any, stance: str = "supports", **more: Any) -> Passage:
    differs = {"differs_on": "number"} if stance == "differs" else {}
    return Passage(
        event=event, fields={"stance": stance, "summary": "It says so", **differs}, **more
    )


def new_event(*actors: ActorPart, **fields: Any) -> NewEvent:
    given = {"title": "Convoy said to pass Beska", "date": "2014-08-20", "nature": "occurrence"}
    return NewEvent({**given, "type": "movement_of_forces", **fields}, (), actors)


def _new(cast: Cast) -> dict[str, Any]:
    """Passages by what they are about, made for a cast."""
    radio = NewSource("Radio Alta", "broadcaster")
    command = {"attributed_to": cast.command}
    brigade = ActorPart(cast.brigade, "agent")
    return {
        "new event": passage(new_event()),
        "new event, two steps": passage(
            new_event(brigade), steps=[Step(cast.wire, "Tanks", "2014-08-19"), Step(radio)]
        ),
        "one step is a source": passage(new_event(), steps=[Step(radio)]),
        "the same new source twice": passage(
            new_event(), "denies", steps=[Step(radio, "a"), Step(radio, "b")], said_by=Step(radio)
        ),
        "said by a party": passage(new_event(brigade), first=command),
        "unnamed and unknown": passage(new_event(), first={"origin_unknown": True}),
        "statement of its speaker": passage(
            new_event(ActorPart(cast.command, "speaker"), nature="statement"), first=command
        ),
        "forecast": passage(new_event(nature="forecast")),
        "denied report": passage(
            new_event(brigade), "denies", first=command, said_by=Step(cast.wire, "", "2014-08-19")
        ),
        "denial alone": passage(new_event(), "denies"),
        "relays the chain": passage(cast.relayed, relays=cast.third),
        "relays through a step": passage(cast.relayed, relays=cast.third, steps=[Step(radio, "x")]),
        "another origin": passage(cast.relayed, "differs"),
        "first party": passage(cast.relayed, first=command),
        "context": passage(cast.relayed, "context"),
        "denies by the accused": passage(cast.relayed, "denies", first=command),
        "changes sides": passage(cast.disputed, "supports", first=command),
        "denies beside": passage(cast.disputed, "denies"),
        "into a draft": passage(cast.draft),
        "unknown beside a known": passage(cast.relayed, first={"origin_unknown": True}),
        "takes its own word back": passage(
            new_event(),
            "denies",
            steps=[Step(cast.wire)],
            said_by=Step(cast.wire, "", "2014-08-19"),
        ),
    }


CASES = [
    "new event", "new event, two steps", "one step is a source", "the same new source twice",
    "said by a party", "unnamed and unknown", "statement of its speaker", "forecast",
    "denied report", "denial alone", "relays the chain", "relays through a step",
    "another origin", "first party", "context", "denies by the accused", "changes sides",
    "denies beside", "into a draft", "unknown beside a known", "takes its own word back",
]  # fmt: skip


def shown(event: Event) -> tuple[Any, ...]:
    state = EvidenceState.objects.known_on(today()).get(row=event.pk)
    return state.origins, state.parties, state.documents, state.denials, state.suggested


def foretold(document: Document, wanted: Passage) -> ForecastCounts:
    """What somebody who may not publish is told of it."""
    account = make_account("contributor")
    event = None if isinstance(wanted.event, NewEvent) else wanted.event

    def mark() -> Claim:
        return mark_passage(document, wanted, by=account, reason=WHY)

    return forecast_counts(mark, event, by=account)


def told(forecast: ForecastCounts) -> tuple[Any, ...]:
    after = forecast.after
    return after.origins, after.parties, after.documents, after.denials, after.suggested


@pytest.mark.parametrize("case", CASES)
def test_preview_tells_what_is_shown_once_the_passage_is_published(cast: Cast, case: str) -> None:
    document = make_document(published="2014-08-22")
    wanted = _new(cast)[case]
    before = (Claim.objects.count(), Document.objects.count(), Source.objects.count())

    forecast = foretold(document, wanted)

    assert before == (Claim.objects.count(), Document.objects.count(), Source.objects.count())
    claim = mark_passage(document, wanted, by=make_account("contributor"), reason=WHY)
    publish_passage(claim, by=writer(), reason=WHY)
    assert told(forecast) == shown(claim.event)


def test_cases_are_all_told(cast: Cast) -> None:
    assert list(_new(cast)) == CASES


def test_preview_of_a_draft_counts_its_drafts_and_a_lapse_among_them(cast: Cast) -> None:
    event = make_event(claims=2, publish=False)
    first, second = event.claims.order_by("pk")
    lapse_claim(first, ended_by=second, kind="overtaken", by=writer(), reason=WHY)
    withdraw_claim(make_claim(event), by=writer(), reason=WHY)
    document = make_document()

    forecast = foretold(document, passage(event))
    mark_passage(document, passage(event), by=writer(), reason=WHY)
    publish_event(event, by=writer(), reason=WHY)

    assert told(forecast) == shown(event)
    assert forecast.after.origins == 2


def test_preview_of_a_public_event_leaves_other_drafts_out(cast: Cast) -> None:
    make_claim(cast.relayed)

    forecast = foretold(make_document(), passage(cast.relayed))

    assert (forecast.before.origins, forecast.after.origins) == (1, 2)


def test_preview_names_whose_origin_it_shares(cast: Cast) -> None:
    forecast = foretold(make_document(), passage(cast.relayed, relays=cast.third))

    assert forecast.same_as == (cast.first, cast.second, cast.third)
    assert not forecast.adds_origin
    assert foretold(make_document(), passage(cast.relayed)).adds_origin


def test_passage_is_written_whole_or_not_at_all(cast: Cast) -> None:
    before = (Event.objects.count(), Document.objects.count(), Source.objects.count())
    steps = [Step(NewSource("Radio Alta", "broadcaster"), "x"), Step(cast.wire, "y", "no date")]

    with pytest.raises(Refused) as refused:
        mark_passage(
            make_document(source=cast.wire),
            passage(new_event(), steps=steps),
            by=writer(),
            reason=WHY,
        )

    assert refused.value.message_dict.keys() == {"published"}
    assert (Event.objects.count(), Document.objects.count() - 1, Source.objects.count()) == before


def test_denied_report_gives_the_roles_that_it_asserts(cast: Cast) -> None:
    wanted = passage(new_event(ActorPart(cast.brigade, "agent")), "denies", said_by=Step(cast.wire))

    claim = mark_passage(make_document(), wanted, by=writer(), reason=WHY)

    assert claim.event.event_actors.get().asserted_by.get().document.source == cast.wire


def test_roles_of_what_readers_see_are_not_asserted_from_here(cast: Cast) -> None:
    with pytest.raises(Refused):
        assert_roles(cast.relayed, claim=cast.first, by=writer(), reason=WHY)


def test_contributor_marks_and_does_not_publish(cast: Cast) -> None:
    account = make_account("contributor")
    claim = mark_passage(make_document(), passage(cast.relayed), by=account, reason=WHY)

    with pytest.raises(NotAllowed):
        publish_passage(claim, by=account, reason=WHY)

    claim.refresh_from_db()
    assert claim.state == "draft"
    assert shown(cast.relayed)[:3] == (1, 0, 3)


def test_publishing_a_passage_publishes_what_was_written_with_it_and_no_more(cast: Cast) -> None:
    other = make_claim(cast.disputed)
    wanted = passage(cast.disputed, "denies", said_by=Step(cast.blog), steps=[Step(cast.wire, "a")])
    claim = mark_passage(make_document(), wanted, by=writer(), reason=WHY)

    assert len(written_with(claim)) == 3
    publish_passage(claim, by=writer(), reason=WHY)

    states = cast.disputed.claims.values_list("pk", "state")
    assert [pk for pk, state in states if state != "published"] == [other.pk]


def test_place_parts_are_kept_in_their_order(cast: Cast) -> None:
    event = NewEvent(
        new_event().fields, [PlacePart(cast.beska, "origin"), PlacePart(cast.alta, "destination")]
    )

    claim = mark_passage(make_document(), passage(event), by=writer(), reason=WHY)

    assert [row.place for row in claim.event.event_places.all()] == [cast.beska, cast.alta]
