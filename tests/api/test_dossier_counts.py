"""The demo data through the API, against a naive second telling of the rules."""

from datetime import date

import pytest
from django.test import Client

from tests.vocabulary.test_rules_on_dossier import TODAY, Reader, published, rows

COUNTED = ("origins", "parties", "denials", "documents", "suggested")

pytestmark = [pytest.mark.usefixtures("dossier"), pytest.mark.django_db]


def told_by_api(day: date | None) -> dict[str, tuple[object, ...]]:
    known = {"known": day.isoformat()} if day else {}
    answer = Client().get("/api/v1/events", {"size": "200", **known}).json()
    assert answer["count"] == len(answer["results"])
    return {row["slug"]: tuple(row[word] for word in COUNTED) for row in answer["results"]}


def told_by_reader(day: date) -> dict[str, tuple[object, ...]]:
    reader = Reader()
    found = {event["slug"]: reader.read(event["slug"], day) for event in rows("events")}
    return {
        slug: (*told["counts"], told["status"]) for slug, told in found.items() if told["exists"]
    }


def test_every_event_counts_as_by_hand_today():
    assert told_by_api(None) == told_by_reader(TODAY)


def test_every_event_counts_as_by_hand_on_every_day_of_the_story():
    for day in sorted(set(published().values())):
        assert told_by_api(day) == told_by_reader(day), day


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 84),
        ("known=2014-08-18", 65),
        ("known=2014-06-30", 26),
        ("known=2014-06-12", 8),
        ("place=diyala", 15),
        ("place=iran", 16),
        ("actor=iraq-government", 25),
        ("actor=iraq-government&exact_actor=1", 1),
        ("timeline=iraq-and-western-iran-summer-2014", 84),
        ("status=confirmed", 18),
        ("status=denied", 2),
        ("nature=forecast", 4),
    ],
)
def test_known_numbers_of_the_demo_data(query, count):
    assert Client().get(f"/api/v1/events?{query}").json()["count"] == count


@pytest.mark.parametrize(
    ("slug", "status", "status_by"),
    [
        ("mosul-falls", "confirmed", "import"),
        ("mosul-dam-retaken", "disputed", "rule"),
        ("irgc-planned-move-to-jalawla", None, "rule"),
    ],
)
def test_status_says_who_set_it(slug, status, status_by):
    answer = Client().get("/api/v1/events", {"size": "200"}).json()

    row = next(row for row in answer["results"] if row["slug"] == slug)

    assert (row["status"], row["status_by"]) == (status, status_by)
