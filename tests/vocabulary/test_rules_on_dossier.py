"""The evidence rules on a real body of claims: 84 events of the summer of 2014.

The expected counts come from `Reader`, a second, deliberately naive telling of the
rules: sets and recursion over the raw rows, nothing kept, nothing shared with the
rooms that are tested.
"""

import csv
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from timeline.vocabulary.dates.bounds import parse_date
from timeline.vocabulary.evidence.origins import (
    ClaimFacts,
    EventFacts,
    LapseFacts,
    Origin,
    World,
    origin_of,
)
from timeline.vocabulary.evidence.standing import (
    Evidence,
    evidence_on,
    evidence_steps,
    turning_days,
)
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import LapseKind, Stance
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import Nature

SEEDS = Path(settings.BASE_DIR) / "seeds"
#: The last day of the youngest document in the dossier is long past on this one.
TODAY = date(2025, 1, 1)

type Row = dict[str, Any]

#: What a claim may leave out in the files, and what that means.
UNSAID = {
    "attributed_to": None,
    "relays": None,
    "relays_source": None,
    "origin_unknown": False,
    "lapses": [],
}


@cache
def rows(name: str) -> list[Row]:
    """The raw rows of the demo data: read as tables and YAML, by nothing of ours."""
    if name == "events":
        return [
            {"actors": [], **event, "slug": file.stem}
            for file in sorted((SEEDS / "events").glob("*.yaml"))
            for event in [yaml.safe_load(file.read_text("utf-8"))]
        ]
    if name == "claims":
        return [
            {**UNSAID, **claim, "id": claim["key"], "event": event["slug"]}
            for event in rows("events")
            for claim in event["claims"]
        ]
    return [
        row
        for file in sorted((SEEDS / name).glob("*.csv"))
        if file.stem != "names"
        for row in csv.DictReader(file.read_text("utf-8").splitlines())
    ]


@cache
def published() -> dict[str, date]:
    days = {}
    for document in rows("documents"):
        latest = parse_date(document["published"]).latest
        assert latest is not None, document["slug"]
        days[document["slug"]] = latest
    return days


@cache
def claims() -> dict[str, ClaimFacts]:
    source_of = {document["slug"]: document["source"] for document in rows("documents")}
    return {
        row["id"]: ClaimFacts(
            key=row["id"],
            event=row["event"],
            stance=Stance(row["stance"]),
            document=row["document"],
            source=source_of[row["document"]],
            public_on=published()[row["document"]],
            attributed_to=row["attributed_to"],
            relays=row["relays"],
            relays_source=row["relays_source"],
            origin_unknown=row["origin_unknown"],
            lapses=tuple(LapseFacts(x["by"], LapseKind(x["kind"])) for x in row["lapses"]),
        )
        for row in rows("claims")
    }


@cache
def events() -> dict[str, EventFacts]:
    return {
        row["slug"]: EventFacts(
            key=row["slug"],
            nature=Nature(row["nature"]),
            roles=tuple((x["actor"], ActorRole(x["role"])) for x in row["actors"]),
        )
        for row in rows("events")
    }


@cache
def world() -> World:
    sources, actors = rows("sources"), rows("actors")
    return World(
        superior_of={a["slug"]: a["parent"] for a in actors if a["parent"]},
        owner_of={s["slug"]: s["owner"] for s in sources if s["owner"]},
        speaks_for={s["slug"]: s["speaks_for"] for s in sources if s["speaks_for"]},
    )


def on(day: date, slug: str) -> Evidence:
    return evidence_on(day, events()[slug], claims(), world())


class Reader:
    """The rules told a second time, as one would work them out with paper and pencil."""

    def __init__(self) -> None:
        self.claim = {row["id"]: row for row in rows("claims")}
        self.document = {row["slug"]: row for row in rows("documents")}
        self.source = {row["slug"]: row for row in rows("sources")}
        self.actor = {row["slug"]: row for row in rows("actors")}
        self.event = {row["slug"]: row for row in rows("events")}

    def is_public(self, claim: Row, day: date) -> bool:
        return published()[claim["document"]] <= day

    def lapse_kinds(self, claim: Row, day: date) -> set[str]:
        return {
            lapse["kind"]
            for lapse in claim["lapses"]
            if self.is_public(self.claim[lapse["by"]], day)
            and self.stands(self.claim[lapse["by"]], day)
        }

    def stands(self, claim: Row, day: date) -> bool:
        if self.lapse_kinds(claim, day):
            return False
        return not claim["relays"] or self.stands(self.claim[claim["relays"]], day)

    def origin(self, claim: Row) -> str | None:
        if claim["relays"]:
            return self.origin(self.claim[claim["relays"]])
        if claim["origin_unknown"]:
            return None
        event = self.event[claim["event"]]
        speakers = {x["actor"] for x in event["actors"] if x["role"] == "speaker"}
        named = claim["attributed_to"]
        if named and not (event["nature"] == "statement" and named in speakers):
            return f"actor {named}"
        publisher = self.source[
            claim["relays_source"] or self.document[claim["document"]]["source"]
        ]
        if publisher["speaks_for"]:
            return f"actor {publisher['speaks_for']}"
        while publisher["owner"]:
            publisher = self.source[publisher["owner"]]
        return f"source {publisher['slug']}"

    def top(self, actor: str) -> str:
        parent = self.actor[actor]["parent"]
        return self.top(parent) if parent else actor

    def party(self, origin: str, event: Row) -> str | None:
        kind, name = origin.split(" ")
        if kind == "source":
            return None
        tops: dict[str, set[str]] = {"doing": set(), "suffering": set()}
        for row in event["actors"]:
            if row["role"] in {"agent", "supporter"}:
                tops["doing"].add(self.top(row["actor"]))
            if row["role"] == "target":
                tops["suffering"].add(self.top(row["actor"]))
        return next((side for side in tops if self.top(name) in tops[side]), None)

    def read(self, slug: str, day: date) -> dict[str, Any]:
        event = self.event[slug]
        mine = [c for c in self.claim.values() if c["event"] == slug and self.is_public(c, day)]
        said = [c for c in mine if c["stance"] != "context"]
        heard = [c for c in said if self.stands(c, day)]
        sides: dict[str, set[str]] = {"for": set(), "against": set()}
        for origin in {self.origin(c) for c in heard} - {None}:
            words = [c for c in heard if self.origin(c) == origin]
            last = max(published()[c["document"]] for c in words)
            last_words = {c["stance"] for c in words if published()[c["document"]] == last}
            sides["against" if "denies" in last_words else "for"].add(origin)
        unnamed = [c for c in heard if self.origin(c) is None]
        support = len(sides["for"]) or int(any(c["stance"] != "denies" for c in unnamed))
        denials = len(sides["against"]) or int(any(c["stance"] == "denies" for c in unnamed))
        parties = [p for o in sides["for"] if (p := self.party(o, event))]
        accused_only = not any(c["stance"] == "denies" for c in unnamed) and {
            self.party(o, event) for o in sides["against"]
        } == {"doing"}
        taken_back = any(
            self.lapse_kinds(c, day) & {"withdrawn", "corrected", "deleted"}
            for c in said
            if c["stance"] != "denies"
        )
        if event["nature"] == "forecast":
            status = None
        elif not support:
            status = "retracted" if taken_back else "denied" if denials else None
        elif denials:
            overruled = support - len(parties) >= 2 and accused_only
            status = "corroborated" if overruled else "disputed"
        else:
            enough = support >= 2 and (support > len(parties) or len(set(parties)) == 2)
            status = "corroborated" if enough else "unconfirmed"
        return {
            "exists": bool(said),
            "for": sides["for"],
            "against": sides["against"],
            "counts": (support, len(parties), denials, len({c["document"] for c in heard})),
            "status": status,
            "public": {c["id"] for c in mine},
            "standing": {c["id"] for c in mine if self.stands(c, day)},
        }


def told(evidence: Evidence) -> dict[str, Any]:
    """Evidence in the words of `Reader`."""

    def names(origins: frozenset[Origin]) -> set[str]:
        return {f"{origin.kind} {origin.key}" for origin in origins}

    return {
        "exists": evidence.exists,
        "for": names(evidence.supporting),
        "against": names(evidence.denying),
        "counts": (evidence.origins, evidence.parties, evidence.denials, evidence.documents),
        "status": evidence.suggested,
        "public": set(evidence.public),
        "standing": set(evidence.standing),
    }


def test_dossier_is_read_whole() -> None:
    assert (len(events()), len(claims()), len(published())) == (84, 338, 201)


@pytest.mark.parametrize(
    ("slug", "counts", "suggested"),
    [
        ("irgc-armour-massing-for-khanaqin", (1, 0, 0, 3), Status.UNCONFIRMED),
        ("saudi-30000-troops", (1, 0, 0, 5), Status.UNCONFIRMED),
        ("mosul-dam-retaken", (5, 4, 2, 7), Status.DISPUTED),
        ("syrian-air-strike-inside-iraq", (1, 0, 2, 6), Status.DISPUTED),
        ("mosul-falls", (3, 2, 0, 4), Status.CORROBORATED),
    ],
)
def test_worked_examples_come_out(
    slug: str, counts: tuple[int, int, int, int], suggested: Status
) -> None:
    found = on(TODAY, slug)
    assert (found.origins, found.parties, found.denials, found.documents) == counts
    assert found.suggested is suggested


def test_totals_of_the_dossier_come_out() -> None:
    assert Counter(on(TODAY, slug).suggested for slug in events()) == {
        Status.CORROBORATED: 39,
        Status.DISPUTED: 21,
        Status.UNCONFIRMED: 18,
        Status.DENIED: 2,
        None: 4,
    }


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2014, 8, 18), 65), (date(2014, 6, 30), 26), (date(2014, 6, 12), 8), (TODAY, 84)],
)
def test_as_many_events_exist_as_were_known(day: date, number: int) -> None:
    assert sum(on(day, slug).exists for slug in events()) == number


def test_lapsed_quotation_leaves_the_strike_to_its_other_origin() -> None:
    found = on(TODAY, "syrian-air-strike-inside-iraq")
    assert "c228" in found.public - found.standing


def test_tank_report_goes_back_to_its_first_publisher() -> None:
    slug = "irgc-armour-massing-for-khanaqin"
    origins = {
        origin_of(key, claims(), events()[slug], world())
        for key, claim in claims().items()
        if claim.event == slug
    }
    assert {str(origin.key) for origin in origins if origin} == {"iraqi-news"}


def test_every_event_counts_as_by_hand_on_every_turning_day() -> None:
    reader = Reader()
    every_day = sorted({*published().values(), TODAY})
    for slug, event in events().items():
        days = turning_days(event, claims())
        for day in {*days, *(day - timedelta(days=1) for day in days), *every_day}:
            assert told(on(day, slug)) == reader.read(slug, day), (slug, day)


def test_steps_tell_what_each_day_tells() -> None:
    for slug, event in events().items():
        steps = evidence_steps(event, claims(), world())
        assert steps == [(day, on(day, slug)) for day in turning_days(event, claims())]
