"""Who may come in at the editors' door."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def test_desk_asks_strangers_to_sign_in(client: Client) -> None:
    answer = client.get("/desk/?x=1")

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/desk/%3Fx%3D1")


def test_desk_refuses_an_account_without_a_role(client: Client) -> None:
    client.force_login(make_account(""))

    assert client.get("/desk/").status_code == 403


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "administrator"])
def test_desk_shows_drafts_to_every_role(client: Client, cast: Cast, role: str) -> None:
    client.force_login(make_account(role))

    answer = client.get("/desk/")

    assert answer.status_code == 200
    assert cast.draft.title in answer.text
    assert cast.relayed.title not in answer.text
    assert "no-store" in answer["Cache-Control"]
