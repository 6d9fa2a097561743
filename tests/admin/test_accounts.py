"""Accounts at the staff door and from the command line."""

import io
import os
import pty
from contextlib import nullcontext
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client

from tests.admin.forms import ADMIN, errors_in, fill_in, sign_in, typed_in
from tests.factories import make_account
from timeline.models import Account
from timeline.services.errors import NotAllowed, Refused
from timeline.services.nouns.account_changes import edit_account, reset_password
from timeline.services.nouns.accounts import service_account
from timeline.vocabulary.roles import EditingRole

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough phrase"


@pytest.fixture
def administrator(client: Client) -> Client:
    return sign_in(client, make_account("administrator", username="ann"))


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_accounts_are_closed_to_all_but_administrators(client: Client, role: str) -> None:
    sign_in(client, make_account(role))

    assert client.get(f"{ADMIN}account/").status_code == 403
    assert client.get(f"{ADMIN}account/add/").status_code == 403


def test_account_is_added_and_may_sign_in(administrator: Client) -> None:
    answer = fill_in(
        administrator,
        "account/add/",
        username="eve",
        role="editor",
        password=PASSWORD,
        again=PASSWORD,
        reason="joined",
    )

    assert answer.status_code == 302, errors_in(answer)
    assert authenticate(username="eve", password=PASSWORD) == Account.objects.get(role="editor")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"again": "something else entirely"}, "again"),
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "", "again": ""}, "password"),
        ({"username": "ann"}, "username"),
        ({"username": "no blanks please"}, "username"),
        ({"role": "king"}, "role"),
    ],
)
def test_bad_account_is_refused_at_the_field(
    administrator: Client, changes: dict[str, str], field: str
) -> None:
    fields = {"username": "eve", "role": "editor", "password": PASSWORD, "again": PASSWORD}

    answer = fill_in(administrator, "account/add/", fields | changes, reason="joined")

    assert list(errors_in(answer)) == [field]
    assert typed_in(answer)["username"] == (fields | changes)["username"]
    assert PASSWORD not in answer.content.decode()
    assert Account.objects.count() == 1


def test_role_and_password_are_changed_and_an_empty_password_is_none(
    administrator: Client,
) -> None:
    account = make_account("editor", username="eve")
    address = f"account/{account.pk}/change/"

    fill_in(administrator, address, role="publisher", reason="promoted")
    account.refresh_from_db()
    assert (account.role, account.check_password("correct horse")) == ("publisher", True)
    why = account.history.order_by("-pgh_id").first().pgh_context.metadata
    assert why == {"user": Account.objects.get(username="ann").pk, "why": "promoted"}
    assert "promoted" in administrator.get(f"{ADMIN}account/{account.pk}/history/").text

    fill_in(administrator, address, password=PASSWORD, again=PASSWORD, reason="lost")
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_last_administrator_is_not_locked_out(administrator: Client) -> None:
    account = Account.objects.get(username="ann")

    answer = fill_in(administrator, f"account/{account.pk}/change/", role="editor", reason="x")

    assert list(errors_in(answer)) == ["role"]


def test_account_of_a_program_is_shown_but_not_changed(administrator: Client) -> None:
    seeds = service_account("seeds")
    address = f"{ADMIN}account/{seeds.pk}/change/"

    assert administrator.get(address).status_code == 200
    assert administrator.post(address, {"role": "editor"}).status_code == 403
    with pytest.raises(Refused):
        edit_account(seeds, by=make_account("administrator"), reason="x", role="editor")


def test_only_administrators_change_accounts() -> None:
    with pytest.raises(NotAllowed):
        edit_account(make_account(), by=make_account("publisher"), reason="x", role="editor")


def test_staff_without_a_role_stays_outside(client: Client) -> None:
    sign_in(client, make_account("", username="nobody"))

    assert client.get("/admin/", follow=True).status_code == 403


def test_strangers_are_sent_to_sign_in_and_back(client: Client) -> None:
    answer = client.get("/admin/timeline/event/", follow=True)

    assert answer.redirect_chain[-1] == ("/accounts/login/?next=/admin/timeline/event/", 302)


def test_password_is_changed_where_people_sign_in(administrator: Client) -> None:
    answer = administrator.get("/admin/password_change/")

    assert answer["Location"] == "/accounts/password/change/"


# --- The command --------------------------------------------------------------------------------


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    def give(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))

    return give


@pytest.mark.parametrize("role", EditingRole.values)
def test_command_makes_an_account_that_may_sign_in(typed: Any, role: str) -> None:
    typed(f"{PASSWORD}\n")
    out = io.StringIO()

    call_command("make_account", "ada", "--role", role, "--email", "a@b.example", stdout=out)

    account = authenticate(username="ada", password=PASSWORD)
    assert isinstance(account, Account)
    assert (account.role, account.email, account.is_staff) == (role, "a@b.example", True)
    assert out.getvalue() == f"ada may sign in at /desk/ as {role}.\n"


@pytest.mark.parametrize(
    ("arguments", "password", "words"),
    [
        (["ada"], PASSWORD, "--role is missing: one of contributor, editor"),
        (["ada", "--role", "king"], PASSWORD, "invalid choice: 'king'"),
        (["ada", "--role", "editor"], "", "password: This password is too short"),
        (["ada", "--role", "editor"], "short", "password: This password is too short"),
        (["taken", "--role", "editor"], PASSWORD, "username: "),
        (["two words", "--role", "editor"], PASSWORD, "username: "),
        (["ada", "--role", "editor", "--email", "no"], PASSWORD, "email: "),
        (["ada", "--reset-password"], PASSWORD, "no account of a person called ada"),
        (["seeds", "--reset-password"], PASSWORD, "no account of a person called seeds"),
        (["taken", "--reset-password", "--role", "editor"], PASSWORD, "neither --role nor"),
    ],
)
def test_command_refuses_in_one_line(
    typed: Any, arguments: list[str], password: str, words: str
) -> None:
    make_account("editor", username="taken")
    service_account("seeds")
    typed(password)

    with pytest.raises(CommandError) as error:
        call_command("make_account", *arguments)

    assert words in str(error.value)
    assert "\n" not in str(error.value)
    assert Account.objects.count() == 2


def test_command_sets_a_new_password(typed: Any) -> None:
    make_account("editor", username="eve")
    typed(PASSWORD)

    call_command("make_account", "eve", "--reset-password", stdout=io.StringIO())

    assert authenticate(username="eve", password=PASSWORD)


def test_weak_new_password_is_refused() -> None:
    make_account("editor", username="eve")

    with pytest.raises(Refused) as error:
        reset_password("eve", password="eve")

    assert set(error.value.message_dict) == {"password"}


@pytest.mark.parametrize(("second", "made"), [(PASSWORD, True), ("another phrase", False)])
def test_command_asks_twice_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, second: str, made: bool
) -> None:
    ours, theirs = pty.openpty()
    answers = iter([PASSWORD, second])
    with os.fdopen(theirs, "r", closefd=True) as terminal:
        monkeypatch.setattr("sys.stdin", terminal)
        monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
        refusal = nullcontext() if made else pytest.raises(CommandError, match="not the same")
        with refusal:
            call_command("make_account", "ada", "--role", "editor", stdout=io.StringIO())
    os.close(ours)

    assert Account.objects.filter(username="ada").exists() is made
