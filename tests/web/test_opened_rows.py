"""What a row of a list opens with, in place, and what it says of origins that fell."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    publish_event,
    writer,
)
from timeline.models import Event
from timeline.services.nouns.claims import lapse_claim

pytestmark = pytest.mark.django_db

HTMX = {"hx-request": "true"}


def _open(event: Event, query: str = "") -> str:
    answer = Client().get(f"{event.get_absolute_url()}{query}", headers=HTMX)
    assert answer.status_code == 200
    content: str = answer.content.decode()
    assert "<html" not in content
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content))).strip()


def test_row_opens_with_what_each_origin_says_and_denials_last(cast: Cast) -> None:
    assert _open(cast.disputed) == (
        "The Daily says so. The Wire denies it, citing High Command. All evidence"
    )


def test_claims_of_one_origin_open_as_one(cast: Cast) -> None:
    assert _open(cast.relayed) == (
        "the brigade has entered the town of Alta"
        " The Wire says so, citing “an informed source”. All evidence"
    )


def test_row_opens_with_what_was_known_that_day(cast: Cast) -> None:
    assert _open(cast.disputed, "?known=2014-08-20") == "The Daily says so. All evidence"
    answer = Client().get(f"{cast.disputed.get_absolute_url()}?known=2014-08-20", headers=HTMX)
    assert f'href="{cast.disputed.get_absolute_url()}?known=2014-08-20#evidence"' in (
        answer.content.decode()
    )


def test_opened_row_shows_no_withheld_place_and_no_restricted_copy(cast: Cast) -> None:
    shelter = make_place(name="Saint Anna", parent=cast.norreg, withhold="place")
    event = make_event(places=[shelter], claims=0, publish=False)
    make_claim(event, quote="they have fled to Saint Anna at night")
    document = make_document()
    make_copy(document, "we have shot all of them today", restricted=True)
    make_claim(event, document=document, quote="we have shot all of them")
    publish_event(event, by=writer(), reason=WHY)

    opened = _open(event)

    assert "they have fled to [place withheld] at night" in opened
    assert "Anna" not in opened
    assert "shot" not in opened


def test_row_whose_every_claim_fell_opens_with_that(cast: Cast) -> None:
    _withdraw_first(cast)

    assert _open(cast.relayed) == "Nothing that was said of it stands any more. All evidence"


def test_queries_of_an_opened_row_do_not_grow_with_its_claims(cast: Cast) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            _open(cast.disputed)
        return len(asked)

    before = count()
    for _number in range(3):
        make_claim(cast.disputed, publish=True)

    assert count() == before


def _withdraw_first(cast: Cast) -> None:
    """The Wire takes back on 22 August what The Daily and The Blog carried."""
    withdrawal = make_claim(
        cast.relayed,
        document=make_document(source=cast.wire, published="2014-08-22"),
        stance="context",
        publish=True,
    )
    lapse_claim(cast.first, ended_by=withdrawal, kind="withdrawn", by=writer(), reason="Misheard")


def _basis_of(event: Event, query: str = "") -> str:
    page = Client().get(f"/{query}").content.decode()
    row = next(r for r in page.split('<li class="ev')[1:] if event.slug in r)
    return row[row.index('<div class="basis') : row.index("</li>")]


def test_origin_that_fell_is_drawn_hollow_in_its_row(cast: Cast) -> None:
    _withdraw_first(cast)

    basis = _basis_of(cast.relayed)

    assert "No origin stands" in basis
    assert '<path class="none"' in basis


def test_origin_that_fell_later_still_stood_in_a_past_view(cast: Cast) -> None:
    _withdraw_first(cast)

    before = _basis_of(cast.relayed, "?known=2014-08-21")

    assert "1 origin" in before
    assert '<path class="none"' not in before
    assert '<path class="none"' in _basis_of(cast.relayed, "?known=2014-08-22")


def test_every_row_links_to_its_evidence(cast: Cast) -> None:
    for density in ("standard", "quotes", "table"):
        page = Client().get(f"/?density={density}&known=2014-08-21").content.decode()
        for event in (cast.relayed, cast.disputed):
            address = f"{event.get_absolute_url()}?known=2014-08-21"
            assert f'class="peek" href="{address}#evidence" hx-get="{address}"' in page
