"""Second factors: set up, used, lost."""

import io

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from tests.admin.forms import fill_in, sign_in
from tests.factories import make_account
from timeline.models import Account

from .steps import PASSWORD, code_now, give_code, give_password, is_in

pytestmark = pytest.mark.django_db


def prove(client: Client, address: str) -> None:
    """Give the password again, on the way to a page that asks for it."""
    client.post(f"/accounts/reauthenticate/?next={address}", {"password": PASSWORD})


def set_up(client: Client) -> list[str]:
    """Set an authenticator up; the recovery codes that are shown then."""
    address = "/accounts/2fa/totp/activate/"
    prove(client, address)
    secret = client.get(address).context["form"].secret
    page = client.post(address, {"code": code_now(secret)}, follow=True)
    return list(page.context["unused_codes"])


def test_authenticator_opens_the_desk(client: Client) -> None:
    client.force_login(make_account("publisher", second_factor=False))
    assert not is_in(client)

    codes = set_up(client)

    assert len(set(codes)) == 10
    assert is_in(client)


def test_picture_and_key_are_in_the_page_and_nowhere_else(client: Client) -> None:
    client.force_login(make_account("editor"))
    prove(client, "/accounts/2fa/totp/activate/")

    answer = client.get("/accounts/2fa/totp/activate/")

    assert answer.text.count("data:") == 0
    assert answer.context["form"].secret in answer.text
    assert 'class="qr" viewBox="0 0 ' in answer.text
    assert "img-src 'self';" in answer["Content-Security-Policy"]


def test_wrong_code_sets_nothing_up(client: Client) -> None:
    account = make_account("editor")
    client.force_login(account)
    prove(client, "/accounts/2fa/totp/activate/")
    client.get("/accounts/2fa/totp/activate/")

    answer = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})

    assert list(answer.context["form"].errors) == ["code"]
    assert not account.has_second_factor()


def test_recovery_code_is_good_once_and_shown_once(client: Client) -> None:
    account = make_account("publisher", username="pia", second_factor=False)
    client.force_login(account)
    codes = set_up(client)
    assert codes[0] not in client.get("/accounts/2fa/recovery-codes/").text

    first, second = Client(), Client()
    for each in (first, second):
        give_password(each, "pia")
        give_code(each, codes[0])

    assert (is_in(first), is_in(second)) == (True, False)


def test_removed_authenticator_closes_the_desk_again(client: Client) -> None:
    client.force_login(make_account("publisher", second_factor=False))
    set_up(client)

    client.post("/accounts/2fa/totp/deactivate/")

    assert not is_in(client)


def test_factors_change_only_for_who_proves_to_be_there(client: Client) -> None:
    account = make_account("publisher")
    client.force_login(account)

    for address in ("2fa/totp/deactivate/", "2fa/recovery-codes/generate/", "2fa/webauthn/add/"):
        answer = client.post(f"/accounts/{address}")
        assert answer["Location"].startswith("/accounts/reauthenticate/"), address

    assert account.has_second_factor()


def test_administrator_takes_a_lost_factor_away(client: Client) -> None:
    sign_in(client, make_account("administrator"))
    lost = make_account("publisher", username="pia")
    elsewhere = Client()
    elsewhere.force_login(lost)

    fill_in(client, f"account/{lost.pk}/change/", remove_factors="on", reason="telephone stolen")

    assert not lost.has_second_factor()
    assert elsewhere.get("/accounts/").status_code == 302
    assert give_password(elsewhere, "pia")["Location"] == "/accounts/"


def test_command_takes_a_lost_factor_away() -> None:
    account = make_account("administrator", username="ann")
    out = io.StringIO()

    call_command("make_account", "ann", "--remove-factors", stdout=out)

    assert out.getvalue() == "ann has no second factor.\n"
    assert not account.has_second_factor()
    with pytest.raises(CommandError, match="no account of a person called adam"):
        call_command("make_account", "adam", "--remove-factors")


def test_garbage_instead_of_a_passkey_is_refused(client: Client) -> None:
    make_account("publisher", username="pia")
    give_password(client, "pia")
    client.get("/accounts/2fa/authenticate/")
    garbage = [
        *("", "null", "[]", "{}", "x", '"x"', "1e999", '{"id": "x"}', '{"id": 1, "rawId": []}'),
        *("9" * 5000, "[" * 100_000),
        '{"response": {"userHandle": "1"}}',
        '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA"}}',
    ]

    for text in garbage:
        for address in ("2fa/authenticate/", "2fa/webauthn/login/"):
            cache.clear()
            answer = client.post(f"/accounts/{address}", {"credential": text})
            assert answer.status_code in (200, 302), (address, text)

    assert not is_in(client)
    assert Account.objects.get(username="pia").last_login is None
