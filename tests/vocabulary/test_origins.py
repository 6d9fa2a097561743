"""Who a claim goes back to, and whether that is a party."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.evidence.origins import (
    ClaimFacts,
    CycleError,
    EventFacts,
    Key,
    LapseFacts,
    Origin,
    OriginKind,
    World,
    chain_of,
    find_cycle,
    origin_of,
    origins_of,
    refuse_cycle,
    side_of,
    standing_graph,
    topmost,
)
from timeline.vocabulary.roles import ActorRole, Side
from timeline.vocabulary.stances import LapseKind, Stance
from timeline.vocabulary.types import Nature

OCCURRENCE = EventFacts(key="e", nature=Nature.OCCURRENCE, roles=())
WORLD = World(
    superior_of={"brigade": "army", "army": "government", "spokesman": "rebels"},
    owner_of={"radio": "holding", "holding": "state media", "site": "ministry press"},
    speaks_for={"ministry press": "ministry", "army page": "army"},
)


def claim(key: Key, **facts: object) -> ClaimFacts:
    """A claim that supports event `e`, in a document and source of its own."""
    plain: dict[str, object] = {
        "event": "e",
        "stance": Stance.SUPPORTS,
        "document": f"document of {key}",
        "source": f"source of {key}",
        "public_on": date(2014, 8, 1),
    }
    return ClaimFacts(key=key, **(plain | facts))  # type: ignore[arg-type]


def by_key(*claims: ClaimFacts) -> dict[Key, ClaimFacts]:
    return {claim.key: claim for claim in claims}


def actor(key: Key) -> Origin:
    return Origin(OriginKind.ACTOR, key)


def source(key: Key) -> Origin:
    return Origin(OriginKind.SOURCE, key)


def origin_of_first(*claims: ClaimFacts, event: EventFacts = OCCURRENCE) -> Origin | None:
    return origin_of(claims[0].key, by_key(*claims), event, WORLD)


def test_origin_of_plain_claim_is_its_publisher() -> None:
    assert origin_of_first(claim(1, source="paper")) == source("paper")


def test_origin_of_relay_is_that_of_the_root() -> None:
    third = claim(3, relays=2, attributed_to="army", source="blog")
    assert origin_of_first(third, claim(2, relays=1), claim(1, source="agency")) == source("agency")


def test_origin_of_attributed_root_is_the_actor() -> None:
    assert origin_of_first(claim(1, attributed_to="army")) == actor("army")


def test_owner_stands_for_the_outlets_it_controls() -> None:
    assert origin_of_first(claim(1, source="radio")) == source("state media")


def test_source_that_speaks_for_an_actor_is_that_actor() -> None:
    assert origin_of_first(claim(1, source="army page")) == actor("army")


def test_actor_of_an_owner_is_not_inherited() -> None:
    assert origin_of_first(claim(1, source="site")) == source("ministry press")


def test_relayed_source_comes_before_the_publisher() -> None:
    assert origin_of_first(claim(1, source="blog", relays_source="agency")) == source("agency")


def test_relayed_source_climbs_to_its_owner() -> None:
    assert origin_of_first(claim(1, relays_source="radio")) == source("state media")


def test_relayed_source_speaks_for_its_actor() -> None:
    assert origin_of_first(claim(1, relays_source="army page")) == actor("army")


def test_actor_named_comes_before_the_relayed_source() -> None:
    assert origin_of_first(claim(1, relays_source="agency", attributed_to="army")) == actor("army")


def test_unknown_origin_comes_before_everything_it_names() -> None:
    unknown = claim(1, origin_unknown=True, attributed_to="army", relays_source="agency")
    assert origin_of_first(unknown) is None


def test_unknown_origin_of_a_relay_does_not_hide_its_root() -> None:
    relay = claim(2, relays=1, origin_unknown=True)
    assert origin_of_first(relay, claim(1, source="agency")) == source("agency")


SPEECH = EventFacts(
    key="e",
    nature=Nature.STATEMENT,
    roles=(("spokesman", ActorRole.SPEAKER), ("army", ActorRole.SUBJECT)),
)


def test_statement_attributed_to_its_speaker_goes_back_to_who_heard_it() -> None:
    heard = claim(1, attributed_to="spokesman", source="agency")
    assert origin_of_first(heard, event=SPEECH) == source("agency")


def test_statement_attributed_to_its_speaker_through_a_source_goes_back_to_that() -> None:
    heard = claim(1, attributed_to="spokesman", source="blog", relays_source="agency")
    assert origin_of_first(heard, event=SPEECH) == source("agency")


@pytest.mark.parametrize("other", ["rebels", "army"])
def test_statement_attributed_to_anybody_but_its_speaker_goes_back_to_them(other: str) -> None:
    assert origin_of_first(claim(1, attributed_to=other), event=SPEECH) == actor(other)


def test_speaker_of_an_occurrence_is_an_origin() -> None:
    event = EventFacts(key="e", nature=Nature.OCCURRENCE, roles=SPEECH.roles)
    assert origin_of_first(claim(1, attributed_to="spokesman"), event=event) == actor("spokesman")


def test_speaker_publishing_its_own_words_is_an_origin() -> None:
    event = EventFacts(key="e", nature=Nature.STATEMENT, roles=(("army", ActorRole.SPEAKER),))
    published = claim(1, attributed_to="army", source="army page")
    assert origin_of_first(published, event=event) == actor("army")


def test_tied_root_takes_the_origin_of_the_other_claim() -> None:
    tied = claim(1, same_origin_as=2, attributed_to="army")
    assert origin_of_first(tied, claim(2, relays=3), claim(3, source="agency")) == source("agency")


def test_tie_comes_before_an_unknown_origin() -> None:
    tied = claim(1, same_origin_as=2, origin_unknown=True)
    assert origin_of_first(tied, claim(2, source="agency")) == source("agency")


def test_tie_to_an_unknown_origin_leaves_none() -> None:
    assert origin_of_first(claim(1, same_origin_as=2), claim(2, origin_unknown=True)) is None


def test_tie_on_a_relay_has_no_effect() -> None:
    relay = claim(1, relays=2, same_origin_as=3)
    others = claim(2, source="agency"), claim(3, source="paper")
    assert origin_of_first(relay, *others) == source("agency")


def test_relay_of_a_tied_root_follows_the_tie() -> None:
    relay, tied = claim(1, relays=2), claim(2, same_origin_as=3)
    assert origin_of_first(relay, tied, claim(3, source="agency")) == source("agency")


@pytest.mark.parametrize(
    "others",
    [(), (claim(2, event="another"),), (claim(2, relays="hidden"),)],
    ids=["hidden", "of another event", "cut off"],
)
def test_tie_to_what_may_not_be_used_has_no_effect(others: tuple[ClaimFacts, ...]) -> None:
    tied = claim(1, same_origin_as=2, source="paper")
    assert origin_of_first(tied, *others) == source("paper")


def test_claim_cut_off_from_its_root_names_nobody() -> None:
    assert origin_of_first(claim(1, relays=2), claim(2, relays="hidden")) is None


def test_chain_runs_from_the_claim_to_its_root() -> None:
    claims = by_key(claim(3, relays=2), claim(1), claim(2, relays=1))
    assert [link.key for link in chain_of(3, claims)] == [3, 2, 1]


def test_chain_in_a_circle_is_named() -> None:
    claims = by_key(claim(0, relays=1), claim(1, relays=2), claim(2, relays=1))
    with pytest.raises(CycleError, match=r"^1 → 2 → 1$"):
        chain_of(0, claims)


def test_ties_in_a_circle_are_named() -> None:
    claims = by_key(claim(1, same_origin_as=2), claim(2, relays=3), claim(3, same_origin_as=1))
    with pytest.raises(CycleError, match=r"^1 → 2 → 3 → 1$"):
        origin_of(1, claims, OCCURRENCE, WORLD)


def test_very_deep_chain_is_walked() -> None:
    claims = by_key(claim(0, source="agency"), *(claim(n, relays=n - 1) for n in range(1, 5000)))
    origins = origins_of(claims, claims, OCCURRENCE, WORLD)
    assert set(origins.values()) == {source("agency")}
    assert len(chain_of(4999, claims)) == 5000


def test_very_deep_row_of_ties_is_walked() -> None:
    ties = (claim(n, same_origin_as=n - 1) for n in range(1, 5000))
    claims = by_key(claim(0, source="agency"), *ties)
    assert set(origins_of(claims, claims, OCCURRENCE, WORLD).values()) == {source("agency")}


def test_number_and_kind_together_make_an_origin() -> None:
    assert actor(1) != source(1)


BATTLE = EventFacts(
    key="e",
    nature=Nature.OCCURRENCE,
    roles=(
        ("brigade", ActorRole.AGENT),
        ("militia", ActorRole.SUPPORTER),
        ("rebels", ActorRole.TARGET),
        ("village", ActorRole.SUBJECT),
        ("envoy", ActorRole.SPEAKER),
    ),
)


@pytest.mark.parametrize(
    ("origin", "side"),
    [
        (actor("brigade"), Side.DOING),
        (actor("government"), Side.DOING),
        (actor("militia"), Side.DOING),
        (actor("spokesman"), Side.SUFFERING),
        (actor("village"), None),
        (actor("envoy"), None),
        (actor("red cross"), None),
        (source("brigade"), None),
        (None, None),
    ],
)
def test_side_is_shared_with_whoever_has_the_same_superior(
    origin: Origin | None, side: Side | None
) -> None:
    assert side_of(origin, BATTLE, WORLD) is side


def test_side_is_the_doing_one_where_both_have_the_same_superior() -> None:
    mutiny = EventFacts(
        key="e",
        nature=Nature.OCCURRENCE,
        roles=(("army", ActorRole.TARGET), ("brigade", ActorRole.AGENT)),
    )
    assert side_of(actor("government"), mutiny, WORLD) is Side.DOING


def test_topmost_in_a_circle_is_named() -> None:
    with pytest.raises(CycleError, match=r"^b → c → b$"):
        topmost("a", {"a": "b", "b": "c", "c": "b"})


@pytest.mark.parametrize(
    ("graph", "cycle"),
    [
        ({}, None),
        ({1: [2], 2: [3]}, None),
        ({1: [2, 3], 2: [4], 3: [4], 4: []}, None),
        ({1: [1]}, [1]),
    ],
)
def test_find_cycle_tells_forests_from_circles(
    graph: dict[Key, list[Key]], cycle: list[Key] | None
) -> None:
    assert find_cycle(graph) == cycle


def test_found_cycle_runs_along_the_edges() -> None:
    cycle = find_cycle({"a": ["b"], "b": ["c", "d"], "c": [], "d": ["e"], "e": ["b"]})
    assert cycle is not None
    turn = cycle.index("b")
    assert cycle[turn:] + cycle[:turn] == ["b", "d", "e"]


def test_refuse_cycle_names_every_step() -> None:
    with pytest.raises(CycleError) as refused:
        refuse_cycle({"x": ["y"], "y": ["x"]})
    assert str(refused.value) in {"x → y → x", "y → x → y"}


def test_refuse_cycle_lets_a_forest_pass() -> None:
    refuse_cycle({"x": ["z"], "y": ["z"]})


@given(st.dictionaries(st.integers(0, 8), st.lists(st.integers(0, 8), max_size=3)))
def test_found_cycle_is_one_and_none_is_missed(graph: dict[Key, list[Key]]) -> None:
    def reach(start: Key) -> set[Key]:
        reached: set[Key] = set()
        waiting = list(graph.get(start, []))
        while waiting:
            key = waiting.pop()
            if key not in reached:
                reached.add(key)
                waiting += graph.get(key, [])
        return reached

    cycle = find_cycle(graph)
    assert (cycle is not None) == any(key in reach(key) for key in graph)
    for here, there in zip(cycle or [], [*(cycle or [])[1:], *(cycle or [])[:1]], strict=True):
        assert there in graph[here]


def test_standing_depends_on_relays_and_lapses_that_may_be_seen() -> None:
    lapses = (LapseFacts(3, LapseKind.CORRECTED), LapseFacts("hidden", LapseKind.DELETED))
    claims = by_key(claim(1, relays=2, lapses=lapses), claim(2, relays="hidden"), claim(3))
    assert standing_graph(claims) == {1: [2, 3], 2: [], 3: []}


def test_lapse_by_a_relay_of_the_lapsed_claim_is_a_cycle() -> None:
    lapsed = claim(1, lapses=(LapseFacts(2, LapseKind.WITHDRAWN),))
    cycle = find_cycle(standing_graph(by_key(lapsed, claim(2, relays=1))))
    assert cycle is not None
    assert set(cycle) == {1, 2}
