"""Past views do not know roles that only later claims assert: no filter finds, no facet counts."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import WHY, make_actor, make_claim, make_document, make_event, writer
from timeline.services.nouns.events import ActorPart, edit_event
from timeline.services.nouns.workflow import publish_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def blamed() -> None:
    """On 20 August a claim says that the brigade did what was known on the 18th."""
    command = make_actor(name="High Command")
    brigade = make_actor(name="First Brigade", parent=command)
    villagers = make_actor(name="Villagers", kind="community", parent=command)
    event = make_event(publish=False)
    make_claim(event, document=make_document(published="2014-08-18"))
    later = make_claim(event, document=make_document(published="2014-08-20"))
    cast = [ActorPart(villagers, "target"), ActorPart(brigade, "agent", [later])]
    edit_event(event, actors=cast, version=event.version, by=writer(), reason=WHY)
    publish_event(event, by=writer(), reason=WHY)


def _ask(address: str) -> Any:
    return Client().get(f"/api/v1/{address}").json()


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("actor=first-brigade", 0, 1),
        ("actor=first-brigade&exact_actor=1", 0, 1),
        ("role=agent", 0, 1),
        ("actor=high-command", 1, 1),
        ("actor=high-command&role=agent", 0, 1),
        ("actor=villagers", 1, 1),
    ],
)
def test_actors_are_found_from_the_day_on_which_their_role_was_known(
    blamed: None, words: str, before: int, after: int
) -> None:
    counts = [_ask(f"events?{words}&known=2014-08-{day}")["count"] for day in (19, 20)]

    assert counts == [before, after]
    assert _ask(f"events?{words}")["count"] == after


@pytest.mark.parametrize("chosen", ["", "&actor=villagers"])
def test_facet_of_actors_counts_roles_that_were_known(blamed: None, chosen: str) -> None:
    found = [
        {option["slug"]: option["count"] for option in _ask(f"facets?known={day}{chosen}")["actor"]}
        for day in ("2014-08-19", "2014-08-20")
    ]

    assert found == [
        {"high-command": 1, "villagers": 1},
        {"first-brigade": 1, "high-command": 1, "villagers": 1},
    ]
