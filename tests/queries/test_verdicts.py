"""The say_verdict sentence, case by case."""

from typing import Any

import pytest

from timeline.queries.event.verdicts import VerdictFacts, Voice, say_verdict
from timeline.vocabulary.roles import Side
from timeline.vocabulary.stances import LapseKind
from timeline.vocabulary.statuses import DecidedBy, Outcome, Status
from timeline.vocabulary.types import Nature

WIRE = Voice(name="The Wire")
DAILY = Voice(name="The Daily")
POST = Voice(name="The Post")
ARMY = Voice(name="The army", party=Side.DOING)
VILLAGE = Voice(name="The village", party=Side.SUFFERING)
NOBODY_ELSE = "We have recorded nobody else who says so."

CASES: list[tuple[str, dict[str, Any], str]] = [
    (
        "one origin, one document",
        {"supporting": (WIRE,), "documents": 1},
        f"One origin says so: The Wire. {NOBODY_ELSE}",
    ),
    (
        "an unnamed source, carried by others",
        {"supporting": (Voice(name="The Wire", words="an informed source"),), "documents": 3},
        "One origin says so: The Wire, citing “an informed source”. "
        f"2 further documents carry it. {NOBODY_ELSE}",
    ),
    (
        "one relay",
        {"supporting": (WIRE,), "documents": 2},
        f"One origin says so: The Wire. 1 further document carries it. {NOBODY_ELSE}",
    ),
    (
        "several origins",
        {"supporting": (WIRE, DAILY, POST), "documents": 3},
        "3 origins say so: The Wire, The Daily and The Post.",
    ),
    (
        "many origins",
        {"supporting": (WIRE, DAILY, POST, ARMY, VILLAGE), "documents": 5},
        "5 origins say so: The Wire, The Daily, The Post and 2 others.",
    ),
    (
        "only the doing side",
        {"supporting": (ARMY,), "documents": 1},
        "One origin says so: The army. Only one side says so: the one that is said to have "
        f"done it. {NOBODY_ELSE}",
    ),
    (
        "only the suffering side",
        {"supporting": (VILLAGE, Voice(name="The mayor", party=Side.SUFFERING)), "documents": 2},
        "2 origins say so: The village and The mayor. Only one side says so: the one that is "
        "said to have suffered it.",
    ),
    (
        "both sides",
        {"supporting": (ARMY, VILLAGE), "documents": 2},
        "2 origins say so: The army and The village.",
    ),
    (
        "a party and an outsider",
        {"supporting": (ARMY, WIRE), "documents": 2},
        "2 origins say so: The army and The Wire.",
    ),
    (
        "origin not known",
        {"nameless_support": True, "documents": 2},
        "It is told without saying where it comes from. 1 further document carries it. "
        f"{NOBODY_ELSE}",
    ),
    (
        "disputed",
        {"supporting": (WIRE,), "denying": (ARMY,), "documents": 1},
        f"One origin says so: The Wire. Denied by The army. {NOBODY_ELSE}",
    ),
    (
        "the accused party denies it",
        {
            "supporting": (WIRE, DAILY),
            "denying": (ARMY,),
            "documents": 2,
            "accused_party_denies": True,
        },
        "2 origins say so: The Wire and The Daily. The accused party denies it: The army.",
    ),
    (
        "denied by nobody named",
        {"supporting": (WIRE, DAILY), "nameless_denial": True, "documents": 2},
        "2 origins say so: The Wire and The Daily. It is denied, but not said by whom.",
    ),
    (
        "only the denial is recorded",
        {"denying": (ARMY,), "status": Status.DENIED},
        "Denied by The army. The report itself was not found.",
    ),
    (
        "only a nameless denial is recorded",
        {"nameless_denial": True},
        "It is denied, but not said by whom. The report itself was not found.",
    ),
    (
        "denied by who said so first",
        {"denying": (WIRE,), "torn": (WIRE,), "status": Status.DENIED},
        f"Denied by The Wire. Both were said by The Wire; the later word counts. {NOBODY_ELSE}",
    ),
    (
        "said by who denied it first",
        {"supporting": (WIRE, DAILY), "torn": (WIRE,), "documents": 2},
        "2 origins say so: The Wire and The Daily. "
        "Both were said by The Wire; the later word counts.",
    ),
    (
        "withdrawn",
        {"fallen": (Voice(name="The Wire", fell=LapseKind.WITHDRAWN),)},
        f"What The Wire had said was withdrawn. {NOBODY_ELSE}",
    ),
    (
        "corrected, and denied",
        {"fallen": (Voice(name="The Wire", fell=LapseKind.CORRECTED),), "denying": (ARMY,)},
        f"What The Wire had said was corrected. Denied by The army. {NOBODY_ELSE}",
    ),
    (
        "deleted",
        {"fallen": (Voice(name="The Wire", fell=LapseKind.DELETED),)},
        f"What The Wire had said was deleted without notice. {NOBODY_ELSE}",
    ),
    (
        "overtaken",
        {"fallen": (Voice(name="The Wire", fell=LapseKind.OVERTAKEN),)},
        f"What The Wire had said was overtaken. {NOBODY_ELSE}",
    ),
    (
        "fallen with its root, another stands",
        {"supporting": (DAILY,), "fallen": (WIRE,), "documents": 1},
        f"One origin says so: The Daily. What The Wire had said no longer stands. {NOBODY_ELSE}",
    ),
    (
        "nothing stands",
        {},
        "Nothing that says so is recorded.",
    ),
    (
        "a statement",
        {"nature": Nature.STATEMENT, "supporting": (WIRE, DAILY), "documents": 2},
        "2 origins report that it was said: The Wire and The Daily. "
        "The question here is whether it was said, not whether it is true.",
    ),
    (
        "a statement, confirmed by an editor",
        {
            "nature": Nature.STATEMENT,
            "supporting": (WIRE, DAILY),
            "documents": 2,
            "status": Status.CONFIRMED,
            "suggested": Status.CORROBORATED,
            "status_by": DecidedBy.EDITOR,
        },
        "2 origins report that it was said: The Wire and The Daily. "
        "The question here is whether it was said, not whether it is true. "
        "“Confirmed that it was said” was set by an editor; by rule it would be “Corroborated”.",
    ),
    (
        "a forecast, open",
        {
            "nature": Nature.FORECAST,
            "supporting": (WIRE,),
            "documents": 1,
            "outcome": Outcome.OPEN,
        },
        f"One origin foretells it: The Wire. {NOBODY_ELSE} "
        "Nothing recorded says that it came true or did not.",
    ),
    (
        "a forecast, met",
        {
            "nature": Nature.FORECAST,
            "supporting": (WIRE, DAILY),
            "documents": 2,
            "outcome": Outcome.MET,
        },
        "2 origins foretell it: The Wire and The Daily. "
        "An event that we hold came about as foretold.",
    ),
    (
        "a forecast, missed, by an editor",
        {
            "nature": Nature.FORECAST,
            "supporting": (WIRE, DAILY),
            "documents": 2,
            "outcome": Outcome.MISSED,
            "status_by": DecidedBy.EDITOR,
        },
        "2 origins foretell it: The Wire and The Daily. It did not come about as foretold. "
        "“Forecast, missed” was set by an editor.",
    ),
    (
        "a forecast, lapsed, by an editor",
        {
            "nature": Nature.FORECAST,
            "supporting": (WIRE, DAILY),
            "documents": 2,
            "outcome": Outcome.LAPSED,
            "status_by": DecidedBy.EDITOR,
        },
        "2 origins foretell it: The Wire and The Daily. "
        "Its time ran out, or what it rested on is gone. “Forecast, lapsed” was set by an editor.",
    ),
    (
        "an editor agrees with the rule",
        {
            "supporting": (WIRE, DAILY),
            "documents": 2,
            "status": Status.CORROBORATED,
            "suggested": Status.CORROBORATED,
            "status_by": DecidedBy.EDITOR,
        },
        "2 origins say so: The Wire and The Daily. “Corroborated” was set by an editor.",
    ),
    (
        "an editor differs from the rule",
        {
            "supporting": (WIRE, DAILY),
            "documents": 2,
            "status": Status.UNCONFIRMED,
            "suggested": Status.CORROBORATED,
            "status_by": DecidedBy.EDITOR,
        },
        "2 origins say so: The Wire and The Daily. "
        "“Unconfirmed” was set by an editor; by rule it would be “Corroborated”.",
    ),
    (
        "set with the demo data",
        {
            "supporting": (WIRE, DAILY),
            "documents": 2,
            "status": Status.CONFIRMED,
            "suggested": Status.CORROBORATED,
            "status_by": DecidedBy.IMPORT,
            "in_demo_data": True,
        },
        "2 origins say so: The Wire and The Daily. “Confirmed” was set with the demo data, "
        "not checked by an editor here; by rule it would be “Corroborated”.",
    ),
]


@pytest.mark.parametrize(("facts", "sentence"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_verdict_says_who_and_what_is_missing(facts: dict[str, Any], sentence: str) -> None:
    assert say_verdict(VerdictFacts(**facts)) == sentence


@pytest.mark.parametrize("facts", [c[1] for c in CASES], ids=[c[0] for c in CASES])
def test_verdict_never_calls_anything_independent_or_true(facts: dict[str, Any]) -> None:
    sentence = say_verdict(VerdictFacts(**facts)).lower()

    assert [word for word in ("independent", "false", "nobody else does") if word in sentence] == []
