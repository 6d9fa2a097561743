"""Searching the demo data as a reader would."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from timeline.models import EventPlace, Place
from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.lists.browsing import browse_events
from timeline.queries.lists.name_suggestions import suggest_names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dossier")]

SPELLINGS = ["Jalawla", "jalawlā’", "JALULA", "Jalawla'", "جلولاء", "جلولا", "جَلَوْلَاء"]


def found(q):
    data = QueryDict(mutable=True)
    data.update({"q": q, "size": "200"})
    return {row.public_id for row in browse_events(read_filters(data, Door.PAGE)).rows}


@pytest.mark.parametrize("q", SPELLINGS)
def test_every_spelling_of_jalawla_finds_all_events_there(db, q):
    place = Place.objects.get(slug="jalawla")
    there = EventPlace.objects.filter(place=place, event__state="published")

    events = found(q)

    assert events >= set(there.values_list("event__public_id", flat=True)) != set()


@pytest.mark.parametrize("q", ["jalaw", "جلول", "Jalwala"])
def test_beginning_or_slip_of_jalawla_suggests_it(db, q):
    assert "jalawla" in {named.slug for named in suggest_names(q)}


def test_exclusion_takes_away_what_the_words_alone_find(db):
    fighting, with_word = found("peshmerga"), found("peshmerga jalawla")

    assert found("peshmerga -jalawla") == fighting - with_word
    assert with_word


def count_queries(address):
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("known", "more"), [("", 25), ("&known=2014-08-20", 12)])
def test_search_adds_a_bounded_number_of_queries_to_the_page(db, known, more):
    plain = count_queries(f"/?status=disputed{known}")

    assert count_queries(f"/?q=reuters{known}") <= plain + more
    assert count_queries(f"/?q=jalwla{known}") <= plain + 12
