"""Plain data of an event's page in, rows or a proposal out."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories import WHY, make_account, make_document
from timeline.editing.event_saving import (
    TypedActor,
    TypedClaim,
    TypedDecision,
    TypedEvent,
    TypedLinks,
    save_event,
)
from timeline.editing.refusals import EditConflict, RefusedAtFields
from timeline.models import Account, Claim, Event, Proposal, StatusChange
from timeline.services.nouns.claims import edit_claim
from timeline.services.nouns.events import PlacePart
from timeline.services.nouns.timelines import LinkPart
from timeline.services.proposals.proposing import saving

pytestmark = pytest.mark.django_db

FIELDS = {
    "title": "Column reported near Alta",
    "date": "2014-08-18",
    "nature": "occurrence",
    "type": "movement_of_forces",
    "slug": "",
}


@pytest.fixture
def editor(settings: Any) -> Account:
    """Somebody who may do everything alone."""
    settings.TIMELINE_REVIEW = "one"
    return make_account("editor")


def typed_event(event: Event | None = None, **typed: Any) -> TypedEvent:
    given: dict[str, Any] = {
        "fields": FIELDS if event is None else {"title": event.title},
        "places": [],
        "actors": [],
        "asserts": False,
        "claims": {},
        "then": "keep",
        "decision": None,
    }
    return TypedEvent(event=event, **(given | typed))


def stored(claim: Claim) -> Claim:
    """The claim as a page would read it now."""
    return Claim.objects.get(pk=claim.pk)


def new_claim(number: int, relays: int | None = None, **fields: Any) -> TypedClaim:
    given = {"document": make_document(), "stance": "supports", "summary": f"Says {number}"}
    return TypedClaim(f"claim-{number - 1}", None, given | fields, relays)


def save(by: Account, typed: TypedEvent) -> tuple[Event, Proposal | None]:
    with saving(by=by, reason=WHY) as page:
        event = save_event(page, typed)
    return event, page.proposal


def test_page_becomes_an_event_with_all_that_stands_on_it(editor: Account, cast: Cast) -> None:
    event, proposal = save(
        editor,
        typed_event(
            places=[PlacePart(cast.alta)],
            actors=[TypedActor("actor-0", cast.brigade, "agent", [2, 1])],
            asserts=True,
            # The one that relays stands first.
            claims={1: new_claim(1, relays=2), 2: new_claim(2)},
            links=TypedLinks("link-0", [LinkPart("follows", cast.disputed)]),
            then="publish",
            decision=TypedDecision("disputed", "", "so it is", None, [1]),
        ),
    )

    relaying, root = (event.claims.get(summary=f"Says {n}") for n in (1, 2))
    assert (event.state, proposal) == ("published", None)
    assert relaying.relays == root
    assert event.event_places.get().place == cast.alta
    assert set(event.event_actors.get().asserted_by.all()) == {relaying, root}
    assert event.links.get().other == cast.disputed
    assert StatusChange.objects.get(event=event).claims.get() == relaying


def test_rows_without_changes_are_left_as_they_are(editor: Account, cast: Cast) -> None:
    claims = {1: TypedClaim("claim-0", cast.first, {}), 2: TypedClaim("claim-1", cast.second, {})}
    before = list(Claim.objects.order_by("pk").values_list("pk", "version"))

    save(
        editor,
        typed_event(
            cast.relayed,
            places=[PlacePart(row.place, row.role) for row in cast.relayed.event_places.all()],
            actors=[TypedActor("", row.actor, row.role) for row in cast.relayed.event_actors.all()],
            claims=claims,
        ),
    )

    assert list(Claim.objects.order_by("pk").values_list("pk", "version")) == before
    assert Event.objects.get(pk=cast.relayed.pk).version == cast.relayed.version


@pytest.mark.parametrize(
    ("typed", "prefix", "field", "words"),
    [
        ({"fields": FIELDS | {"date": "last summer"}}, "", "date", "last summer"),
        ({"then": "publish"}, "", "then", "attach a claim"),
        (
            {"decision": TypedDecision("unconfirmed", "", "x", None, [9])},
            "",
            "status_rows",
            "no claim 9",
        ),
        (
            {"decision": TypedDecision("confirmed", "primary_record", "x", None, [])},
            "",
            "status",
            "two origins",
        ),
    ],
)
def test_refusals_name_the_form_and_its_field(
    editor: Account, typed: dict[str, Any], prefix: str, field: str, words: str
) -> None:
    with pytest.raises(RefusedAtFields) as told:
        save(editor, typed_event(**typed))

    assert told.value.prefix == prefix
    assert words in told.value.message_dict[field][0]
    assert not Event.objects.exists()


ROWS: dict[str, tuple[str, str, Callable[[Cast], dict[str, Any]]]] = {
    "claim": (
        "claims-0",
        "summary",
        lambda c: {"claims": {1: TypedClaim("claims-0", stored(c.first), {"summary": ""})}},
    ),
    "circle": (
        "claims-0",
        "relays_row",
        lambda c: {
            "claims": {
                1: TypedClaim("claims-0", stored(c.first), {"summary": "x"}, 3),
                3: TypedClaim("claims-2", c.third, {}),
            }
        },
    ),
    "actor": (
        "actors-1",
        "said_by",
        lambda c: {"actors": [TypedActor("actors-1", c.brigade, "agent", [7])], "asserts": True},
    ),
    "link": (
        "link-0",
        "event",
        lambda c: {"links": TypedLinks("link-0", [LinkPart("follows", c.relayed)])},
    ),
    "new claim": ("claim-0", "__all__", lambda c: {"claims": {1: new_claim(1, stance="differs")}}),
}


@pytest.mark.parametrize("what", ROWS)
def test_refusals_of_rows_name_the_row(editor: Account, cast: Cast, what: str) -> None:
    prefix, field, typed = ROWS[what]

    with pytest.raises(RefusedAtFields) as told:
        save(editor, typed_event(cast.relayed, **typed(cast)))

    assert (told.value.prefix, list(told.value.message_dict)) == (prefix, [field])


def test_row_that_was_saved_since_it_was_read_is_a_conflict(editor: Account, cast: Cast) -> None:
    read = stored(cast.first)
    edit_claim(cast.first, by=editor, reason=WHY, version=None, summary="Theirs")
    claims = {1: TypedClaim("claim-0", read, {"summary": "Mine"})}

    with pytest.raises(EditConflict):
        save(editor, typed_event(cast.relayed, claims=claims))


def test_what_readers_see_waits_for_a_second_person(settings: Any, cast: Cast) -> None:
    settings.TIMELINE_REVIEW = "two"
    typed = typed_event(cast.relayed, fields={"title": "Better"}, claims={4: new_claim(4)})

    event, proposal = save(make_account("editor"), typed)

    assert proposal is not None
    assert event.claims.get(summary="Says 4").state == "draft"
    assert Event.objects.get(pk=event.pk).title != "Better"
