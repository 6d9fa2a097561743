"""Possible duplicates at the desk: kept apart once and for all, or led to the merge."""

import pytest
from django.test import Client

from tests.factories import make_account, make_event, make_place
from timeline.models import DistinctPair

pytestmark = pytest.mark.django_db


def test_pair_is_kept_apart_with_a_reason_and_not_offered_again(client: Client) -> None:
    town = make_place(name="Alta")
    first, second = (
        make_event(title=title, places=[town], publish=False)
        for title in ("Brigade reported entering Alta", "Brigade said to enter Alta")
    )
    client.force_login(make_account("editor", username="ed"))
    address = f"/desk/review/duplicates/{first.public_id}/{second.public_id}/"

    offered = client.get("/desk/review/duplicates/").text
    assert address in offered
    assert f"/desk/events/{second.public_id}/merge/?into={first.public_id}" in offered

    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "two columns"}).status_code == 302
    again = client.post(address, {"reason": "typed by somebody else"})

    assert again.status_code == 422
    assert "typed by somebody else" in again.text
    assert address not in client.get("/desk/review/duplicates/").text
    assert DistinctPair.objects.get().reason == "two columns"


def test_contributor_keeps_nothing_apart(client: Client) -> None:
    first, second = make_event(), make_event()
    client.force_login(make_account("contributor"))

    address = f"/desk/review/duplicates/{first.public_id}/{second.public_id}/"

    assert client.post(address, {"reason": "two"}).status_code == 403


@pytest.mark.parametrize("pair", ["0000000000/1111111111", "x/y"])
def test_pair_that_is_not_there_is_not_found(client: Client, pair: str) -> None:
    client.force_login(make_account("editor"))

    assert client.post(f"/desk/review/duplicates/{pair}/", {"reason": "two"}).status_code == 404
