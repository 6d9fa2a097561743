"""`/api/v1/histogram`."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def _get(client: Client, query: str = "") -> Any:
    return client.get(f"/api/v1/histogram{query}")


def test_histogram_has_the_shape_of_the_contract(client: Client, cast: Cast) -> None:
    assert _get(client, "?bin=week").json() == [
        {"from": "2014-08-18", "to": "2014-08-24", "counts": {"unconfirmed": 1, "disputed": 1}}
    ]


def test_histogram_goes_by_day_unless_told(client: Client, cast: Cast) -> None:
    assert _get(client).json() == _get(client, "?bin=day").json()
    assert [row["from"] for row in _get(client).json()] == ["2014-08-18", "2014-08-20"]


def test_histogram_is_empty_where_nothing_matches(client: Client, cast: Cast) -> None:
    assert _get(client, "?status=retracted").json() == []


def test_histogram_tells_nothing_of_drafts(client: Client, cast: Cast) -> None:
    before = _get(client, "?bin=month")

    make_event(date="2014-08-19", title="Another draft", publish=False)

    after = _get(client, "?bin=month")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


@pytest.mark.parametrize(
    "query",
    ["?bin=hour", "?bin=day&bin=week", "?bin=%00", "?order=oldest", "?size=5", "?density=table"],
)
def test_histogram_refuses_other_words(client: Client, cast: Cast, query: str) -> None:
    answer = _get(client, query)

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_refusal_names_the_bins(client: Client, cast: Cast) -> None:
    (error,) = _get(client, "?bin=hour").json()["errors"]

    assert error["word"] == "bin"
    assert error["accepted"] == "one of day, week, month, year"


def test_histogram_is_described(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()

    operation = described["paths"]["/api/v1/histogram"]["get"]
    names = {parameter["name"] for parameter in operation["parameters"]}
    assert {"bin", "place", "known"} <= names
    shape = described["components"]["schemas"]["HistogramBinOut"]["properties"]
    assert set(shape) == {"from", "to", "counts"}
