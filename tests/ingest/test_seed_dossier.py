"""seeds/ says what the fact dossier says, field by field, and nothing of it is lost."""

import json
import re
import shutil
import textwrap
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from timeline.ingest.seeds.events import (
    CLAIM_KEYS,
    DECISION_KEYS,
    EVENT_KEYS,
    LAPSE_KEYS,
    MEASURE_KEYS,
    TIMELINE_KEYS,
)
from timeline.ingest.seeds.files import read_seeds
from timeline.ingest.seeds.records import ClaimSeed, EventSeed, OtherName, Seeds
from timeline.ingest.seeds.tables import ACTORS, DOCUMENTS, PLACE_NAMES, PLACES, SOURCES
from timeline.vocabulary.identifiers import is_public_id
from timeline.vocabulary.kinds import (
    ActorKind,
    LinkKind,
    NameKind,
    PlaceKind,
    PlacePrecision,
    SourceKind,
    Withhold,
)
from timeline.vocabulary.roles import ActorRole, PlaceRole
from timeline.vocabulary.stances import Basis, Certainty, DiffersOn, LapseKind, Quantity, Stance
from timeline.vocabulary.statuses import Ground, Outcome, Status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import Word

SEEDS = Path(settings.BASE_DIR) / "seeds"
INFERRED = {
    "dailystar-0804",
    "grayarea-0813",
    "yalibnan-0613",
    "newslines-0614",
    "newsmax-0615",
    "alarab-0903",
}


@pytest.fixture(scope="module")
def seeds() -> Seeds:
    return read_seeds(SEEDS)


@pytest.fixture(scope="module")
def dossier(shared_data: Path) -> dict[str, list[dict[str, Any]]]:
    folder = shared_data / "iraq-2014"
    return {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")}


def _by(key: str, rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in rows}


def _names(names: tuple[OtherName, ...]) -> list[dict[str, str]]:
    return [{"name": n.name, "lang": n.language, "kind": n.kind.value} for n in names]


def test_places_equal_the_dossier(seeds: Seeds, dossier: dict[str, list[dict[str, Any]]]) -> None:
    found = {
        place.slug: {
            "slug": place.slug,
            "name": place.name,
            "kind": place.kind.value,
            "parent": place.parent,
            "second_parent": place.second_parent,
            "lat": place.lat,
            "lon": place.lon,
            "iso3166_2": place.iso3166_2 or None,
            "aliases": _names(place.names),
        }
        for place in seeds.places
    }

    assert found == _by("slug", dossier["places"])


def test_actors_equal_the_dossier(seeds: Seeds, dossier: dict[str, list[dict[str, Any]]]) -> None:
    found = {
        actor.slug: {
            "slug": actor.slug,
            "name": actor.name,
            "kind": actor.kind.value,
            "country": actor.country or None,
            "parent": actor.parent,
            "aliases": _names(actor.names),
        }
        | ({"public_role": actor.public_role} if actor.public_role else {})
        for actor in seeds.actors
    }

    assert found == _by("slug", dossier["actors"])


def test_sources_equal_the_dossier(seeds: Seeds, dossier: dict[str, list[dict[str, Any]]]) -> None:
    found = {
        source.slug: {
            "slug": source.slug,
            "name": source.name,
            "kind": source.kind.value,
            "country": source.country or None,
            "language": source.language,
            "homepage": source.homepage or None,
            "owner": source.owner,
            "speaks_for": source.speaks_for,
        }
        for source in seeds.sources
    }

    assert found == _by("slug", dossier["sources"])


def test_documents_equal_the_dossier(
    seeds: Seeds, dossier: dict[str, list[dict[str, Any]]]
) -> None:
    found = {
        document.slug: {
            "slug": document.slug,
            "source": document.source,
            "title": document.title,
            "url": document.url or None,
            "published": document.published,
            "language": document.language,
            "note": document.note,
            "unseen": document.unseen,
        }
        for document in seeds.documents
    }

    expected = [row | {"note": row["note"] or ""} for row in dossier["documents"]]
    assert found == _by("slug", expected)


def _event(event: EventSeed) -> dict[str, Any]:
    return {
        "slug": event.slug,
        "title": event.title,
        "summary": event.summary,
        "date": event.date,
        "nature": event.nature.value,
        "type": event.type.value,
        "places": [{"place": row.place, "role": row.role.value} for row in event.places],
        "actors": [{"actor": row.actor, "role": row.role.value} for row in event.actors],
    }


def test_events_equal_the_dossier(seeds: Seeds, dossier: dict[str, list[dict[str, Any]]]) -> None:
    found = {event.slug: _event(event) for event in seeds.events}

    assert found == _by("slug", dossier["events"])


def _claim(event: EventSeed, claim: ClaimSeed) -> dict[str, Any]:
    return {
        "id": claim.key,
        "event": event.slug,
        "document": claim.document,
        "stance": claim.stance.value,
        "summary": claim.summary,
        "quote": claim.quote or None,
        "quote_lang": claim.quote_language or None,
        "attribution": claim.attribution or None,
        "attributed_to": claim.attributed_to,
        "attributed_unnamed": claim.attributed_unnamed,
        "basis": claim.basis.value,
        "certainty": claim.certainty.value,
        "rejects": claim.rejects,
        "origin_unknown": claim.origin_unknown,
        "relays": claim.relays,
        "relays_source": claim.relays_source,
        "differs_on": claim.differs_on.value if claim.differs_on else None,
        "lapses": [
            {"by": row.by, "kind": row.kind.value, "reason": row.reason} for row in claim.lapses
        ],
        "measures": [
            {"measure": row.quantity.value, "text": row.text}
            | {
                name: value
                for name, value in (("best", row.best), ("low", row.low), ("high", row.high))
                if value is not None
            }
            for row in claim.measures
        ],
    }


def test_claims_equal_the_dossier(seeds: Seeds, dossier: dict[str, list[dict[str, Any]]]) -> None:
    found = {claim.key: _claim(event, claim) for event in seeds.events for claim in event.claims}

    assert found == _by("id", dossier["claims"])


def test_decisions_equal_the_dossier(
    seeds: Seeds, dossier: dict[str, list[dict[str, Any]]]
) -> None:
    found = {
        event.slug: {
            "event": event.slug,
            "status": decision.status.value,
            "ground": decision.ground.value if decision.ground else None,
            "known_on": decision.known_on.isoformat(),
            "claims": list(decision.claims),
            "reason": decision.reason,
        }
        for event in seeds.events
        for decision in event.decisions
    }

    assert found == _by("event", dossier["confirmations"])


def test_inferred_relays_say_so_in_a_note(seeds: Seeds) -> None:
    claims = [claim for event in seeds.events for claim in event.claims]
    inferred = {
        claim.key
        for claim in claims
        if claim.document in INFERRED and (claim.relays or claim.relays_source)
    }

    noted = {claim.key for claim in claims if claim.note.startswith("Relay inferred")}

    assert len(noted) == 11
    assert noted == inferred


def test_quotes_have_ten_words_at_most(seeds: Seeds) -> None:
    quotes = [claim.quote for event in seeds.events for claim in event.claims if claim.quote]

    assert len(quotes) == 21
    assert [quote for quote in quotes if len(quote.split()) > 10] == []


def test_public_ids_stand_in_the_files() -> None:
    in_documents = (SEEDS / "documents" / "documents.csv").read_text("utf-8").splitlines()[1:]
    in_events = [
        line.split('"')[1]
        for path in sorted((SEEDS / "events").glob("*.yaml"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip().startswith("id: ")
    ]

    assert len(in_events) == 84 + 338
    assert all(is_public_id(found) for found in in_events)
    assert all(is_public_id(row.split(",")[1]) for row in in_documents)


def test_iranian_timeline_names_every_event_with_an_iranian_actor_or_place(seeds: Seeds) -> None:
    parents = {place.slug: (place.parent, place.second_parent) for place in seeds.places}
    country = {actor.slug: actor.country for actor in seeds.actors}

    def touches_iran(slug: str | None) -> bool:
        return slug == "iran" or any(touches_iran(above) for above in parents.get(slug or "", ()))

    expected = {
        event.slug
        for event in seeds.events
        if any(country[row.actor] == "IR" for row in event.actors)
        or any(touches_iran(row.place) for row in event.places)
    }
    timelines = {timeline.slug: timeline for timeline in seeds.timelines}

    assert sorted(timelines) == [
        "iranian-involvement-in-iraq",
        "iraq-and-western-iran-summer-2014",
        "mosul-dam",
    ]
    assert timelines["iraq-and-western-iran-summer-2014"].events is None
    assert set(timelines["iranian-involvement-in-iraq"].events or ()) == expected
    assert len(timelines["mosul-dam"].events or ()) == 5


def test_example_of_the_readme_can_be_added(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS, folder)
    readme = (SEEDS / "README.md").read_text("utf-8")
    source, document = re.findall(r"^   `(.+,.+)`$", readme, re.MULTILINE)
    block = re.search(r"```yaml\n(.+?)```", readme, re.DOTALL)
    assert block is not None
    with (folder / "sources" / "sources.csv").open("a") as file:
        file.write(f"{source}\n")
    with (folder / "documents" / "documents.csv").open("a") as file:
        file.write(f"{document}\n")
    (folder / "events" / "bridge-closed-tikrit.yaml").write_text(textwrap.dedent(block[1]))

    seeds = read_seeds(folder)

    assert [event.slug for event in seeds.events if "bridge" in event.slug] == [
        "bridge-closed-tikrit"
    ]


@pytest.mark.parametrize(
    "columns",
    [
        *(table.columns for table in (PLACES, ACTORS, SOURCES, DOCUMENTS, PLACE_NAMES)),
        *(EVENT_KEYS, CLAIM_KEYS, MEASURE_KEYS, LAPSE_KEYS, TIMELINE_KEYS, DECISION_KEYS),
    ],
)
def test_readme_explains_every_column_and_key(columns: tuple[str, ...]) -> None:
    readme = (SEEDS / "README.md").read_text("utf-8")

    assert [name for name in columns if f"`{name}`" not in readme] == []


@pytest.mark.parametrize(
    "words",
    [
        *(PlaceKind, ActorKind, SourceKind, NameKind, LinkKind, PlacePrecision, PlaceRole),
        *(ActorRole, Withhold, Nature, EventType, Status, Outcome, Ground, Stance, DiffersOn),
        *(Basis, Certainty, Quantity, LapseKind),
    ],
)
def test_readme_lists_every_word(words: type[Word]) -> None:
    readme = (SEEDS / "README.md").read_text("utf-8")

    assert [word for word in words.values() if not re.search(rf"\b{word}\b", readme)] == []
