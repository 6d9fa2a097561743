"""The sign-in ran out while somebody filled in a page of the admin: nothing typed is lost."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import WHY, make_account
from timeline.models import Account, Actor, KeptDraft

from .forms import ADMIN, errors_in, row, typed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(settings: Any) -> Account:
    settings.TIMELINE_REVIEW = "one"
    return make_account("editor")


def sent_too_late(client: Client, account: Account, address: str, typed: dict[str, Any]) -> Any:
    """The page to which signing in again leads whoever sent the form without a sign-in."""
    client.logout()
    answer = client.post(address, typed)
    assert answer.status_code == 302
    client.force_login(account)
    return client.get(unquote(answer["Location"].partition("?next=")[2]))


def test_changed_row_is_there_again_and_not_saved(
    client: Client, account: Account, cast: Cast
) -> None:
    client.force_login(account)
    at = f"{ADMIN}actor/{cast.command.pk}/change/"
    typed = typed_in(client.get(at)) | {"name": "Typed for an hour", "reason": WHY}
    typed |= row("aliases", 0, name="Old name", kind="historic")

    page = sent_too_late(client, account, at, typed)

    assert "Your sign-in had run out" in " ".join(errors_in(page)["__all__"])
    again = typed_in(page)
    assert {name: again[name] for name in typed if name != "draft_token"} == {
        name: text for name, text in typed.items() if name != "draft_token"
    }
    assert Actor.objects.get(pk=cast.command.pk).name == "High Command"
    assert client.post(at, again).status_code == 302
    assert Actor.objects.get(pk=cast.command.pk).name == "Typed for an hour"
    assert not KeptDraft.objects.exists()


def test_new_row_is_there_again(client: Client, account: Account) -> None:
    client.force_login(account)
    at = f"{ADMIN}actor/add/"
    typed = typed_in(client.get(at)) | {"name": "Typed for an hour", "kind": "state", "reason": WHY}

    page = sent_too_late(client, account, at, typed)

    assert typed_in(page)["name"] == "Typed for an hour"
    assert not Actor.objects.exists()


def test_what_one_typed_is_shown_to_nobody_else_and_never_without_a_token(
    client: Client, account: Account
) -> None:
    client.force_login(account)
    at = f"{ADMIN}actor/add/"
    typed = typed_in(client.get(at)) | {"name": "Typed for an hour", "kind": "state", "reason": WHY}

    page = sent_too_late(client, make_account("editor"), at, typed)

    assert typed_in(page)["name"] == ""
    client.logout()
    assert "/admin/login/" in client.post(at, typed | {"draft_token": "forged"})["Location"]


def test_no_password_is_kept(client: Client) -> None:
    administrator = make_account("administrator")
    client.force_login(administrator)
    at = f"{ADMIN}account/add/"
    typed = typed_in(client.get(at)) | {"username": "new", "password": "long secret words"}
    assert "draft_token" not in typed

    client.logout()
    client.post(at, typed)

    assert not KeptDraft.objects.exists()
