"""By which words events are found, and by which never."""

from datetime import date

import pytest
from django.http import QueryDict

from tests.factories import (
    WHY,
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    make_source,
    writer,
)
from timeline.models import EventActor, RoleAssertion
from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.lists.browsing import browse_events
from timeline.services.nouns.actors import edit_actor
from timeline.services.nouns.documents import edit_copy, withdraw_document
from timeline.services.nouns.events import ActorPart, PlacePart
from timeline.services.nouns.places import OtherName, edit_place
from timeline.services.nouns.sources import edit_source
from timeline.services.nouns.workflow import publish_event

TEXT = "On Sunday the column crossed the bridge of Kestrel and halted at the mill."


def found(q, **words):
    data = QueryDict(mutable=True)
    data.update({"q": q, **words})
    return {row.title for row in browse_events(read_filters(data, Door.PAGE)).rows}


def licensed(document, text=TEXT, **fields):
    return make_copy(document, text, rights="licensed", rights_reason="by contract", **fields)


@pytest.mark.parametrize(
    "q",
    [
        '"has entered the town"',  # quote
        '"The Daily carries"',  # paraphrase
        '"informed source"',  # attribution
        '"brigade on the move"',  # title of a document
        '"the wire"',  # source
        '"first brigade"',  # actor
        '"high command"',  # superior
        "arland",  # a place above
    ],
)
def test_event_is_found_by_its_evidence_and_names(cast, q):
    assert "Brigade reported entering Alta" in found(q)


def test_event_is_found_by_aliases_of_places_above_it(cast):
    edit_place(
        cast.arland, by=writer(), reason=WHY, version=None, aliases=[OtherName("Ärländia", "xx")]
    )

    assert found("arlandia") == {"Brigade reported entering Alta", "Clash reported at Beska"}


def test_changed_name_of_a_source_or_an_actor_is_found_at_once(cast):
    edit_source(cast.blog, by=writer(), reason=WHY, version=None, name="The Lantern")
    edit_actor(cast.brigade, by=writer(), reason=WHY, version=None, name="Second Brigade")

    assert found("lantern") == {"Brigade reported entering Alta"}
    assert len(found('"second brigade"')) == 2
    assert found('"first brigade"') == set()


def test_claim_of_a_withdrawn_document_is_no_longer_found_by(cast):
    withdraw_document(cast.third.document, category="error", by=writer(), reason=WHY)

    assert found('"they are coming"') == set()
    assert found('"brigade on the move"') != set()


def test_draft_claim_is_never_found_by(cast):
    make_claim(cast.relayed, summary="Kestrel was seen", document=make_document(title="Kestrel"))

    assert found("kestrel") == set()


def test_text_with_rights_is_found_by(cast):
    licensed(cast.first.document)

    assert found('"bridge of kestrel"') == {"Brigade reported entering Alta"}


def test_text_without_rights_or_restricted_is_not_found_by(cast):
    make_copy(cast.first.document, TEXT)
    licensed(cast.second.document, f"{TEXT} Again.", restricted=True)

    assert found("kestrel") == set()


def test_newest_copy_decides_about_the_text(cast):
    licensed(cast.first.document)
    make_copy(cast.first.document, "A shorter page without the bridge.")

    assert found("kestrel") == set()


def test_changed_rights_of_a_copy_are_followed(cast):
    copy = licensed(cast.first.document)
    assert found("kestrel") != set()

    edit_copy(copy, by=writer(), reason=WHY, version=None, restricted=True)
    assert found("kestrel") == set()

    edit_copy(copy, by=writer(), reason=WHY, version=None, restricted=False)
    assert found("kestrel") != set()


def test_quote_from_a_restricted_copy_is_not_found_by(cast):
    make_copy(cast.first.document, f"They say {cast.first.quote}.", restricted=True)

    assert found('"has entered the town"') == set()
    assert found('"informed source"') == {"Brigade reported entering Alta"}


def withheld_event(withhold, *, by_event=""):
    place = make_place(name="Kestrel’s Mill", withhold=withhold, aliases=[OtherName("Old Mīll")])
    event = make_event(
        title="Shelling reported at night",
        places=[PlacePart(place, withhold=by_event)] if by_event else [place],
        claims=0,
        publish=False,
    )
    document = make_document(title="Kestrels Mill burns")
    make_claim(
        event,
        document=document,
        summary="Kestrel's Mill was shelled, and Kestrel’s Mill'de nobody slept",
        quote="shells fell on kestrel's mill and the OLD MILL's yard all night",
        attribution="people of Kestrel's Mill",
    )
    licensed(document, "All night shells fell. Kestrel’s Mill burns; so does the old mill.")
    publish_event(event, by=writer(), reason=WHY)
    return event


@pytest.mark.parametrize(("withhold", "by_event"), [("place", ""), ("none", "place")])
@pytest.mark.parametrize(
    "q", ["kestrels", '"kestrel’s mill"', '"old mill"', "mill", "mills", "millde"]
)
def test_withheld_place_is_found_by_no_spelling_of_its_name(db, q, withhold, by_event):
    withheld_event(withhold, by_event=by_event)

    assert found(q) == set()
    assert len(found('"shelling reported"')) == 1


def test_name_of_a_place_withheld_later_is_not_found_by_in_the_title(db):
    place = make_place(name="Kestrel’s Mill")
    make_event(title="Fire reported at Kestrel's Mill", summary="A mill burns", places=[place])
    assert len(found("kestrels")) == 1

    edit_place(
        place, by=writer(), reason=WHY, version=None, withhold="place", name="Kestrel's Mill"
    )

    assert (found("kestrels"), len(found("fire")), len(found("mill"))) == (set(), 1, 1)


def test_control_public_place_is_found_by_all_of_them(db):
    withheld_event("none")

    for q in ("kestrels", '"kestrel’s mill"', '"old mill"', "mill", "mills", "millde"):
        assert len(found(q)) == 1


@pytest.mark.parametrize("field", ["summary", "quote", "attribution"])
def test_claim_on_another_event_is_not_found_by_what_its_document_withholds(db, field):
    document = make_document()
    told = make_event(title="Roads reported closed")
    make_claim(told, document=document, publish=True, **{field: "west of Kestrel’s Mill"})
    event = make_event(places=[make_place(name="Kestrel's Mill", withhold="place")], publish=False)
    make_claim(event, document=document)
    assert len(found("mill")) == 1

    publish_event(event, by=writer(), reason=WHY)

    assert found("mill") == set()
    assert found("roads") == {"Roads reported closed"}


def test_shared_text_hides_the_withheld_places_of_every_event_it_tells_of(cast):
    place = make_place(name="Kestrel")
    other = make_event(title="Kestrel reported hit", places=[place], claims=0, publish=False)
    make_claim(other, document=cast.first.document)
    licensed(cast.first.document)
    publish_event(other, by=writer(), reason=WHY)
    assert len(found("kestrel")) == 2

    edit_place(place, by=writer(), reason=WHY, version=None, withhold="place")

    assert found("kestrel") == set()
    assert len(found("mill")) == 2


@pytest.mark.parametrize(("role", "hits"), [("", 0), ("mayor", 1)])
def test_person_is_found_by_name_only_with_a_public_role(db, role, hits):
    person = make_actor(
        name="Orla Kestrel",
        kind="person",
        description="a resident",
        public_role=role,
        aliases=[OtherName("O. Kestrel")],
    )
    event = make_event(actors=[(person, "target")], claims=0, publish=False)
    make_claim(
        event,
        attributed_to=person,
        quote="Orla Kestrel told us that the roof was gone",
        document=make_document(source=make_source(name="The Roof")),
    )
    publish_event(event, by=writer(), reason=WHY)

    assert len(found('"orla kestrel"')) == hits
    assert len(found('"o kestrel"')) == hits
    assert len(found('"roof was gone"')) == 1


def test_past_view_is_not_searched_for_claims_and_texts(cast):
    licensed(cast.first.document)
    past = {"known": "2014-08-20"}

    for q in ("carries", '"the wire"', '"has entered the town"', "kestrel"):
        assert (len(found(q)) > 0, found(q, **past)) == (True, set())
    for q in ("entering", "alta", "norreg", '"first brigade"', "entering -carries"):
        assert "Brigade reported entering Alta" in found(q, **past)


def test_known_today_is_no_past_view(cast):
    assert found("carries", known=date.today().isoformat()) != set()  # noqa: DTZ011


def test_actor_in_a_role_that_a_claim_asserts_is_not_found_by_in_past_views(cast):
    gang = make_actor(name="Kestrel Gang")
    event = make_event(
        title="Raid reported", actors=[ActorPart(gang, "agent")], claims=0, publish=False
    )
    make_claim(event)
    late = make_claim(event, document=make_document(published="2014-08-25"))
    RoleAssertion.objects.create(
        event_actor=EventActor.objects.get(event=event, actor=gang), claim=late
    )
    publish_event(event, by=writer(), reason=WHY)

    assert found("kestrel") == {"Raid reported"}
    assert found("kestrel", known="2014-08-20") == set()
    assert found("raid", known="2014-08-20") == {"Raid reported"}


def test_phrase_does_not_reach_from_one_text_into_the_next(cast):
    assert found('"entering alta arland"') == set()
    assert found('"entering alta"') != set()


def test_search_of_exclusions_only_finds_the_others(cast):
    assert found("-beska") == {"Brigade reported entering Alta"}


def test_search_without_words_finds_nothing(cast):
    assert found("... !!") == set()
