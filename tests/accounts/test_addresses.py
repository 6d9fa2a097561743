"""Every address of the door of accounts, and what it answers to whom.

An address without a row fails, so that none is opened unseen.
"""

import pytest
from django.test import Client

from tests.doors.addresses import all_routes
from tests.factories import make_account

pytestmark = pytest.mark.django_db

IN, FACTORS, AGAIN = "/accounts/login/", "/accounts/2fa/", "/accounts/reauthenticate/"
HOME, CODE_AGAIN = "/accounts/", "/accounts/2fa/reauthenticate/"

# Address: what GET answers to a stranger, to an editor with a password, and to a publisher with
# an authenticator. A path is where they are sent to; AGAIN asks for the password once more.
TABLE: dict[str, tuple[str, int | str, int | str, int | str]] = {
    "": ("", IN, 200, 200),
    "sessions/end/": ("sessions/end/", 405, 405, 405),
    "invitation/<str:token>/": ("invitation/no-such-token/", 410, 410, 410),
    "login/": ("login/", 200, HOME, HOME),
    "logout/": ("logout/", IN, 200, 200),
    "inactive/": ("inactive/", 200, 200, 200),
    "reauthenticate/": ("reauthenticate/", IN, 200, 200),
    "password/change/": ("password/change/", IN, 200, 200),
    "password/reset/": ("password/reset/", 200, 200, 200),
    "password/reset/done/": ("password/reset/done/", 200, 200, 200),
    "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
        *("password/reset/key/1-x-y/", 200, 200, 200),
    ),
    "password/reset/key/done/": ("password/reset/key/done/", 200, 200, 200),
    "2fa/": ("2fa/", IN, 200, 200),
    "2fa/authenticate/": ("2fa/authenticate/", IN, HOME, HOME),
    "2fa/reauthenticate/": ("2fa/reauthenticate/", IN, AGAIN, 200),
    "2fa/totp/activate/": ("2fa/totp/activate/", IN, AGAIN, AGAIN),
    "2fa/totp/deactivate/": ("2fa/totp/deactivate/", IN, 404, AGAIN),
    "2fa/recovery-codes/": ("2fa/recovery-codes/", IN, 404, 404),
    "2fa/recovery-codes/generate/": ("2fa/recovery-codes/generate/", IN, AGAIN, AGAIN),
    "2fa/webauthn/": ("2fa/webauthn/", FACTORS, FACTORS, FACTORS),
    "2fa/webauthn/add/": ("2fa/webauthn/add/", IN, AGAIN, AGAIN),
    "2fa/webauthn/login/": ("2fa/webauthn/login/", 200, HOME, HOME),
    "2fa/webauthn/reauthenticate/": ("2fa/webauthn/reauthenticate/", IN, AGAIN, AGAIN),
    "2fa/webauthn/keys/<int:pk>/remove/": ("2fa/webauthn/keys/1/remove/", IN, AGAIN, AGAIN),
    "2fa/webauthn/keys/<int:pk>/edit/": ("2fa/webauthn/keys/1/edit/", IN, AGAIN, AGAIN),
}


def routes() -> set[str]:
    """All routes below /accounts/, as Django writes them."""
    prefix = "accounts/"
    return {r.removeprefix(prefix) for r in all_routes() if r.startswith(prefix)}


def test_every_address_has_a_row() -> None:
    assert routes() == set(TABLE)


@pytest.mark.parametrize("route", TABLE)
def test_address_answers_as_the_table_says(route: str) -> None:
    address, *expected = TABLE[route]
    clients = {"stranger": Client(), "editor": Client(), "publisher": Client()}
    for role in ("editor", "publisher"):
        clients[role].force_login(make_account(role))

    found = []
    for client in clients.values():
        answer = client.get(f"/accounts/{address}")
        where = answer.get("Location", "").partition("?")[0]
        found.append(where or answer.status_code)

    assert found == expected


@pytest.mark.parametrize("address", ["signup/", "email/", "login/code/", "3rdparty/", "social/"])
def test_what_is_not_offered_is_not_there(client: Client, address: str) -> None:
    assert client.get(f"/accounts/{address}").status_code == 404


def test_nobody_keeps_a_copy_of_these_pages(client: Client) -> None:
    client.force_login(make_account("editor"))
    kept = []
    for route in TABLE:
        answer = client.get(f"/accounts/{TABLE[route][0]}")
        if answer.status_code == 200 and "no-store" not in answer.get("Cache-Control", ""):
            kept.append(route)

    assert kept == []


@pytest.mark.parametrize("address", ["/", "/about/", "/places/", "/api/v1/events", "/nothing/"])
def test_sign_in_costs_public_pages_nothing(client: Client, address: str) -> None:
    """No cookie, no query, also where somebody is signed in."""
    strangers = client.get(address)
    client.force_login(make_account("publisher"))
    with_session = client.get(address)

    assert strangers["X-Query-Count"] == with_session["X-Query-Count"]
    assert strangers.content == with_session.content
    for answer in (strangers, with_session):
        assert not answer.cookies
