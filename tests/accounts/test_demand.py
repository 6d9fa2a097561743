"""Whoever may publish has a second factor, or no door of the staff opens."""

import pytest
from django.test import Client, override_settings

from tests.doors.addresses import STAFF
from tests.factories import make_account
from timeline.accounts.middleware import GUARDED

pytestmark = pytest.mark.django_db

ADDRESSES = ("/desk/", "/admin/", "/admin/timeline/event/add/", "/admin/autocomplete/")


def signed_in(role: str, **where: str) -> Client:
    client = Client(**where)
    client.force_login(make_account(role, second_factor=False))
    return client


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", ["publisher", "administrator"])
def test_publisher_without_a_second_factor_is_sent_to_set_one_up(role: str, address: str) -> None:
    answer = signed_in(role).get(address)

    assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")


def test_form_of_such_an_account_is_refused_and_not_redirected() -> None:
    answer = signed_in("administrator").post("/admin/timeline/place/add/", {"name": "Alta"})

    assert answer.status_code == 403
    assert "your browser still holds what you typed" in answer.text


@pytest.mark.parametrize("address", ["/desk/", "/admin/"])
@pytest.mark.parametrize("role", ["contributor", "editor"])
def test_others_need_none(role: str, address: str) -> None:
    assert signed_in(role).get(address).status_code == 200


@pytest.mark.parametrize("address", ["/desk/", "/admin/"])
@pytest.mark.parametrize("role", ["publisher", "administrator"])
def test_second_factor_opens(role: str, address: str) -> None:
    client = Client()
    client.force_login(make_account(role))

    assert client.get(address).status_code == 200


def test_recovery_codes_alone_are_no_second_factor() -> None:
    account = make_account("publisher", second_factor=False)
    account.authenticator_set.create(type="recovery_codes", data={})
    client = Client()
    client.force_login(account)

    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    ("where", "is_let_in"),
    [
        ({"HTTP_HOST": "127.0.0.1:8000"}, True),
        ({"HTTP_HOST": "localhost:8000"}, True),
        ({"HTTP_HOST": "[::1]:8000", "REMOTE_ADDR": "::1"}, True),
        ({"HTTP_HOST": "timeline.example"}, False),
        ({"HTTP_HOST": "localhost", "REMOTE_ADDR": "203.0.113.7"}, False),
        ({"HTTP_HOST": "localhost", "REMOTE_ADDR": ""}, False),
        ({"HTTP_HOST": "localhost", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
        ({"HTTP_HOST": "localhost", "HTTP_X_REAL_IP": "203.0.113.7"}, False),
        ({"HTTP_HOST": "localhost", "HTTP_FORWARDED": "for=203.0.113.7"}, False),
        ({"HTTP_HOST": "localhost", "HTTP_VIA": "1.1 proxy"}, False),
    ],
)
def test_one_person_on_this_machine_needs_none(where: dict[str, str], is_let_in: bool) -> None:
    client = signed_in("publisher", **where)

    with override_settings(TIMELINE_REVIEW="one", ALLOWED_HOSTS=["*"]):
        assert (client.get("/desk/").status_code == 200) is is_let_in
    with override_settings(ALLOWED_HOSTS=["*"]):
        assert client.get("/desk/").status_code == 302


def test_every_door_of_the_staff_is_guarded() -> None:
    assert {*GUARDED, "accounts/"} == set(STAFF)
