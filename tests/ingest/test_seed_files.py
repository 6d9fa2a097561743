"""A folder of seeds is read whole or refused with the file, line, field and reason of all."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.seed_folder import EVENT, Write, writer_of
from timeline.ingest.seeds.errors import Mistake, SeedMistakes
from timeline.ingest.seeds.events import read_event
from timeline.ingest.seeds.fields import derived_id
from timeline.ingest.seeds.files import digest_of, read_seeds
from timeline.ingest.seeds.tables import PLACES, read_table
from timeline.vocabulary.identifiers import is_public_id
from timeline.vocabulary.stances import Basis, Certainty
from timeline.vocabulary.words import WorkflowState


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return writer_of(tmp_path)


def _mistakes(folder: Path) -> list[str]:
    with pytest.raises(SeedMistakes) as caught:
        read_seeds(folder)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_folder_becomes_records(write: Write) -> None:
    seeds = read_seeds(write())

    event = seeds.events[0]
    first, second = event.claims
    assert [place.slug for place in seeds.places] == ["riverland", "port"]
    assert [name.name for name in seeds.places[1].names] == ["Hafen"]
    assert (event.slug, event.date, event.workflow) == (
        "ships",
        "2014-08-18~",
        WorkflowState.PUBLISHED,
    )
    assert (first.basis, first.certainty) == (Basis.NOT_STATED, Certainty.STATED)
    assert (first.measures[0].best, second.relays) == (5, "a1")
    assert seeds.documents[0].title == "[Ships seen]"
    assert seeds.timelines[0].events == ("ships",)


def test_records_know_file_and_line_of_each_field(write: Write) -> None:
    second = read_seeds(write()).events[0].claims[1]

    assert (second.where.file, second.where.line) == (EVENT, 16)
    assert second.where.lines["relays"] == 20


def test_missing_ids_follow_from_the_key(write: Write) -> None:
    event = read_seeds(write()).events[0]

    assert event.public_id == derived_id("event", "ships")
    assert event.claims[0].public_id == derived_id("claim", "a1")


@given(st.text(), st.text())
def test_derived_ids_are_public_ids(noun: str, key: str) -> None:
    assert is_public_id(derived_id(noun, key.encode(errors="replace").decode()))


def test_all_mistakes_are_told_at_once(write: Write) -> None:
    folder = write(
        EVENT,
        ("nature: occurrence", "nature: happening"),
        ("place: port", "place: harbour"),
        ("stance: supports", "stance: agrees"),
    )

    assert _mistakes(folder) == [
        (
            "events/ships.yaml:3: nature: 'happening' is unknown; "
            "accepted: occurrence, statement, forecast"
        ),
        "events/ships.yaml:6: place: no place 'harbour' in these files",
        (
            "events/ships.yaml:12: stance: 'agrees' is unknown; "
            "accepted: supports, differs, denies, context"
        ),
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("sources/sources.csv", "kind\n", "sort\n", "1: sort: is no column here; accepted: "),
        ("sources/sources.csv", "slug,name", "name,name", "1: name: this column stands twice"),
        ("sources/sources.csv", "slug,name", "name,name", "1: slug: this column is missing"),
        ("sources/sources.csv", ",newspaper", "", "2: row: has 2 cells, the header has 3"),
        ("sources/sources.csv", ",newspaper", ",newspaper,x", "2: row: has 4 cells, the header"),
        ("sources/sources.csv", "The Gaz", '"The" Gaz', "2: row: is not CSV: "),
        ("sources/sources.csv", "The Gaz", "The\x00Gaz", "2: name: character 4 (U+0000) is not"),
        ("sources/sources.csv", "gazette,", "Gazette,", "2: slug: 'Gazette' is not lower-case"),
        ("sources/sources.csv", "The Gazette", "", "2: name: is missing"),
        ("documents/documents.csv", "first,gazette", "first,herald", "2: source: no source 'her"),
        ("documents/documents.csv", "second,", "first,", "3: slug: first stands twice; first in"),
        ("documents/documents.csv", "https:", "javascript:", "2: url: 'javascript:"),
        ("documents/documents.csv", "https://gazette.example/2", "", "3: url: is missing; a doc"),
        ("documents/documents.csv", "2014-08-18~", "soon", "2: published: 'soon': "),
        ("places/names.csv", "port,", "dock,", "2: place: no place 'dock' in these files"),
        ("places/places.csv", "country,", "country,port", "3: parent: leads back to itself: port"),
        ("actors/actors.csv", "spokesperson", "", "3: public_role: a person needs a public_role"),
        (EVENT, '"2014-08-18~"', "2014-02-30", "2: date: '2014-02-30': "),
        (EVENT, "title:", "titel:", "1: titel: is no key here; accepted: id, title, "),
        (EVENT, "nature:", "date: x\nnature:", "3: date: stands twice; first on line 2"),
        (EVENT, "type: ", "type: [", "5: YAML: "),
        (EVENT, "type: movement_of_forces", "type:", "4: type: is empty; leave the key out"),
        (EVENT, "type: movement_of_forces", "type: [a]", "4: type: must be a text, not a list"),
        (EVENT, "type: ", "workflow: withdrawn\ntype: ", "4: workflow: a file says published or"),
        (EVENT, "  - {place: port, role: destination}", "  - port", "6: places: must be keys with"),
        (EVENT, "best: 5", "best: ٥", "15: best: '٥' is not a whole number"),
        (EVENT, "best: 5", "best: 5, low: 6", "15: best: order the numbers: low, best, high"),
        (EVENT, "    relays", "    rejects: yes\n    relays", "20: rejects: 'yes' is neither true"),
        (EVENT, "relays: a1", "relays: a2", "20: relays: a2 leads back to itself: a2 → a2"),
        (EVENT, "relays: a1", "relays: a9", "20: relays: no claim 'a9' in these files"),
        (EVENT, "key: a2", "key: a1", "16: key: a1 stands twice; first in events/ships.yaml:10"),
        (EVENT, "relays: a1", "relays_source: herald", "20: relays_source: no source 'herald' in"),
        (EVENT, "relays: a1", "attributed_to: army", "20: attributed_to: no actor 'army' in"),
        (EVENT, "document: second", "document: third", "17: document: no document 'third' in"),
        (EVENT, "relays: a1", "id: tooshort", "20: id: 'tooshort' is not 10 characters of"),
        (EVENT, "relays: a1", "differs_on: date", "20: differs_on: belongs to a claim whose"),
        (EVENT, "relays: a1", "quote_language: en", "20: quote_language: belongs to a quote"),
        (EVENT, "title: Ships reported", 'title: "\\0" #', "1: title: character 1 (U+0000) is"),
        ("timelines/harbour.yaml", "[ships]", "[boats]", "2: events: no event 'boats' in these"),
        ("timelines/harbour.yaml", "[ships]", "some", "2: events: must be a list of events, or"),
    ],
)  # fmt: skip
def test_mistake_is_told_with_line_field_and_reason(
    write: Write, file: str, old: str, new: str, expected: str
) -> None:
    found = _mistakes(write(file, (old, new)))

    assert [line for line in found if line.startswith(f"{file}:{expected}")] != []


def test_relays_and_lapses_in_a_circle_are_refused(write: Write) -> None:
    lapse = "    lapses:\n      - {by: a2, kind: overtaken, reason: later}\n"

    found = _mistakes(write(EVENT, ("    measures:\n", lapse + "    measures:\n")))

    assert found == ["events/ships.yaml:14: lapses: a1 leads back to itself: a1 → a2 → a1"]


def test_published_event_without_a_counted_claim_is_refused(write: Write) -> None:
    both = (("stance: supports", "stance: context"), ("stance: supports", "stance: context"))

    found = _mistakes(write(EVENT, *both))

    assert found == [
        (
            "events/ships.yaml:9: claims: no claim supports, differs or denies; "
            "add one, or say workflow: draft"
        )
    ]


def test_draft_event_may_have_no_claims(write: Write) -> None:
    folder = write(EVENT, ("type:", "workflow: draft\ntype:"))
    text = (folder / EVENT).read_text("utf-8")
    (folder / EVENT).write_text(text[: text.index("claims:")], "utf-8")

    assert read_seeds(folder).events[0].workflow == WorkflowState.DRAFT


def test_decision_is_read_and_checked(write: Write) -> None:
    decision = (
        "decisions:\n"
        "  - status: confirmed\n"
        "    ground: primary_record\n"
        '    known_on: "2014-08-20"\n'
        "    claims: [a1]\n"
        "    reason: seen\n"
        "claims:\n"
    )
    right = read_seeds(write(EVENT, ("claims:\n", decision))).events[0].decisions[0]

    wrong = decision.replace("primary_record", "rumour").replace("[a1]", "[a7]")
    found = _mistakes(write(EVENT, ("claims:\n", wrong)))

    assert (right.known_on, right.claims) == (date(2014, 8, 20), ("a1",))
    assert [line.split(": ")[1] for line in found] == ["ground", "ground", "claims"]


def test_forecast_is_decided_by_an_outcome(write: Write) -> None:
    decision = 'decisions:\n  - {status: met, known_on: "2014-08-20", reason: so}\nclaims:\n'
    folder = write(EVENT, ("nature: occurrence", "nature: forecast"), ("claims:\n", decision))

    assert read_seeds(folder).events[0].decisions[0].status == "met"


def test_dates_and_words_stay_text(write: Write) -> None:
    folder = write(
        EVENT,
        ('"2014-08-18~"', "2014-08-18"),
        ("title: Ships reported in the port", "title: no"),
    )

    event = read_seeds(folder).events[0]

    assert (event.date, event.title) == ("2014-08-18", "no")


def test_file_in_the_wrong_place_is_a_mistake(write: Write) -> None:
    folder = write()
    (folder / "events" / "more.yml").write_text("title: x\n")
    (folder / "README.md").write_text("read me\n")
    (folder / ".hidden").write_text("x\n")

    assert [line.split(";")[0] for line in _mistakes(folder)] == [
        "events/more.yml:1: file: is no seed file"
    ]


def test_file_that_is_not_utf8_is_a_mistake(write: Write) -> None:
    folder = write()
    (folder / "sources" / "sources.csv").write_bytes(b"slug,name,kind\na,\xff,blog\n")

    assert _mistakes(folder)[-1] == "sources/sources.csv:2: file: is not UTF-8 text"


def test_byte_order_mark_is_no_part_of_the_first_column(write: Write) -> None:
    folder = write()
    path = folder / "sources" / "sources.csv"
    path.write_text("\ufeff" + path.read_text("utf-8"), "utf-8")

    assert [source.slug for source in read_seeds(folder).sources] == ["gazette"]


def test_missing_and_empty_folders_are_refused(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"

    assert _mistakes(nowhere) == [f"{nowhere}:1: folder: there is no such folder"]
    assert _mistakes(tmp_path) == [f"{tmp_path}:1: folder: holds no seed files"]


def test_rows_after_a_multi_line_cell_keep_their_line() -> None:
    text = 'slug,name,kind\na,"A\nB",town\n\nb,B,hamlet\n'
    mistakes: list[Mistake] = []

    read_table(PLACES, "places/p.csv", text, mistakes)

    assert [(found.line, found.field) for found in mistakes] == [(2, "name"), (5, "kind")]


def test_digest_changes_with_any_byte_and_with_names(write: Write) -> None:
    before = digest_of(write())
    again = digest_of(write())
    changed = digest_of(write(EVENT, ("Five", "Six")))
    folder = write()
    (folder / EVENT).rename(folder / "events" / "boats.yaml")

    assert before == again
    assert len({before, changed, digest_of(folder)}) == 3


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_read_or_refused_as_yaml(text: str) -> None:
    mistakes: list[Mistake] = []

    read_event("events/x.yaml", "x", text, mistakes)

    assert mistakes != []
    assert all(found.line >= 1 and found.reason for found in mistakes)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_read_or_refused_as_csv(text: str) -> None:
    mistakes: list[Mistake] = []

    rows = read_table(PLACES, "places/x.csv", "slug,name,kind\n" + text, mistakes)

    assert all(found.line >= 1 and found.reason for found in mistakes)
    assert mistakes or all(row.slug for row in rows)


RING = "[[0, 0], [1, 0], [1, 1], [0, 0]]"


def _outline(geometry: str, slug: str = "port") -> str:
    return (
        '{"type": "FeatureCollection", "features": [\n'
        f'{{"type": "Feature", "properties": {{"slug": "{slug}"}}, "geometry": {geometry}}}]}}'
    )


def _write_outline(folder: Path, text: str) -> Path:
    (folder / "outlines").mkdir(exist_ok=True)
    (folder / "outlines" / "areas.geojson").write_text(text, "utf-8")
    return folder


def test_outline_becomes_part_of_its_place(write: Write) -> None:
    text = _outline(f'{{"type": "Polygon", "coordinates": [{RING}], "bbox": []}}')

    country, port = read_seeds(_write_outline(write(), text)).places

    assert country.outline is None
    assert port.outline is not None
    assert port.outline.geometry == {
        "type": "Polygon",
        "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]],
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "1: JSON: Expecting property name"),
        ("[" * 100_000, "1: JSON: is nested too deeply"),
        ("[]", "1: features: is no GeoJSON feature collection"),
        ('{"features": [1]}', "1: slug: feature 1 has no properties with the slug of a place"),
        (_outline("null"), "2: geometry: is no geometry"),
        (_outline('{"type": "Point"}'), "2: geometry: is neither a Polygon nor a MultiPolygon"),
        (_outline('{"type": "Polygon"}'), "2: geometry: holds an area without rings"),
        (
            _outline('{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}'),
            "2: geometry: holds a ring that is not closed",
        ),
        (
            _outline('{"type": "Polygon", "coordinates": [[[0, NaN], [1, 0], [1, 1], [0, 0]]]}'),
            "2: geometry: holds a ring with something that is no [longitude, latitude]",
        ),
        (
            _outline(f'{{"type": "MultiPolygon", "coordinates": [[{RING}]]}}', "dock"),
            "2: slug: no place 'dock' in these files",
        ),
    ],
)
def test_outline_that_is_no_area_of_a_place_is_refused(
    write: Write, text: str, expected: str
) -> None:
    found = _mistakes(_write_outline(write(), text))

    assert [line[: len("outlines/areas.geojson:") + len(expected)] for line in found] == [
        f"outlines/areas.geojson:{expected}"
    ]
