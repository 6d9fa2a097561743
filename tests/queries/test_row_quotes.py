"""The quote and the sentence under a row of a list."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_claim,
    make_document,
    make_event,
    make_place,
    make_source,
    publish_event,
    writer,
)
from timeline.models import Event
from timeline.queries.lists.quotes import LONGEST_QUOTE, RowQuote, load_row_quotes

pytestmark = pytest.mark.django_db


def _quote(event: Event, day: date = date.max) -> RowQuote:
    return load_row_quotes([event.pk], day)[event.pk]


def test_quote_is_that_of_the_first_document_with_whom_it_cites(cast: Cast) -> None:
    found = _quote(cast.relayed)

    assert found.quote == "the brigade has entered the town of Alta"
    assert found.way == "The Wire says so, citing “an informed source”."
    assert not found.denies


def _carried(cast: Cast) -> Event:
    """The Blog carries, and was public before, The Daily, which carries The Wire."""
    event = make_event(claims=0, publish=False)
    root = make_claim(event, document=make_document(source=cast.wire, published="2014-08-19"))
    daily = make_document(source=cast.daily, published="2014-08-18")
    second = make_claim(event, document=daily, relays=root)
    blog = make_document(source=cast.blog, published="2014-08-17")
    make_claim(event, document=blog, relays=second, quote="they have entered, it says")
    publish_event(event, by=writer(), reason=WHY)
    return event


def test_relay_carries_and_does_not_say(cast: Cast) -> None:
    found = _quote(_carried(cast))

    assert found.quote == "they have entered, it says"
    assert found.way == "The Blog carries The Daily, which carries The Wire."


@pytest.mark.parametrize(
    ("attribution", "stance", "way"),
    [
        ("", "supports", "A carries what passed through: B, C, D."),
        (
            "a guard",
            "denies",
            "Denied: A carries what passed through: B, C, D. The last one cites “a guard”.",
        ),
    ],
)
def test_longer_way_is_a_list(db: None, attribution: str, stance: str, way: str) -> None:
    event = make_event(claims=0, publish=False)
    claim, told = None, {"attribution": attribution, "stance": stance}
    for name, day in zip("DCBA", (18, 17, 16, 15), strict=True):
        document = make_document(source=make_source(name=name), published=f"2014-08-{day}")
        claim = make_claim(event, document=document, relays=claim, **told)
        told = {"stance": stance}
    publish_event(event, by=writer(), reason=WHY)

    assert _quote(event).way == way


def test_what_was_not_public_then_is_not_told(cast: Cast) -> None:
    event = _carried(cast)

    assert _quote(event, date(2014, 8, 18)).way == (
        "The Blog carries The Daily, which carries something not yet public."
    )
    assert _quote(event, date(2014, 8, 17)).way == "The Blog carries something not yet public."


def test_somebody_who_says_so_goes_before_somebody_who_denies(cast: Cast) -> None:
    found = _quote(cast.disputed)

    assert not found.denies
    assert found.way == "The Daily says so."


def test_denial_is_called_one_where_nobody_says_so(cast: Cast) -> None:
    event = make_event(claims=0, publish=False)
    make_claim(
        event, document=make_document(source=cast.wire), stance="denies",
        attributed_to=cast.command, quote="there was no such thing",
    )  # fmt: skip
    publish_event(event, by=writer(), reason=WHY)

    found = _quote(event)

    assert found.denies
    assert found.way == "The Wire denies it, citing High Command."


def test_long_quote_is_cut_at_a_word_and_says_so(cast: Cast) -> None:
    event = make_event(claims=0, publish=False)
    make_claim(event, document=make_document(source=cast.wire), quote="word " * 100)
    publish_event(event, by=writer(), reason=WHY)

    quote = _quote(event).quote

    assert quote.endswith("word …")
    assert len(quote) <= LONGEST_QUOTE + 2


def test_draft_has_no_quote(cast: Cast) -> None:
    assert load_row_quotes([cast.draft.pk], date.max) == {}


def test_number_of_queries_does_not_grow(cast: Cast) -> None:
    def count(*events: Event) -> int:
        with CaptureQueriesContext(connection) as asked:
            load_row_quotes([event.pk for event in events], date.max)
        return len(asked)

    one = count(cast.relayed)

    assert count(cast.relayed, cast.disputed, make_event(), make_event()) == one
    assert load_row_quotes([], date.max) == {}


def test_claim_that_is_not_published_is_never_quoted(cast: Cast) -> None:
    make_claim(
        cast.disputed,
        document=make_document(source=cast.blog, published="2014-08-01"),
        quote="nobody may read this yet",
    )

    assert _quote(cast.disputed).quote == ""


def test_withheld_place_is_not_named_in_a_quote(cast: Cast) -> None:
    shelter = make_place(name="Old Mill", kind="site", parent=cast.alta, withhold="place")
    event = make_event(places=[shelter], claims=0, publish=False)
    wire = make_document(source=cast.wire)
    make_claim(event, document=wire, quote="they hide in the Old Mill", attribution="Old Mill")
    publish_event(event, by=writer(), reason=WHY)

    found = _quote(event)

    assert found.quote == "they hide in the [place withheld]"
    assert "Old Mill" not in found.way
