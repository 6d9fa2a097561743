"""Signing in and out: by name or e-mail, with a limit that keeps no owner out."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories import make_account
from timeline.models import Account

from .steps import PASSWORD, code_now, give_code, give_password, is_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("login", ["eve", "EVE", "eve@paper.example", " Eve@Paper.example "])
def test_name_or_address_signs_in(client: Client, login: str) -> None:
    make_account("editor", username="eve", email="eve@paper.example")

    answer = give_password(client, login, next="/desk/")

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert is_in(client)


@pytest.mark.parametrize(
    ("login", "password"), [("eve", "wrong"), ("nobody", PASSWORD), ("", PASSWORD), ("eve", "")]
)
def test_wrong_name_or_password_is_refused_in_the_same_words(
    client: Client, login: str, password: str
) -> None:
    make_account("editor", username="eve")

    answer = give_password(client, login, password)

    assert answer.status_code == 200
    assert "field-error" in answer.text
    assert not is_in(client)


def test_refusal_does_not_tell_whether_the_name_exists(client: Client) -> None:
    make_account("editor", username="eve")

    errors = [
        give_password(client, name, "wrong").context["form"].errors for name in ("eve", "adam")
    ]

    assert errors[0] == errors[1]


def test_closed_account_stays_outside(client: Client) -> None:
    make_account("editor", username="eve", is_active=False)

    answer = give_password(client, "eve")

    assert answer["Location"] == "/accounts/inactive/"
    assert not is_in(client)


def test_sign_in_leads_nowhere_outside(client: Client) -> None:
    make_account("editor", username="eve")

    answer = give_password(client, "eve", next="https://evil.example/")

    assert answer["Location"] == "/accounts/"


def test_signing_out_takes_a_button(client: Client) -> None:
    client.force_login(make_account("editor"))

    client.get("/accounts/logout/")
    assert is_in(client)
    client.post("/accounts/logout/")
    assert not is_in(client)


def test_sign_in_ends_after_a_working_day(client: Client) -> None:
    make_account("editor", username="eve")
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        give_password(client, "eve")
        assert is_in(client)
        clock.shift(12 * 3600 + 1)
        assert not is_in(client)


def test_failed_passwords_are_limited_and_the_limit_passes(client: Client) -> None:
    make_account("editor", username="eve")
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        for _ in range(5):
            give_password(client, "eve", "wrong")

        refused = give_password(client, "eve")
        assert "Too many failed" in refused.text
        clock.shift(5 * 60 + 1)
        assert give_password(client, "eve").status_code == 302


def test_failures_of_a_stranger_do_not_keep_the_owner_out(client: Client) -> None:
    """The same name from another address: allauth by itself would refuse both."""
    make_account("editor", username="eve", email="eve@paper.example")
    stranger = Client(REMOTE_ADDR="203.0.113.7")
    for name in ["eve", "eve@paper.example"] * 8:
        give_password(stranger, name, "wrong")

    assert "Too many failed" in give_password(stranger, "eve").text
    assert give_password(client, "eve").status_code == 302


def test_behind_a_proxy_attempts_count_by_the_address_that_it_adds(
    client: Client, settings: Any
) -> None:
    make_account("editor", username="eve")
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    stranger = {"X-Forwarded-For": "198.51.100.1, 203.0.113.7"}
    owner = {"X-Forwarded-For": "203.0.113.7, 198.51.100.2"}
    form = {"login": "eve", "password": "wrong"}
    for _ in range(5):
        client.post("/accounts/login/", form, headers=stranger)

    form["password"] = PASSWORD
    assert client.post("/accounts/login/", form, headers=stranger).status_code == 200
    assert client.post("/accounts/login/", form, headers=owner).status_code == 302


def test_attempts_from_one_address_are_limited_whatever_the_name(client: Client) -> None:
    answers = [give_password(client, f"name-{number}", "wrong") for number in range(31)]

    assert [answer.status_code for answer in answers[:20]] == [200] * 20
    assert "Too many failed" in answers[20].text
    assert answers[-1].status_code == 429


def test_second_factor_is_asked_after_the_password(client: Client) -> None:
    make_account("publisher", username="pia")

    asked = give_password(client, "pia", next="/desk/")
    assert asked["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_in(client)
    assert "Incorrect code" in give_code(client, "000000").text
    assert not is_in(client)
    answer = give_code(client, code_now())

    assert answer["Location"] == "/desk/"
    assert is_in(client)


def test_code_is_good_once(client: Client) -> None:
    make_account("publisher", username="pia")
    code = code_now()
    give_password(client, "pia")
    give_code(client, code)
    other = Client()
    give_password(other, "pia")

    give_code(other, code)

    assert not is_in(other)


def test_codes_are_limited(client: Client) -> None:
    make_account("publisher", username="pia")
    give_password(client, "pia")
    for _ in range(5):
        give_code(client, "000000")

    assert "Too many failed" in give_code(client, code_now()).text


def test_password_is_hashed_with_argon2(settings: Any) -> None:
    from timeline.config import settings as ours

    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS
    account = make_account("editor", username="eve")

    assert account.password.startswith("argon2$argon2id$")
    assert Account.objects.get(username="eve").check_password(PASSWORD)


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "http://[", "javascript:x"],
)
@pytest.mark.parametrize("address", ["login", "logout"])
def test_nobody_is_sent_on_to_another_site(address: str, wanted: str) -> None:
    make_account("editor", username="ed")
    typed = {"login": "ed", "password": PASSWORD, "next": wanted}

    answer = Client().post(f"/accounts/{address}/", typed)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/")
