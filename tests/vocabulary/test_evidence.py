"""What claims come to on a day: standing, counts, sides, and the suggested status."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
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
)
from timeline.vocabulary.evidence.standing import (
    RULES,
    Evidence,
    Tally,
    evidence_on,
    evidence_steps,
    rule_for,
    standing_on,
    suggest,
    turning_days,
)
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import LapseKind, Stance
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import Nature

SUPPORTS, DIFFERS, DENIES, CONTEXT = Stance
FIRST = date(2014, 8, 1)
LAST = FIRST + timedelta(days=30)
BATTLE = EventFacts(
    key="e",
    nature=Nature.OCCURRENCE,
    roles=(("army", ActorRole.AGENT), ("ally", ActorRole.SUPPORTER), ("rebels", ActorRole.TARGET)),
)
WORLD = World(superior_of={"brigade": "army"}, owner_of={}, speaks_for={"army page": "army"})


def day(number: int) -> date:
    """Day 1 is the first of August."""
    return FIRST + timedelta(days=number - 1)


def claim(key: Key, stance: Stance = SUPPORTS, *, on: int = 1, **facts: object) -> ClaimFacts:
    plain: dict[str, object] = {
        "event": "e",
        "document": f"document of {key}",
        "source": f"source of {key}",
        "public_on": day(on),
    }
    return ClaimFacts(key=key, stance=stance, **(plain | facts))  # type: ignore[arg-type]


def lapsed(by: Key, kind: LapseKind = LapseKind.WITHDRAWN) -> tuple[LapseFacts, ...]:
    return (LapseFacts(by, kind),)


def by_key(claims: Iterable[ClaimFacts]) -> dict[Key, ClaimFacts]:
    return {claim.key: claim for claim in claims}


def read(*claims: ClaimFacts, event: EventFacts = BATTLE, on: int = 31) -> Evidence:
    return evidence_on(day(on), event, by_key(claims), WORLD)


def counts(*claims: ClaimFacts, on: int = 31) -> tuple[int, int, int, int]:
    """Origins, parties, denials and documents."""
    found = read(*claims, on=on)
    return found.origins, found.parties, found.denials, found.documents


# --- Standing -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "stands"), [(1, {1}), (4, {1}), (5, {2})])
def test_claim_stands_until_what_lapses_it_is_public(on: int, stands: set[Key]) -> None:
    claims = by_key([claim(1, lapses=lapsed(2)), claim(2, on=5)])
    assert standing_on(day(on), claims) == stands


@pytest.mark.parametrize("kind", list(LapseKind))
def test_every_kind_of_lapse_ends_standing(kind: LapseKind) -> None:
    claims = by_key([claim(1, lapses=lapsed(2, kind)), claim(2, CONTEXT)])
    assert standing_on(LAST, claims) == {2}


def test_lapse_by_a_claim_that_itself_lapsed_is_undone() -> None:
    claims = by_key([claim(1, lapses=lapsed(2)), claim(2, lapses=lapsed(3)), claim(3, on=9)])
    assert standing_on(day(8), claims) == {2}
    assert standing_on(day(9), claims) == {1, 3}


def test_lapse_by_a_claim_whose_own_root_lapsed_is_undone() -> None:
    claims = by_key(
        [
            claim(1, lapses=lapsed(2)),
            claim(2, relays=3),
            claim(3, lapses=lapsed(4)),
            claim(4, on=9),
        ]
    )
    assert standing_on(day(9), claims) == {1, 4}


def test_lapse_by_a_claim_that_may_not_be_seen_has_no_effect() -> None:
    claims = by_key([claim(1, lapses=lapsed("hidden")), claim(2, lapses=lapsed(3))])
    claims |= by_key([claim(3, relays="hidden")])
    assert standing_on(LAST, claims) == {1, 2}


def test_relay_falls_with_what_it_relays() -> None:
    claims = by_key([claim(1, lapses=lapsed(4)), claim(2, relays=1), claim(3, relays=2), claim(4)])
    assert standing_on(LAST, claims) == {4}


def test_relay_stands_before_its_root_is_public() -> None:
    claims = by_key([claim(1, on=9), claim(2, relays=1)])
    assert standing_on(day(1), claims) == {2}


def test_relay_falls_with_a_root_that_lapsed_before_it_was_public() -> None:
    claims = by_key([claim(1, on=9, lapses=lapsed(3)), claim(2, relays=1), claim(3, on=5)])
    assert standing_on(day(4), claims) == {2}
    assert standing_on(day(5), claims) == {3}


def test_relay_of_what_may_not_be_seen_counts_for_nothing() -> None:
    found = read(claim(1, relays="hidden"), claim(2, relays=1), claim(3))
    assert (found.public, found.origins, found.documents) == ({3}, 1, 1)


def test_circle_of_lapses_is_named() -> None:
    with pytest.raises(CycleError):
        read(claim(1, lapses=lapsed(2)), claim(2, lapses=lapsed(1)))


def test_very_deep_chain_counts_as_one_origin() -> None:
    relays = (claim(number, relays=number - 1) for number in range(1, 5000))
    assert counts(claim(0), *relays) == (1, 0, 0, 5000)


# --- As known -----------------------------------------------------------------------------------


def test_claim_counts_from_the_day_its_document_is_public() -> None:
    said = claim(1, on=3)
    assert [read(said, on=number).origins for number in (2, 3)] == [0, 1]


def test_event_of_which_only_context_is_public_does_not_exist() -> None:
    found = read(claim(1, CONTEXT), claim(2, on=9), on=8)
    assert (found.exists, found.public, found.standing) == (False, {1}, {1})


def test_event_whose_only_claim_lapsed_still_exists() -> None:
    found = read(claim(1, lapses=lapsed(2)), claim(2, CONTEXT))
    assert (found.exists, found.standing) == (True, {2})


def test_claims_of_other_events_do_not_count() -> None:
    found = read(claim(1), claim(2, event="another"))
    assert (found.origins, found.public, found.standing) == (1, {1}, {1})


# --- Counts -------------------------------------------------------------------------------------


def test_relays_are_documents_but_no_origins() -> None:
    assert counts(claim(1), claim(2, relays=1), claim(3, relays=2)) == (1, 0, 0, 3)


def test_tied_claims_are_one_origin() -> None:
    assert counts(claim(1), claim(2), claim(3, same_origin_as=1)) == (2, 0, 0, 3)


def test_two_claims_in_one_document_are_one_document() -> None:
    assert counts(claim(1, document="d"), claim(2, DENIES, document="d")) == (1, 0, 1, 1)


def test_context_counts_nowhere() -> None:
    assert counts(claim(1), claim(2, CONTEXT)) == (1, 0, 0, 1)


def test_claim_that_differs_supports() -> None:
    assert counts(claim(1), claim(2, DIFFERS)) == (2, 0, 0, 2)


def test_lapsed_claim_takes_its_document_along() -> None:
    assert counts(claim(1, lapses=lapsed(3)), claim(2), claim(3, CONTEXT)) == (1, 0, 0, 1)


def test_origin_that_changes_sides_counts_on_the_later_one() -> None:
    before, after = claim(1, source="s", on=1), claim(2, DENIES, source="s", on=5)
    assert counts(before, after, on=4) == (1, 0, 0, 1)
    assert counts(before, after, on=5) == (0, 0, 1, 2)


def test_origin_that_comes_back_counts_as_supporting_again() -> None:
    words = claim(1, DENIES, source="s", on=1), claim(2, DIFFERS, source="s", on=5)
    assert counts(*words) == (1, 0, 0, 2)


def test_origin_on_both_sides_of_one_day_denies() -> None:
    words = claim(1, source="s", on=5), claim(2, DENIES, source="s", on=5)
    assert counts(*words) == counts(*reversed(words)) == (0, 0, 1, 2)


def test_origin_whose_denial_lapsed_supports_again() -> None:
    denial = claim(2, DENIES, source="s", on=5, lapses=lapsed(3))
    assert counts(claim(1, source="s"), denial, claim(3, CONTEXT, on=9)) == (1, 0, 0, 1)


def test_side_on_which_nobody_is_named_counts_one() -> None:
    unnamed = [claim(n, origin_unknown=True) for n in (1, 2)]
    denial = claim(3, DENIES, origin_unknown=True)
    assert counts(*unnamed, denial) == (1, 0, 1, 3)


def test_nobody_named_adds_nothing_beside_a_known_origin() -> None:
    assert counts(claim(1), claim(2, origin_unknown=True)) == (1, 0, 0, 2)


def test_origin_that_changed_sides_leaves_nothing_behind() -> None:
    assert counts(claim(1, source="s"), claim(2, DENIES, source="s", on=2)) == (0, 0, 1, 2)


def test_nobody_named_is_left_where_the_known_origin_changed_sides() -> None:
    changed = claim(1, source="s"), claim(2, DENIES, source="s", on=2)
    assert counts(*changed, claim(3, origin_unknown=True)) == (1, 0, 1, 3)


def test_parties_are_supporting_origins_of_either_side() -> None:
    said_by = ["army", "brigade", "rebels", "bystander"]
    claims = [claim(name, attributed_to=name) for name in said_by]
    assert counts(*claims, claim("ally", DENIES, attributed_to="ally")) == (4, 3, 1, 5)


def test_attribution_to_unnamed_people_is_the_body_itself() -> None:
    # The facts hold no "unnamed": whoever is attributed_to is the origin, named or not.
    found = read(claim(1, attributed_to="army"), claim(2, source="army page"))
    assert found.supporting == {Origin(OriginKind.ACTOR, "army")}


# --- Suggested status ---------------------------------------------------------------------------


def test_nothing_recorded_suggests_nothing() -> None:
    found = read()
    assert (found.exists, found.suggested) == (False, None)


def test_overtaken_alone_suggests_nothing() -> None:
    gone = claim(1, lapses=lapsed(2, LapseKind.OVERTAKEN))
    assert read(gone, claim(2, CONTEXT)).suggested is None


@pytest.mark.parametrize("kind", [LapseKind.WITHDRAWN, LapseKind.CORRECTED, LapseKind.DELETED])
@pytest.mark.parametrize("stance", [SUPPORTS, DIFFERS])
def test_event_taken_back_is_retracted(kind: LapseKind, stance: Stance) -> None:
    gone = claim(1, stance, lapses=lapsed(2, kind))
    assert read(gone, claim(2, CONTEXT)).suggested is Status.RETRACTED


def test_event_taken_back_and_denied_is_retracted() -> None:
    gone = claim(1, lapses=lapsed(2))
    assert read(gone, claim(2, DENIES), claim(3, DENIES)).suggested is Status.RETRACTED


def test_event_taken_back_in_another_event_s_claim_is_retracted() -> None:
    gone = claim(1, lapses=lapsed(2))
    assert read(gone, claim(2, event="another", on=9), on=9).suggested is Status.RETRACTED


def test_event_taken_back_by_one_of_two_is_not_retracted() -> None:
    assert read(claim(1, lapses=lapsed(2)), claim(2)).suggested is Status.UNCONFIRMED


def test_denial_taken_back_retracts_nothing() -> None:
    gone = claim(1, DENIES, lapses=lapsed(2))
    assert read(gone, claim(2, DENIES)).suggested is Status.DENIED


def test_claim_taken_back_before_it_was_public_retracts_nothing() -> None:
    gone = claim(1, on=9, lapses=lapsed(2))
    found = read(gone, claim(2, CONTEXT), claim(3, DENIES), on=8)
    assert found.suggested is Status.DENIED


def test_relay_of_what_was_taken_back_retracts_nothing_before_its_root_is_public() -> None:
    root = claim(1, on=9, lapses=lapsed(3))
    relay, taken_back = claim(2, relays=1), claim(3, CONTEXT, on=5)
    assert read(root, relay, taken_back, on=8).suggested is None
    assert read(root, relay, taken_back, on=9).suggested is Status.RETRACTED


def test_event_that_is_only_denied_is_denied() -> None:
    assert read(claim(1, DENIES)).suggested is Status.DENIED


def outsiders(number: int) -> list[ClaimFacts]:
    return [claim(f"outsider {n}") for n in range(number)]


def denial_by(name: str) -> ClaimFacts:
    return claim(f"denial by {name}", DENIES, attributed_to=name)


def test_accused_party_that_denies_alone_does_not_dispute() -> None:
    found = read(*outsiders(2), denial_by("brigade"), denial_by("ally"))
    assert (found.suggested, found.accused_party_denies) == (Status.CORROBORATED, True)


@pytest.mark.parametrize(
    "claims",
    [
        [*outsiders(1), claim(1, attributed_to="rebels"), denial_by("army")],
        [*outsiders(2), denial_by("rebels")],
        [*outsiders(2), denial_by("army"), denial_by("bystander")],
        [*outsiders(2), denial_by("army"), claim(1, DENIES, origin_unknown=True)],
        [*outsiders(2), claim(1, DENIES, origin_unknown=True)],
        [claim(1, origin_unknown=True), claim(2, origin_unknown=True), denial_by("army")],
    ],
    ids=[
        "one outsider and a party",
        "the victim denies",
        "a bystander denies too",
        "somebody unknown denies too",
        "somebody unknown denies",
        "nobody named says so",
    ],
)
def test_other_denials_dispute(claims: list[ClaimFacts]) -> None:
    found = read(*claims)
    assert (found.suggested, found.accused_party_denies) == (Status.DISPUTED, False)


@pytest.mark.parametrize(
    ("said_by", "status"),
    [
        (["bystander"], Status.UNCONFIRMED),
        (["army"], Status.UNCONFIRMED),
        (["army", "ally"], Status.UNCONFIRMED),
        (["army", "bystander"], Status.CORROBORATED),
        (["army", "rebels"], Status.CORROBORATED),
        (["bystander", "witness"], Status.CORROBORATED),
    ],
)
def test_one_side_alone_does_not_corroborate(said_by: list[str], status: Status) -> None:
    found = read(*(claim(name, attributed_to=name) for name in said_by))
    assert (found.suggested, found.accused_party_denies) == (status, False)


def test_many_unnamed_reports_do_not_corroborate() -> None:
    unnamed = (claim(n, origin_unknown=True) for n in range(5))
    assert read(*unnamed).suggested is Status.UNCONFIRMED


def test_forecast_has_counts_and_no_status() -> None:
    forecast = EventFacts(key="e", nature=Nature.FORECAST, roles=())
    found = read(claim(1), claim(2), event=forecast)
    assert (found.origins, found.suggested) == (2, None)


def test_confirmed_is_never_suggested() -> None:
    assert Status.CONFIRMED not in {rule.status for rule in RULES}


@pytest.mark.parametrize(
    ("row", "tally"),
    [
        (0, Tally(nature=Nature.FORECAST, supporting=2, outsiders=2, taken_back=True)),
        (1, Tally(nature=Nature.OCCURRENCE, denying=1, taken_back=True)),
        (2, Tally(nature=Nature.OCCURRENCE, denying=1, accused_alone_deny=True)),
        (
            3,
            Tally(
                nature=Nature.OCCURRENCE,
                supporting=2,
                outsiders=2,
                denying=1,
                accused_alone_deny=True,
            ),
        ),
        (4, Tally(nature=Nature.STATEMENT, supporting=2, outsiders=2, denying=1)),
        (5, Tally(nature=Nature.STATEMENT, supporting=2, both_sides=True)),
        (6, Tally(nature=Nature.OCCURRENCE, supporting=2)),
        (7, Tally(nature=Nature.OCCURRENCE)),
    ],
)
def test_rows_of_the_table_are_taken_in_order(row: int, tally: Tally) -> None:
    assert rule_for(tally) is RULES[row]
    assert suggest(tally) is RULES[row].status


# --- Days ---------------------------------------------------------------------------------------


def test_turning_days_are_those_of_claims_and_of_what_lapses_them() -> None:
    claims = by_key(
        [
            claim(1, on=2, lapses=lapsed(2)),
            claim(2, event="another", on=4, relays=3),
            claim(3, event="another", on=6, lapses=lapsed(4)),
            claim(4, event="a third", on=8),
            claim(5, event="another", on=10),
            claim(6, on=12, relays="hidden"),
        ]
    )
    assert turning_days(BATTLE, claims) == [day(2), day(4), day(6), day(8)]


# --- Properties ---------------------------------------------------------------------------------

ACTORS = ["army", "brigade", "ally", "rebels", "bystander"]
DAYS = 8


@st.composite
def bodies_of_claims(draw: st.DrawFn) -> dict[Key, ClaimFacts]:
    """Up to ten claims of two events that relay, tie and lapse each other without a circle."""
    claims: dict[Key, ClaimFacts] = {}
    for key in range(draw(st.integers(1, 10))):
        event = draw(st.sampled_from(["e", "e", "e", "another"]))
        earlier: list[Key] = list(claims)
        kin: list[Key | None] = [None, *(k for k in earlier if claims[k].event == event)]
        lapses = st.builds(
            LapseFacts, st.sampled_from([*earlier, "hidden"]), st.sampled_from(LapseKind)
        )
        claims[key] = ClaimFacts(
            key=key,
            event=event,
            stance=draw(st.sampled_from(Stance)),
            document=draw(st.integers(0, 5)),
            source=draw(st.sampled_from(["a", "b", "c", "army page"])),
            public_on=day(draw(st.integers(1, DAYS))),
            attributed_to=draw(st.sampled_from([None, None, *ACTORS])),
            relays=draw(st.sampled_from(kin)),
            relays_source=draw(st.sampled_from([None, "a", "d"])),
            origin_unknown=draw(st.sampled_from([False, False, True])),
            same_origin_as=draw(st.sampled_from(kin)),
            lapses=tuple(draw(st.lists(lapses, max_size=2))),
        )
    return claims


def every_day(claims: dict[Key, ClaimFacts]) -> list[Evidence]:
    return [evidence_on(day(n), BATTLE, claims, WORLD) for n in range(DAYS + 3)]


@given(bodies_of_claims(), st.data())
def test_relay_brings_no_new_origin(claims: dict[Key, ClaimFacts], data: st.DataObject) -> None:
    before = evidence_on(LAST, BATTLE, claims, WORLD)
    counted = [key for key in before.standing if claims[key].stance is not CONTEXT]
    assume(counted)
    relayed = claims[data.draw(st.sampled_from(sorted(counted)))]
    relay = replace(relayed, key="relay", document="new", source="new", relays=relayed.key)
    after = evidence_on(LAST, BATTLE, claims | {"relay": replace(relay, lapses=())}, WORLD)
    assert (after.supporting, after.denying) == (before.supporting, before.denying)
    assert (after.origins, after.denials) == (before.origins, before.denials)
    assert after.documents == before.documents + 1


@given(bodies_of_claims(), st.data())
def test_order_of_claims_does_not_matter(
    claims: dict[Key, ClaimFacts], data: st.DataObject
) -> None:
    keys = data.draw(st.permutations(list(claims)))
    assert every_day({key: claims[key] for key in keys}) == every_day(claims)


@given(bodies_of_claims(), st.data(), st.sampled_from(LapseKind))
def test_lapse_that_itself_lapsed_changes_nothing(
    claims: dict[Key, ClaimFacts], data: st.DataObject, kind: LapseKind
) -> None:
    struck = claims[data.draw(st.sampled_from(list(claims)))]
    undone = struck.lapses + lapsed("strike", kind)
    more = by_key(
        [
            replace(struck, lapses=undone),
            claim("strike", event="elsewhere", on=4, lapses=lapsed("undoing")),
            claim("undoing", event="elsewhere", on=4),
        ]
    )
    assert every_day(claims | more) == every_day(claims)


SUPPORT = [None, Status.DENIED, Status.RETRACTED, Status.DISPUTED, Status.UNCONFIRMED]
SUPPORT.append(Status.CORROBORATED)


@given(bodies_of_claims())
def test_one_more_outsider_never_lowers_support(claims: dict[Key, ClaimFacts]) -> None:
    before = evidence_on(LAST, BATTLE, claims, WORLD)
    after = evidence_on(LAST, BATTLE, claims | {"more": claim("more")}, WORLD)
    assert after.origins >= before.origins
    assert after.denials == before.denials
    assert after.parties == before.parties
    assert SUPPORT.index(after.suggested) >= SUPPORT.index(before.suggested)


@given(bodies_of_claims())
def test_evidence_changes_on_turning_days_only(claims: dict[Key, ClaimFacts]) -> None:
    steps = dict(evidence_steps(BATTLE, claims, WORLD))
    assert list(steps) == turning_days(BATTLE, claims)
    held = evidence_on(day(0), BATTLE, {}, WORLD)
    for number, found in enumerate(every_day(claims)):
        held = steps.get(day(number), held)
        assert found == held


@given(bodies_of_claims())
def test_standing_of_an_event_is_that_of_its_claims(claims: dict[Key, ClaimFacts]) -> None:
    for number in range(DAYS + 3):
        own = {key for key in standing_on(day(number), claims) if claims[key].event == "e"}
        assert evidence_on(day(number), BATTLE, claims, WORLD).standing == own


@given(bodies_of_claims())
def test_counts_agree_with_each_other(claims: dict[Key, ClaimFacts]) -> None:
    for found in every_day(claims):
        assert not found.supporting & found.denying
        assert len(found.supporting) <= found.origins <= max(1, len(found.supporting))
        assert len(found.denying) <= found.denials <= max(1, len(found.denying))
        assert found.parties <= len(found.supporting)
        assert found.standing <= found.public
        assert found.exists or not found.documents
