"""Merging and splitting events: claims move with all that hangs on them, and both ways back."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_account,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_timeline,
    writer,
)
from timeline.models import Event, EventLink
from timeline.services.errors import NeedsSecondPerson, Refused, StaleVersion
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import ActorPart, edit_event
from timeline.services.nouns.merging import merge_events, split_event, undo_merge
from timeline.services.nouns.places import edit_place
from timeline.services.nouns.timelines import LinkPart, edit_timeline, link_events
from timeline.services.nouns.workflow import withdraw_event
from timeline.services.proposals.proposing import accept_proposal, save_or_propose

pytestmark = pytest.mark.django_db


def merge(event: Event, into: Event) -> None:
    merge_events(event, into=into, by=writer(), reason="one and the same")


def origins(event: Event) -> tuple[int, int]:
    state = event.search_row.states.last()
    return state.origins, state.documents


def context_of(event: Event) -> dict[str, Any]:
    found: dict[str, Any] = event.history.order_by("-pgh_id").first().pgh_context.metadata
    return found


def test_merged_event_leads_to_the_other_with_its_claims_and_chain(cast: Cast) -> None:
    kept = make_event(title="Troops reported in Alta")

    merge(cast.relayed, kept)

    answer = Client().get(f"/events/{cast.relayed.public_id}/{cast.relayed.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, kept.get_absolute_url())
    cast.third.refresh_from_db()
    assert (cast.third.event, cast.third.relays.event) == (kept, kept)
    assert origins(kept) == (2, 4)
    assert not hasattr(Event.objects.get(pk=cast.relayed.pk), "search_row")


def test_history_of_both_says_so(cast: Cast) -> None:
    kept = make_event()
    versions = kept.history.count()

    merge(cast.relayed, kept)

    told = {"merged": [cast.relayed.public_id, kept.public_id], "why": "one and the same"}
    assert kept.history.count() == versions + 1
    for event in (cast.relayed, kept):
        assert {name: context_of(event)[name] for name in told} == told


def test_links_timelines_and_asserted_roles_come_along(cast: Cast) -> None:
    other = make_event()
    kept = make_event()
    edit_event(
        cast.relayed,
        by=writer(),
        reason=WHY,
        version=None,
        actors=[
            ActorPart(cast.brigade, "agent", [cast.first]),
            ActorPart(cast.civilians, "target"),
        ],
    )
    link_events(cast.relayed, [LinkPart("follows", other)], by=writer(), reason=WHY)
    link_events(other, [LinkPart("answers", cast.relayed)], by=writer(), reason=WHY)
    link_events(kept, [LinkPart("follows", cast.relayed)], by=writer(), reason=WHY)

    merge(cast.relayed, kept)

    links = EventLink.objects.values_list("event", "kind", "other")
    assert set(links) == {(kept.pk, "follows", other.pk), (other.pk, "answers", kept.pk)}
    assert set(cast.story.events.all()) == {kept, cast.disputed}
    role = kept.event_actors.get()
    assert (role.actor, list(role.asserted_by.all())) == (cast.brigade, [cast.first])
    assert [part.actor for part in cast.relayed.event_actors.all()] == [cast.civilians]


def test_lapses_and_same_origins_hold_after_a_merge(cast: Cast) -> None:
    kept = make_event()
    ending = make_claim(cast.relayed, document=make_document(source=cast.wire), publish=True)
    lapse_claim(cast.first, ended_by=ending, kind="corrected", by=writer(), reason="a slip")
    root = make_claim(cast.relayed, publish=True)
    make_claim(cast.relayed, publish=True, same_origin_as=root, same_origin_reason="one mouth")
    before = origins(cast.relayed)

    merge(cast.relayed, kept)

    assert origins(kept) == (before[0] + 1, before[1] + 1)
    assert cast.first.lapses.get().by.event == kept


def test_quote_found_in_the_other_event_is_looked_for_again(cast: Cast) -> None:
    document = make_document()
    kept = make_event()
    make_copy(document, "What was said stands here, in another document.")
    make_claim(kept, document=document)
    make_copy(cast.first.document, "Nothing of the kind.")
    claim = make_claim(
        cast.relayed, document=cast.first.document, quote="What was said stands here"
    )
    assert claim.quote_verdict == "not_found"

    merge(cast.relayed, kept)

    claim.refresh_from_db()
    assert claim.quote_verdict == "found_elsewhere"


@pytest.mark.parametrize("what", ["itself", "withdrawn", "other nature", "hidden winner"])
def test_merge_that_loses_something_is_refused(cast: Cast, what: str) -> None:
    into = make_event(
        nature="statement" if what == "other nature" else "occurrence",
        publish=what != "hidden winner",
    )
    if what == "withdrawn":
        withdraw_event(into, category="error", by=writer(), reason=WHY)

    with pytest.raises(Refused) as refused:
        merge(cast.relayed, cast.relayed if what == "itself" else into)

    assert list(refused.value.message_dict) == ["into"]
    assert Event.objects.get(pk=cast.relayed.pk).state == "published"


def test_undone_merge_gives_back_what_came(cast: Cast) -> None:
    kept = make_event()
    before = origins(cast.relayed)
    merge(cast.relayed, kept)

    undo_merge(cast.relayed, by=writer(), reason="they are two after all")

    assert (origins(cast.relayed), origins(kept)) == (before, (1, 1))
    assert Client().get(cast.relayed.get_absolute_url()).status_code == 200
    assert cast.relayed in cast.story.events.all()
    with pytest.raises(Refused):
        undo_merge(cast.relayed, by=writer(), reason=WHY)


def links() -> set[tuple[Any, ...]]:
    return set(EventLink.objects.values_list("event", "kind", "other"))


def test_undone_merge_gives_back_links_and_timelines_and_leaves_none(cast: Cast) -> None:
    other, kept = make_event(), make_event()
    story = make_timeline(kept)
    link_events(cast.relayed, [LinkPart("follows", other)], by=writer(), reason=WHY)
    link_events(other, [LinkPart("answers", cast.relayed)], by=writer(), reason=WHY)
    both = [LinkPart("follows", cast.relayed), LinkPart("follows", other)]
    link_events(kept, both, by=writer(), reason=WHY)
    before = links()

    merge(cast.relayed, kept)
    undo_merge(cast.relayed, by=writer(), reason=WHY)

    assert links() == before
    assert set(cast.story.events.all()) == {cast.relayed, cast.disputed}
    assert list(story.events.all()) == [kept]


def test_merge_is_taken_back_once(cast: Cast) -> None:
    kept = make_event()
    merge(cast.relayed, kept)
    seen_by_another = Event.objects.get(pk=cast.relayed.pk)
    undo_merge(cast.relayed, by=writer(), reason=WHY)
    versions = kept.history.count()

    with pytest.raises(StaleVersion):
        undo_merge(seen_by_another, by=writer(), reason=WHY)

    assert kept.history.count() == versions


def test_merged_event_comes_back_with_no_place_that_was_withheld_since(cast: Cast) -> None:
    merge(cast.relayed, make_event())
    edit_place(cast.alta, by=writer(), reason=WHY, version=None, withhold="place")

    with pytest.raises(Refused) as refused:
        undo_merge(cast.relayed, by=writer(), reason=WHY)

    assert "title" in refused.value.message_dict
    assert Event.objects.get(pk=cast.relayed.pk).state == "withdrawn"


def test_what_was_taken_off_after_a_merge_does_not_come_back(cast: Cast) -> None:
    other, kept = make_event(), make_event()
    link_events(cast.relayed, [LinkPart("follows", other)], by=writer(), reason=WHY)
    merge(cast.relayed, kept)
    link_events(kept, [], by=writer(), reason=WHY)
    edit_timeline(cast.story, by=writer(), reason=WHY, version=None, events=[cast.disputed])

    undo_merge(cast.relayed, by=writer(), reason=WHY)

    assert links() == set()
    assert list(cast.story.events.all()) == [cast.disputed]


def test_merge_is_not_undone_where_a_newer_claim_leans_on_one_that_came(cast: Cast) -> None:
    kept = make_event()
    merge(cast.relayed, kept)
    cast.third.refresh_from_db()
    newer = make_claim(kept, relays=cast.third)

    with pytest.raises(Refused) as refused:
        undo_merge(cast.relayed, by=writer(), reason=WHY)

    assert newer.summary in refused.value.messages[0]


def test_split_event_is_linked_and_as_public_as_the_old_one(cast: Cast) -> None:
    apart = make_claim(cast.relayed, publish=True)
    draft = make_claim(cast.relayed)

    new = split_event(
        cast.relayed,
        claims=[apart, draft],
        by=writer(),
        reason="two towns",
        title="Column reported near Beska",
    )

    link = new.links.get()
    assert (link.kind, link.other) == ("split_from", cast.relayed)
    assert (origins(cast.relayed), origins(new)) == ((1, 3), (1, 1))
    draft.refresh_from_db()
    assert (draft.event, draft.state) == (new, "draft")
    assert (new.date, new.type) == (cast.relayed.date, cast.relayed.type)
    assert new in cast.story.events.all()
    told = [cast.relayed.public_id, new.public_id]
    assert [context_of(event)["split"] for event in (cast.relayed, new)] == [told, told]


def test_split_of_drafts_alone_stays_a_draft(cast: Cast) -> None:
    draft = make_claim(cast.relayed)

    new = split_event(cast.relayed, claims=[draft], by=writer(), reason=WHY, title="Apart")

    assert new.state == "draft"


def test_split_is_undone_by_merging_back(cast: Cast) -> None:
    before = origins(cast.disputed)
    claim = make_claim(cast.disputed, publish=True)
    new = split_event(cast.disputed, claims=[claim], by=writer(), reason=WHY, title="Apart")

    merge(new, cast.disputed)

    assert origins(cast.disputed) == (before[0] + 1, before[1] + 1)
    assert not EventLink.objects.exists()


def test_chain_is_not_torn_and_the_sentence_names_both(cast: Cast) -> None:
    for chosen in ([cast.second], [cast.first]):
        with pytest.raises(Refused) as refused:
            split_event(cast.relayed, claims=chosen, by=writer(), reason=WHY, title="Torn")
        assert str(cast.second) in refused.value.messages[0]
        assert str(cast.first) in refused.value.messages[0]

    root = make_claim(cast.relayed, publish=True)
    make_claim(cast.relayed, same_origin_as=root, same_origin_reason="one mouth")
    with pytest.raises(Refused, match="same origin"):
        split_event(cast.relayed, claims=[root], by=writer(), reason=WHY, title="Torn")


@pytest.mark.parametrize("chosen", ["nothing", "everything", "another event's"])
def test_split_that_leaves_nothing_is_refused(cast: Cast, chosen: str) -> None:
    claims = {
        "nothing": [],
        "everything": list(cast.relayed.claims.all()),
        "another event's": list(cast.disputed.claims.all()),
    }[chosen]

    with pytest.raises(Refused) as refused:
        split_event(cast.relayed, claims=claims, by=writer(), reason=WHY, title="x")

    assert list(refused.value.message_dict) == ["claims"]
    assert Event.objects.filter(title="x").count() == 0


def test_role_goes_with_the_last_claim_that_asserts_it(cast: Cast) -> None:
    one, two = (make_claim(cast.relayed, publish=True) for _ in range(2))
    edit_event(
        cast.relayed,
        by=writer(),
        reason=WHY,
        version=None,
        actors=[
            ActorPart(cast.brigade, "agent", [one, cast.first]),
            ActorPart(cast.command, "agent", [two]),
        ],
    )

    new = split_event(cast.relayed, claims=[one, two], by=writer(), reason=WHY, title="Apart")

    def roles(event: Event) -> dict[Any, list[Any]]:
        return {part.actor: list(part.asserted_by.all()) for part in event.event_actors.all()}

    assert roles(cast.relayed) == {cast.brigade: [cast.first]}
    assert roles(new) == {cast.brigade: [one], cast.command: [two]}


def test_merging_and_splitting_take_a_second_person(cast: Cast) -> None:
    editor, publisher = make_account("editor"), make_account("publisher")
    kept = make_event()
    claim = make_claim(cast.disputed, publish=True)
    with pytest.raises(NeedsSecondPerson):
        merge_events(cast.relayed, into=kept, by=publisher, reason=WHY)

    merging = save_or_propose(merge_events, cast.relayed, into=kept, by=editor, reason="one")
    splitting = save_or_propose(
        split_event, cast.disputed, claims=[claim], title="Apart", by=editor, reason="two"
    )
    for proposal in (merging, splitting):
        assert proposal is not None
        accept_proposal(proposal, by=publisher)

    assert Event.objects.get(pk=cast.relayed.pk).merged_into == kept
    assert Event.objects.get(title="Apart").state == "published"


def test_claim_added_after_a_merge_was_proposed_makes_it_stale(cast: Cast) -> None:
    editor, publisher = make_account("editor"), make_account("publisher")
    proposal = save_or_propose(
        merge_events, cast.relayed, into=cast.disputed, by=editor, reason="one"
    )
    assert proposal is not None
    make_claim(cast.relayed)

    with pytest.raises(StaleVersion):
        accept_proposal(proposal, by=publisher)


def test_decisions_stay_with_the_event_that_they_were_made_on(cast: Cast) -> None:
    kept = make_event()
    decide_status(cast.relayed, status="disputed", by=writer(), reason=WHY)
    timeline = make_timeline(cast.relayed)

    merge(cast.relayed, kept)

    assert kept.search_row.states.last().status_by == "rule"
    assert list(timeline.events.all()) == [kept]


def test_claim_is_not_attached_to_an_event_that_was_merged():
    event, kept = make_event(), make_event()
    merge_events(event, into=kept, by=writer(), reason=WHY)

    with pytest.raises(Refused, match="merged into another one"):
        make_claim(event)
