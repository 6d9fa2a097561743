"""Lists and pages of actors, places, sources, documents and timelines."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    make_source,
    publish_event,
    writer,
)
from timeline.models import Source
from timeline.queries.filtering.cursors import Cursor
from timeline.queries.lists.noun_events import load_events_of
from timeline.queries.nouns.actors import find_actor_detail, list_actors
from timeline.queries.nouns.documents import DocumentDetail, describe_document, list_documents
from timeline.queries.nouns.noun_lists import page_by_slug
from timeline.queries.nouns.places import find_place_detail, list_places
from timeline.queries.nouns.places import rows_of as place_rows
from timeline.queries.nouns.sources import find_source_detail, list_sources
from timeline.queries.nouns.timelines import list_timelines
from timeline.queries.nouns.timelines import rows_of as timeline_rows
from timeline.queries.readers.addresses import find_document
from timeline.services.nouns.events import PlacePart
from timeline.vocabulary.clock import today
from timeline.vocabulary.statuses import Status

pytestmark = pytest.mark.django_db
TEXT = "Before. " * 100 + "The brigade has entered the town of Alta. " + "After. " * 100
QUOTE = "The brigade has entered the town of Alta"


def test_pages_by_slug_meet_without_gap_or_repeat() -> None:
    made = sorted(make_source(name=f"Outlet {n:02}").slug for n in range(7))
    sources = Source.objects.all()

    first = page_by_slug(sources, None, size=3)
    second = page_by_slug(sources, (False, first.after[1:]), size=3)
    third = page_by_slug(sources, (False, second.after[1:]), size=3)
    back = page_by_slug(sources, (True, third.before[1:]), size=3)

    assert [s.slug for page in (first, second, third) for s in page.rows] == made
    assert [s.slug for s in back.rows] == [s.slug for s in second.rows]
    assert (first.before, third.after, first.count) == ("", "", 7)


def test_actors_of_hidden_rows_are_absent(cast: Cast) -> None:
    make_actor(name="Unreached")
    person = make_actor(name="Jane Roe", kind="person", description="a resident")
    make_event(actors=[(person, "subject")])

    assert [a.name for a in list_actors("", None).rows] == [
        "First Brigade", "High Command", "People of Alta",
    ]  # fmt: skip
    assert [find_actor_detail(slug) for slug in ("unreached", person.slug, "nobody")] == [None] * 3


def test_actor_stands_in_its_hierarchy(cast: Cast) -> None:
    brigade, command = find_actor_detail("first-brigade"), find_actor_detail("high-command")

    assert brigade is not None
    assert command is not None
    assert [name.text for name in brigade.superiors] == ["High Command"]
    assert [actor.name for actor in command.subordinates] == ["First Brigade"]


def test_events_of_an_actor_include_its_subordinates(cast: Cast) -> None:
    found = load_events_of("actor", "high-command", None)
    then = load_events_of("actor", "high-command", date(2014, 8, 19))

    assert found.count == 2
    assert {status.value: n for status, n in found.by_status if n} == {
        "unconfirmed": 1, "disputed": 1,
    }  # fmt: skip
    assert (then.count, then.query) == (1, "actor=high-command&known=2014-08-19")
    assert [status for status, _n in found.by_status] == list(Status)
    assert [row.title for row in found.page.rows] == [
        "Clash reported at Beska", "Brigade reported entering Alta",
    ]  # fmt: skip
    assert found.chart is not None
    assert found.chart.total == found.map.total == sum(found.days.values()) == 2


def test_list_of_actors_finds_by_name_in_any_case(cast: Cast) -> None:
    assert [a.name for a in list_actors("BRIGADE", None).rows] == ["First Brigade"]


def test_places_have_their_way_down(cast: Cast) -> None:
    rows = place_rows(list_places("alta", None))
    detail = find_place_detail("norreg")

    assert [[name for _slug, name in row.path] for row in rows] == [["Arland", "Norreg", "Alta"]]
    assert detail is not None
    assert [place.name for place in detail.inside] == ["Alta", "Beska"]


def test_withheld_places_have_no_page_and_withheld_points_none_shown(cast: Cast) -> None:
    shelter = make_place(name="Shelter", parent=cast.norreg, withhold="place")
    clinic = make_place(name="Clinic", parent=cast.norreg, withhold="point", lat=1.0, lon=2.0)
    make_event(places=[PlacePart(shelter), PlacePart(clinic)])

    shown = find_place_detail("clinic")

    assert find_place_detail("shelter") is None
    assert shown is not None
    assert (shown.lat, shown.lon, shown.point_withheld) == (None, None, True)
    assert [p.name for p in list_places("Shelter", None).rows] == []


def test_source_counts_what_it_says_carries_and_denies_apart(cast: Cast) -> None:
    daily = find_source_detail("the-daily", today())
    wire = find_source_detail("the-wire", today())

    assert daily is not None
    assert wire is not None
    assert (daily.assertions, daily.relays, daily.denials, daily.context) == (1, 1, 0, 0)
    assert (wire.assertions, wire.relays, wire.denials) == (1, 0, 1)
    assert [(n.name.text, n.claims) for n in daily.relayed] == [("The Wire", 1)]
    assert [(n.name.text, n.claims) for n in wire.relayed_by] == [("The Daily", 1)]
    assert {status.value: n for status, n in daily.record if n} == {
        "unconfirmed": 1, "disputed": 1,
    }  # fmt: skip
    apart = {
        line.status: (line.assertions, line.relays, line.denials)
        for line in (*daily.lines, *wire.lines)
        if line.supporting or line.denials
    }
    # The Daily says one and carries the other; The Wire says the one and denies the other.
    assert [(n.status, n.assertions, n.relays, n.denials) for n in daily.lines[2:4]] == [
        ("unconfirmed", 0, 1, 0), ("disputed", 1, 0, 0),
    ]  # fmt: skip
    assert apart == {"unconfirmed": (1, 0, 0), "disputed": (0, 0, 1)}
    assert [(n.title, n.words, n.carried_by) for n in wire.newest] == [
        ("Clash reported at Beska", "Disputed", 0),
        ("Brigade reported entering Alta", "Unconfirmed", 1),
    ]
    assert (daily.documents, daily.archived) == (2, 0)


def test_source_as_known_on_a_day_counts_that_day(cast: Cast) -> None:
    found = find_source_detail("the-daily", date(2014, 8, 19))

    assert found is not None
    assert (found.documents, found.claims) == (1, 1)


def test_hidden_sources_are_absent(cast: Cast) -> None:
    assert "Hidden Gazette" not in [s.name for s in list_sources("", None).rows]
    assert find_source_detail("hidden-gazette", today()) is None


def test_timelines_count_their_events_of_the_day(cast: Cast) -> None:
    page = list_timelines(None)

    assert [(row.title, row.events) for row in timeline_rows(page, today())] == [
        ("Arland in August", 2)
    ]
    assert [row.events for row in timeline_rows(page, date(2014, 8, 18))] == [1]


def test_documents_are_listed_latest_first_without_drafts(cast: Cast) -> None:
    page = list_documents("", None, today())
    then = list_documents("", None, date(2014, 8, 18))

    assert [d.public_on.day for d in page.rows] == [21, 20, 20, 19, 18]
    assert (page.count, then.count) == (5, 1)
    assert "Not yet" not in [d.title for d in page.rows]


def test_pages_of_documents_meet_without_gap_or_repeat(db: None) -> None:
    source = make_source()
    for _ in range(120):
        make_document(source=source, publish=True)

    first = list_documents("", None, today())
    second = list_documents("", Cursor.decode(first.after), today())
    third = list_documents("", Cursor.decode(second.after), today())
    back = list_documents("", Cursor.decode(third.before), today())

    seen = [d.public_id for page in (first, second, third) for d in page.rows]
    assert (len(seen), len(set(seen))) == (120, 120)
    assert (back.rows, first.before, third.after) == (second.rows, "", "")


def shown_of(*, editor: bool = False, **copy: object) -> DocumentDetail:
    """A published document with a copy of TEXT that is quoted once."""
    event = make_event(claims=0, publish=False)
    document = make_document()
    make_claim(event, document=document, quote=QUOTE)
    make_copy(document, TEXT, **copy)
    publish_event(event, by=writer(), reason=WHY)
    found = find_document(document.public_id)
    assert found is not None
    return describe_document(found, today(), editor=editor)  # type: ignore[arg-type]


def length_of(detail: DocumentDetail) -> int:
    return sum(len(piece.text) for p in detail.paragraphs for piece in p.pieces)


def test_without_rights_a_tenth_of_the_text_is_shown_around_the_quote() -> None:
    detail = shown_of()

    (claim,) = detail.claims
    marked = [piece.text for p in detail.paragraphs for piece in p.pieces if piece.mark]
    assert marked == [QUOTE]
    assert len(QUOTE) < length_of(detail) <= len(TEXT) // 10
    assert (claim.quote_verdict, claim.in_text) == ("exact", True)


def test_with_rights_all_of_the_text_is_shown() -> None:
    detail = shown_of(rights="licensed", rights_reason="CC BY 4.0")

    assert length_of(detail) == len(TEXT.rstrip())


def test_restricted_copy_shows_its_hash_only() -> None:
    detail = shown_of(rights="licensed", rights_reason="CC BY 4.0", restricted=True)

    assert detail.paragraphs == ()
    assert [len(copy.sha256) for copy in detail.copies] == [64]
    assert [claim.quote for claim in detail.claims] == [""]


def test_editor_sees_all_of_the_text() -> None:
    assert length_of(shown_of(editor=True, restricted=True)) == len(TEXT.rstrip())


def test_claims_about_events_that_nobody_knew_of_are_left_out(cast: Cast) -> None:
    document = cast.first.document
    make_claim(cast.draft, document=document, summary="a secret draft")

    detail = describe_document(document, today())

    assert [claim.event_title for claim in detail.claims] == [cast.relayed.title]
    assert describe_document(document, date(2014, 8, 17)).claims == ()


def test_document_names_whom_it_relays_with_the_numbers_of_the_claims(cast: Cast) -> None:
    own, carrying = (
        describe_document(claim.document, today()) for claim in (cast.first, cast.second)
    )

    assert own.relayed == []
    assert [(name.text, numbers) for name, numbers in carrying.relayed] == [("The Wire", ["1"])]
