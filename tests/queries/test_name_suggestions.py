"""Names like what somebody typed: public ones only, and only where they lead to something."""

import pytest
from django.http import QueryDict

from tests.factories import (
    WHY,
    make_actor,
    make_claim,
    make_event,
    make_place,
    make_source,
    writer,
)
from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.lists.name_suggestions import guess_meant, suggest_names
from timeline.services.nouns.places import OtherName, edit_place
from timeline.services.nouns.workflow import publish_event


def suggested(typed):
    return [(named.kind, named.slug) for named in suggest_names(typed)]


def meant(query):
    return [
        (found.name, found.q) for found in guess_meant(read_filters(QueryDict(query), Door.PAGE))
    ]


@pytest.fixture
def jalawla(cast):
    place = make_place(
        name="Jalawlā’",
        parent=cast.norreg,
        aliases=[OtherName("جلولاء", "ar"), OtherName("Qaratepe")],
    )
    make_event(title="Fire reported", places=[place])
    return place


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("alt", ("place", "alta")),
        ("jalawla", ("place", "jalawla")),
        ("JALAWLĀ", ("place", "jalawla")),
        ("jalula", ("place", "jalawla")),
        ("جلولا", ("place", "jalawla")),
        ("qarat", ("place", "jalawla")),
        ("brig", ("actor", "first-brigade")),
        ("the wi", ("source", "the-wire")),
    ],
)
def test_suggest_names_by_beginning_word_or_likeness(jalawla, typed, first):
    assert suggested(typed)[0] == first


@pytest.mark.parametrize("typed", ["", " ", "…", "%", "_", "\\", "'", "xyzzy"])
def test_suggest_names_of_nothing_like_a_name_is_empty(jalawla, typed):
    assert suggested(typed) == []


def test_suggest_names_gives_a_row_once_and_ten_at_most(jalawla, cast):
    make_event(
        places=[
            make_place(
                name=f"Jalawla {n}", parent=cast.norreg, aliases=[OtherName(f"Jalawlah {n}")]
            )
            for n in range(12)
        ]
    )

    found = suggested("jalawla")

    assert (len(found), len(set(found))) == (10, 10)
    assert found[0] == ("place", "jalawla")


def test_suggest_names_knows_no_hidden_name(cast):
    hidden = make_place(name="Kestrel", withhold="place", aliases=[OtherName("Kestrels")])
    unnamed = make_actor(name="Kestrel", kind="person", description="a resident")
    make_event(places=[hidden], actors=[(unnamed, "target")])
    draft = make_event(
        places=[make_place(name="Kestrel Two")],
        actors=[(make_actor(name="Kestrel Three"), "agent")],
        claims=0,
        publish=False,
    )
    make_source(name="Kestrel Four")
    make_claim(draft)
    assert suggested("kestrel") == []

    edit_place(hidden, by=writer(), reason=WHY, version=None, withhold="none")
    publish_event(draft, by=writer(), reason=WHY)

    assert suggested("kestrel") == [
        ("place", "kestrel"),
        ("place", "kestrel-two"),
        ("actor", "kestrel-three"),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=jalwla", [("Jalawlā’", "Jalawlā’")]),
        ("q=Jalwla+fire", [("Jalawlā’", "Jalawlā’ fire")]),
        ("q=frist+brigade", [("First Brigade", '"First Brigade"')]),
        ("q=jalwla+-fire", []),
        ("q=jalwla&status=denied", []),
        ("q=jalawla&status=denied", []),
        ("q=-jalwla", []),
        ("q=...", []),
        ("", []),
    ],
)
def test_guess_meant_mends_one_name_and_keeps_the_rest(jalawla, query, found):
    assert meant(query) == found


def test_guess_meant_asks_a_bounded_number_of_queries(jalawla, cast, django_assert_max_num_queries):
    make_event(places=[make_place(name=f"Jalawlah {n}", parent=cast.norreg) for n in range(20)])
    filters = read_filters(QueryDict("q=jalwla+firre+brigde+altaa+bezka+norrek"), Door.PAGE)

    with django_assert_max_num_queries(11):
        guess_meant(filters)


@pytest.mark.parametrize("query", ["q=zahab", "q=Sarpol-e", "q=Sarpol-e+Zahab"])
def test_guess_meant_leaves_words_that_stand_in_a_name(cast, query):
    place = make_place(name="Sarpol-e Zahab", parent=cast.norreg)
    make_event(title="Fire reported", places=[place])

    assert meant(query) == []
