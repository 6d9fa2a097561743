"""seeds/ keeps its own rules, and its README explains every word of it."""

import re
import shutil
import textwrap
from pathlib import Path

import pytest
from django.conf import settings

from timeline.ingest.seeds.claims import ClaimSeed, LapseSeed, MeasureSeed
from timeline.ingest.seeds.fields import keys_of
from timeline.ingest.seeds.files import read_seeds
from timeline.ingest.seeds.records import DecisionSeed, EventSeed, Seeds, TimelineSeed
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
        *map(keys_of, (EventSeed, ClaimSeed, MeasureSeed, LapseSeed, TimelineSeed, DecisionSeed)),
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

    assert [word for word in words.values if not re.search(rf"\b{word}\b", readme)] == []
