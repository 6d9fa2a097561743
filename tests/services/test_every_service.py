"""Every service that writes, one by one: what it does to what readers see, and its history.

A service without a row here fails. With two people it either asks for the second one or
changes nothing that readers see; and whatever it writes has who and why.
"""

import inspect
import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

import timeline.services
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
from timeline.models import EvidenceState, SearchRow, SearchText, Timeline
from timeline.services.errors import NeedsSecondPerson, NotAllowed
from timeline.services.evidence import queue
from timeline.services.nouns import (
    account_changes,
    actors,
    claims,
    decisions,
    documents,
    events,
    gazetteer,
    invitations,
    marking,
    merging,
    places,
    sources,
    taking_in,
    timelines,
    workflow,
)
from timeline.services.proposals import proposing, rehearsals, reviews, steps
from timeline.services.proposals.steps import find_proposable

pytestmark = pytest.mark.django_db

REASON = "a reason of its own"
EVENT = {"title": "New", "date": "2014-08-18", "type": "protest"}
CLAIM = {"stance": "supports", "summary": "It says so too"}


def _lapse(cast: Cast) -> Any:
    ending = make_claim(cast.relayed, document=make_document(source=cast.wire), publish=True)
    kind = "withdrawn"
    return claims.lapse_claim(cast.first, ended_by=ending, kind=kind, by=writer(), reason=WHY)


def _link(cast: Cast) -> Any:
    part = timelines.LinkPart("follows", cast.disputed)
    timelines.link_events(cast.relayed, [part], by=writer(), reason=WHY)
    return cast.relayed.links.get()


def _copy(cast: Cast) -> Any:
    return make_copy(cast.first.document, "the brigade has entered the town of Alta")


def _merged(cast: Cast) -> Any:
    event = make_event()
    merging.merge_events(event, into=cast.relayed, by=writer(), reason=WHY)
    return event


def _passage(event: Any) -> Any:
    return marking.Passage(event=event, fields=CLAIM)


def _facts(cast: Cast) -> Any:
    fields = {"name": "Alta Town", "kind": "town", "parent_id": cast.norreg.pk}
    return gazetteer.PlaceFacts("gazetteer:1", "alta-town", fields, ())


#: Services done to what readers see; each takes a second person.
TWO: dict[Callable[..., Any], Callable[[Cast], tuple[tuple[Any, ...], dict[str, Any]]]] = {
    actors.edit_actor: lambda c: ((c.brigade,), {"version": None, "name": "X"}),
    claims.edit_claim: lambda c: ((c.first,), {"version": None, "summary": "X"}),
    claims.lapse_claim: lambda c: (
        (c.first,),
        {
            "ended_by": make_claim(c.relayed, document=make_document(source=c.wire)),
            "kind": "corrected",
        },
    ),
    claims.undo_lapse: lambda c: ((_lapse(c),), {}),
    documents.edit_copy: lambda c: (
        (_copy(c),),
        {"version": None, "rights": "licensed", "rights_reason": "by letter"},
    ),
    documents.edit_document: lambda c: ((c.first.document,), {"version": None, "title": "X"}),
    documents.keep_copy: lambda c: ((c.first.document,), {"text": "A text"}),
    documents.publish_document: lambda c: ((c.draft_document,), {}),
    documents.withdraw_document: lambda c: ((c.first.document,), {"category": "error"}),
    events.edit_event: lambda c: ((c.relayed,), {"version": None, "title": "X"}),
    gazetteer.complete_places: lambda c: (({c.alta.pk: {"country_code": "AR"}},), {}),
    gazetteer.edit_places: lambda c: (({c.alta.pk: _facts(c)},), {}),
    merging.merge_events: lambda c: ((c.relayed,), {"into": c.disputed}),
    merging.split_event: lambda c: (
        (c.disputed,),
        {"claims": [make_claim(c.disputed, publish=True)], "title": "X"},
    ),
    merging.undo_merge: lambda c: ((_merged(c),), {}),
    marking.publish_passage: lambda c: ((make_claim(c.relayed),), {}),
    places.edit_place: lambda c: ((c.alta,), {"version": None, "name": "X"}),
    sources.edit_source: lambda c: ((c.wire,), {"version": None, "name": "X"}),
    timelines.edit_timeline: lambda c: ((c.story,), {"version": None, "title": "X"}),
    timelines.link_events: lambda c: (
        (c.relayed, [timelines.LinkPart("follows", c.disputed)]),
        {},
    ),
    timelines.unlink_events: lambda c: ((_link(c),), {}),
    workflow.publish_claim: lambda c: ((make_claim(c.relayed),), {}),
    workflow.publish_event: lambda c: ((c.draft,), {}),
    workflow.publish_timeline: lambda c: ((make_timeline(c.relayed, publish=False),), {}),
    workflow.withdraw_claim: lambda c: ((c.first,), {}),
    workflow.withdraw_event: lambda c: ((c.relayed,), {"category": "error"}),
    workflow.withdraw_timeline: lambda c: ((c.story,), {}),
}

#: Services that write drafts, or what readers do not see.
ALONE: dict[Callable[..., Any], Callable[[Cast], tuple[tuple[Any, ...], dict[str, Any]]]] = {
    actors.record_actor: lambda c: ((), {"name": "X", "kind": "community", "parent": c.command}),
    claims.attach_claim: lambda c: (
        (),
        {"event": c.relayed, "document": c.first.document, "stance": "denies", "summary": "No"},
    ),
    documents.record_document: lambda c: ((), {"source": c.wire, "title": "X"}),
    events.assert_roles: lambda c: (
        (c.draft,),
        {"claim": _cast_of_draft(c)},
    ),
    events.record_event: lambda c: (
        (),
        EVENT | {"places": [events.PlacePart(c.alta)], "actors": [events.ActorPart(c.brigade)]},
    ),
    gazetteer.record_places: lambda c: (([_facts(c)],), {}),
    marking.mark_passage: lambda c: ((c.first.document, _passage(c.relayed)), {}),
    taking_in.known_source: lambda c: ((taking_in.NewSource("A new one", "blog"),), {}),
    taking_in.relay_claims: lambda c: ((make_document(), c.first.document), {}),
    taking_in.take_in_document: lambda c: (
        (),
        {"source": c.wire, "text": "A text", "title": "X", "relayed": c.first.document},
    ),
    places.record_place: lambda c: ((), {"name": "X", "kind": "town", "parent": c.norreg}),
    reviews.judge_distinct: lambda c: ((c.relayed, c.disputed), {}),
    sources.record_source: lambda c: ((), {"name": "X", "kind": "blog", "owner": c.wire}),
    timelines.record_timeline: lambda c: ((), {"title": "X", "events": [c.relayed]}),
    workflow.send_to_review: lambda c: ((c.draft,), {}),
}

#: What has tests of its own: accounts, decisions in review, what is undone at once.
OTHERS = {
    account_changes.edit_account,
    gazetteer.kept_by_others,
    invitations.invite,
    invitations.withdraw_invitation,
    queue.review_of,
    rehearsals.forecast_counts,
    rehearsals.rehearse,
    rehearsals.rehearse_publishing,
    reviews.accept_evidence,
    reviews.accept_unchanged,
    reviews.decide_in_review,
    proposing.accept_proposal,
    proposing.refusal_of,
    proposing.return_proposal,
    proposing.save_or_propose,
    proposing.saving,
    proposing.take_back_proposal,
    steps.take_step,
}
FRAMES = "timeline.services.writing"


def _cast_of_draft(cast: Cast) -> Any:
    parts = [events.ActorPart(cast.brigade, "agent")]
    events.edit_event(cast.draft, by=writer(), reason=WHY, version=None, actors=parts)
    return cast.draft.claims.get()


def services() -> set[Callable[..., Any]]:
    """All that the workshop offers to somebody (`by`)."""
    found = set()
    for room in pkgutil.walk_packages(timeline.services.__path__, "timeline.services."):
        module = import_module(room.name)
        for name, thing in inspect.getmembers(module, inspect.isfunction):
            own = thing.__module__ == module.__name__ and not name.startswith("_")
            if own and room.name != FRAMES and "by" in inspect.signature(thing).parameters:
                found.add(thing)
    return found


def seen_by_readers() -> list[Any]:
    """Everything derived for readers, and what they see of timelines."""
    return [
        list(SearchRow.objects.order_by("pk").values()),
        list(SearchText.objects.order_by("pk").values()),
        list(EvidenceState.objects.order_by("pk").values()),
        list(Timeline.objects.visible_to(None).order_by("pk").values()),
    ]


def histories() -> dict[type[Any], int]:
    """The newest key of every table of history."""
    tables = [
        m for m in apps.get_app_config("timeline").get_models() if hasattr(m, "pgh_tracked_model")
    ]
    return {
        table: newest.pk if (newest := table.objects.order_by("-pgh_id").first()) else 0
        for table in tables
    }


def written_since(before: dict[type[Any], int]) -> list[dict[str, Any]]:
    """Who and why of every row of history that is newer."""
    return [
        row.pgh_context.metadata
        for table, last in before.items()
        for row in table.objects.filter(pk__gt=last).select_related("pgh_context")
    ]


def test_every_service_has_a_row():
    rows = TWO.keys() | ALONE.keys() | OTHERS | {decisions.decide_status}

    assert {f.__name__ for f in services() ^ rows} == set()


def test_what_takes_two_can_be_proposed():
    by_programs_alone = {gazetteer.complete_places, gazetteer.edit_places}

    two = {*TWO, decisions.decide_status}
    undeclared = {service for service in two if find_proposable(service) is None}

    assert undeclared == by_programs_alone


@pytest.mark.parametrize("service", TWO, ids=lambda service: service.__name__)
def test_service_on_what_readers_see_needs_a_second_person(cast, service):
    rows, arguments = TWO[service](cast)
    publisher = make_account("publisher")
    before, seen = histories(), seen_by_readers()

    with pytest.raises(NeedsSecondPerson):
        service(*rows, by=publisher, reason=REASON, **arguments)

    assert written_since(before) == []
    assert seen_by_readers() == seen


@pytest.mark.parametrize("service", TWO, ids=lambda service: service.__name__)
def test_control_one_person_writes_with_who_and_why(cast, service, settings):
    settings.TIMELINE_REVIEW = "one"
    rows, arguments = TWO[service](cast)
    editor = make_account("editor")
    before = histories()

    service(*rows, by=editor, reason=REASON, **arguments)

    told = written_since(before)
    assert told
    assert {(context["user"], context["why"]) for context in told} == {(editor.pk, REASON)}


@pytest.mark.parametrize("service", ALONE, ids=lambda service: service.__name__)
def test_service_on_drafts_changes_nothing_that_readers_see(cast, service):
    rows, arguments = ALONE[service](cast)
    editor = make_account("editor")
    before, seen = histories(), seen_by_readers()

    service(*rows, by=editor, reason=REASON, **arguments)

    told = written_since(before)
    assert seen_by_readers() == seen
    assert told
    assert {(context["user"], context["why"]) for context in told} == {(editor.pk, REASON)}


def test_status_other_than_confirmed_is_decided_alone(cast):
    editor = make_account("editor")
    before = histories()

    decisions.decide_status(cast.relayed, status="disputed", by=editor, reason=REASON)

    assert {(c["user"], c["why"]) for c in written_since(before)} == {(editor.pk, REASON)}
    with pytest.raises(NeedsSecondPerson):
        decisions.decide_status(
            cast.relayed, status="confirmed", ground="primary_record", by=editor, reason=REASON
        )


@pytest.mark.parametrize("service", [*TWO, *ALONE], ids=lambda service: service.__name__)
def test_nobody_without_a_role_writes(cast, service):
    rows, arguments = (TWO | ALONE)[service](cast)
    nobody = make_account("")
    before = histories()

    with pytest.raises(NotAllowed):
        service(*rows, by=nobody, reason=REASON, **arguments)

    assert written_since(before) == []
