"""The status strip of an event's page."""

import re
from datetime import date

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from tests.cast import Cast
from timeline.models import Event
from timeline.queries.event.detail import find_event_detail
from timeline.queries.readers.addresses import find_event

pytestmark = pytest.mark.django_db


def _render(event: Event, day: date = date(2020, 1, 1)) -> str:
    found = find_event(event.public_id)
    assert isinstance(found, Event)
    detail = find_event_detail(found, day)
    return Template("{% load strips %}{% status_strip event %}").render(Context({"event": detail}))


def test_both_drawings_say_in_a_sentence_what_they_show(cast: Cast) -> None:
    strip = _render(cast.disputed)

    assert re.findall(r'role="img" aria-label="([^"]*)"', strip) == 2 * [
        "By rule: unconfirmed from 20 August 2014, disputed from 21 August 2014."
        " 2 documents, public from 20 August 2014 to 21 August 2014."
    ]


def test_marks_are_those_of_the_steps_and_documents(cast: Cast) -> None:
    broad = _render(cast.disputed).partition('class="narrow"')[0]

    assert re.findall(r'href="#m-(\w+)"', broad) == ["unconfirmed", "disputed"]
    assert re.findall(r'class="sheet (\w+)"', broad) == ["origin", "denial"]


def test_relays_are_lighter_than_the_origin(cast: Cast) -> None:
    broad = _render(cast.relayed).partition('class="narrow"')[0]

    assert re.findall(r'class="sheet (\w+)"', broad) == ["origin", "relay", "relay"]


def test_past_view_shows_nothing_that_came_later(cast: Cast) -> None:
    strip = _render(cast.disputed, date(2014, 8, 20))

    assert "disputed" not in strip
    assert "denial" not in strip


def test_time_runs_from_right_to_left_where_the_language_does(cast: Cast) -> None:
    with translation.override("ar"):
        strip = _render(cast.disputed)

    xs = [int(x) for x in re.findall(r'<g class="s-\w+" transform="translate\((\d+) ', strip)]
    assert 'direction="rtl"' in strip
    assert xs[:2] == sorted(xs[:2], reverse=True)


def test_page_of_an_event_shows_the_strip(client: Client, cast: Cast) -> None:
    page = client.get(cast.disputed.get_absolute_url()).content.decode()

    assert page.count('<div class="strip">') == 1
