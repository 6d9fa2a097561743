"""Invitations: by administrators alone, good once, for a week; nothing else makes an account."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends import locmem
from django.db import connection
from django.test import Client

from tests.admin.forms import errors_in, fill_in, sign_in
from tests.factories import WHY, make_account
from timeline.models import Account, Invitation
from timeline.services.errors import NotAllowed, Refused
from timeline.services.nouns.account_changes import edit_account
from timeline.services.nouns.invitations import accept_invitation, invite, withdraw_invitation
from timeline.vocabulary.roles import EditingRole

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough phrase"
ADDRESS = "eve@paper.example"


@pytest.fixture
def ann() -> Account:
    return make_account("administrator", username="ann")


def invited(by: Account, role: str = "editor", email: str = ADDRESS) -> str:
    """The address of an invitation."""
    _invitation, token = invite(email, role=EditingRole(role), by=by, reason=WHY)
    return f"/accounts/invitation/{token}/"


def accept(address: str, **changes: str) -> Any:
    given = {"name": "eve", "password": PASSWORD, "again": PASSWORD, **changes}
    return Client().post(address, given)


def test_link_is_shown_to_the_inviter_and_sent(client: Client, ann: Account) -> None:
    sign_in(client, ann)

    answer = fill_in(client, "invitation/add/", email=ADDRESS, role="publisher", reason="joins")

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    link = re.search(r"<code>(http://testserver/accounts/invitation/[^<]+)<", answer.text)
    assert link
    (sent,) = mail.outbox
    assert sent.to == [ADDRESS]
    assert link[1] in sent.body
    assert "ann invites you to Sourced Timeline as Publisher." in sent.body
    assert Client().get(link[1]).status_code == 200
    # What is stored opens nothing.
    token = link[1].rstrip("/").rpartition("/")[2]
    stored = Invitation.objects.get()
    assert token not in str(stored.__dict__)
    assert Client().get(f"/accounts/invitation/{stored.token_hash}/").status_code == 410


def test_link_is_shown_where_the_mail_server_does_not_take_it(
    client: Client, ann: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", refuse)
    sign_in(client, ann)

    answer = fill_in(client, "invitation/add/", email=ADDRESS, role="editor", reason="joins")

    assert "was not sent" in answer.text
    assert "/accounts/invitation/" in answer.text


def test_nothing_is_called_sent_where_there_is_no_mail_server(
    client: Client, ann: Account, settings: Any
) -> None:
    settings.TIMELINE_SENDS_MAIL = False
    sign_in(client, ann)

    answer = fill_in(client, "invitation/add/", email=ADDRESS, role="editor", reason="joins")

    assert "was not sent" in answer.text


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_only_administrators_invite(client: Client, role: str) -> None:
    account = make_account(role)
    sign_in(client, account)

    assert client.get("/admin/timeline/invitation/").status_code == 403
    assert client.get("/admin/timeline/invitation/add/").status_code == 403
    with pytest.raises(NotAllowed):
        invited(account)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"email": "nonsense"}, "email"), ({"role": "king"}, "role"), ({"reason": ""}, "reason")],
)
def test_bad_invitation_is_refused_at_the_field(
    client: Client, ann: Account, changes: dict[str, str], field: str
) -> None:
    sign_in(client, ann)

    answer = fill_in(
        client, "invitation/add/", {"email": ADDRESS, "role": "editor", "reason": "x", **changes}
    )

    assert list(errors_in(answer)) == [field]
    assert not Invitation.objects.exists()


def test_address_of_an_account_is_not_invited(ann: Account) -> None:
    make_account("editor", email=ADDRESS)

    with pytest.raises(Refused) as refused:
        invited(ann, email=ADDRESS.upper())

    assert set(refused.value.message_dict) == {"email"}


@pytest.mark.parametrize(
    ("role", "where"), [("editor", "/accounts/"), ("publisher", "/accounts/2fa/")]
)
def test_invited_person_chooses_name_and_password_and_is_in(
    client: Client, ann: Account, role: str, where: str
) -> None:
    address = invited(ann, role)
    given = {"name": "eve", "password": PASSWORD, "again": PASSWORD}

    answer = client.post(address, given)

    assert (answer.status_code, answer["Location"]) == (302, where)
    account = Account.objects.get(username="eve")
    assert (account.role, account.email, account.invitation.invited_by) == (role, ADDRESS, ann)
    assert account.check_password(PASSWORD)
    assert client.get("/accounts/").context["user"] == account
    # Who answers for it, and why it is there.
    made = account.history.get().pgh_context.metadata
    assert made == {"user": ann.pk, "why": "Accepted an invitation."}


def test_link_is_good_once(ann: Account) -> None:
    address = invited(ann)
    assert accept(address).status_code == 302

    again = accept(address, name="adam")

    assert again.status_code == 410
    assert not Account.objects.filter(username="adam").exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_use_one_link_at_once_one_comes_in() -> None:
    address = invited(make_account("administrator"))
    together = Barrier(5)

    def use(number: int) -> bool:
        try:
            together.wait()
            return bool(accept(address, name=f"eve-{number}").status_code == 302)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        came_in = list(pool.map(use, range(5)))

    assert sorted(came_in) == [False, False, False, False, True]
    assert Account.objects.filter(username__startswith="eve-").count() == 1


def test_link_is_good_for_a_week(ann: Account) -> None:
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        address = invited(ann)
        clock.shift(7 * 24 * 3600 - 1)
        assert Client().get(address).status_code == 200
        clock.shift(1)
        assert Client().get(address).status_code == 410
        assert accept(address).status_code == 410
    assert not Account.objects.filter(username="eve").exists()


def test_second_invitation_ends_the_first(ann: Account) -> None:
    first, second = invited(ann), invited(ann, "publisher", ADDRESS.upper())

    assert [Client().get(address).status_code for address in (first, second)] == [410, 200]


def test_invitation_is_taken_back(client: Client, ann: Account) -> None:
    address = invited(ann)
    sign_in(client, ann)

    client.post(
        "/admin/timeline/invitation/",
        {"action": "take_back", "_selected_action": Invitation.objects.get().pk, "reason": "no"},
    )

    assert Client().get(address).status_code == 410
    with pytest.raises(Refused):
        withdraw_invitation(Invitation.objects.get(), by=ann, reason=WHY)


def test_invitation_falls_with_the_right_of_who_invited(ann: Account) -> None:
    address = invited(ann)
    edit_account(ann, by=make_account("administrator"), reason=WHY, role="editor")

    answer = accept(address)

    assert "no longer" in answer.text or "taken back" in answer.text
    assert not Account.objects.filter(username="eve").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "ann"}, "name"),
        ({"name": "no blanks"}, "name"),
        ({"name": "nul\x00"}, "name"),
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "eve@paper.example", "again": "eve@paper.example"}, "password"),
        ({"again": "another phrase"}, "again"),
    ],
)
def test_bad_choice_is_refused_at_the_field_and_the_link_stays_good(
    ann: Account, changes: dict[str, str], field: str
) -> None:
    address = invited(ann)

    answer = accept(address, **changes)

    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["name"].value() == changes.get("name", "eve")
    assert PASSWORD not in answer.text
    assert accept(address).status_code == 302


def test_somebody_signed_in_is_asked_to_sign_out(client: Client, ann: Account) -> None:
    address = invited(ann)
    client.force_login(ann)

    answer = client.post(address, {"name": "eve", "password": PASSWORD, "again": PASSWORD})

    assert "you are signed in as ann" in answer.text
    assert Account.objects.count() == 1


def test_name_taken_in_the_meantime_is_a_complaint(ann: Account) -> None:
    _invitation, token = invite(ADDRESS, role=EditingRole.EDITOR, by=ann, reason=WHY)
    make_account("editor", username="eve")

    with pytest.raises(Refused) as refused:
        accept_invitation(token, name="eve", password=PASSWORD)

    assert set(refused.value.message_dict) == {"username"}
