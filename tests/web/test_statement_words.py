"""A confirmed statement reads "Confirmed that it was said", wherever its status is told."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.factories import WHY, make_event, writer
from timeline.models import Event
from timeline.services.nouns.decisions import decide_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement() -> Event:
    event = make_event(title="Minister said to deny it", nature="statement", claims=2)
    decide_status(
        event,
        status="confirmed",
        ground="primary_record",
        known_on=date(2014, 8, 20),
        by=writer(),
        reason=WHY,
    )
    return event


@pytest.mark.parametrize("density", ["standard", "quotes", "table"])
def test_list_says_of_a_statement_that_it_was_said(statement: Event, density: str) -> None:
    page = Client().get("/", {"density": density}).content.decode()

    row = re.search(r'<li class="ev.*?</li>', page, re.DOTALL)
    assert row is not None
    assert re.findall(r"Confirmed[\w ]*", row[0]) == ["Confirmed that it was said"]


def test_past_list_says_what_became_of_a_statement(statement: Event) -> None:
    page = Client().get("/?known=2014-08-19").content.decode()

    assert '<span class="st s-confirmed">Confirmed that it was said</span>' in page


def test_turns_neighbours_and_decisions_say_it_too(statement: Event) -> None:
    other = make_event()

    assert "confirmed that it was said, set" in Client().get("/").content.decode()
    beside = Client().get(other.get_absolute_url()).content.decode()
    assert '<span class="vh">Confirmed that it was said: </span>' in beside
    own = Client().get(statement.get_absolute_url()).content.decode()
    decision = own[own.index("By decision</h3>") :]
    assert "Confirmed that it was said" in decision[: decision.index("</ol>")]
