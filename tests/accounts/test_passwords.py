"""A lost password, a changed one, and ending the sign-ins that are elsewhere."""

import re

import pytest
import time_machine
from django.core import mail
from django.test import Client

from tests.factories import make_account
from timeline.models import Account

from .steps import PASSWORD, give_password, is_in

pytestmark = pytest.mark.django_db

NEW = "another long phrase"
ADDRESS = "eve@paper.example"


def asked_for_link(client: Client, email: str = ADDRESS) -> str:
    """The address in the e-mail that was sent, as its host sees it."""
    client.post("/accounts/password/reset/", {"email": email})
    (sent,) = mail.outbox
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", sent.body)
    assert found
    return found[1]


def test_password_is_reset_by_a_link_that_works_once(client: Client) -> None:
    make_account("editor", username="eve", email=ADDRESS)
    elsewhere = Client()
    give_password(elsewhere, "eve")
    link = asked_for_link(client)

    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    account = Account.objects.get(username="eve")
    assert account.check_password(NEW)
    assert not is_in(elsewhere)
    assert "no longer works" in Client().get(link, follow=True).text
    # The owner is told.
    assert [sent.to for sent in mail.outbox] == [[ADDRESS], [ADDRESS]]
    assert "password" in mail.outbox[1].subject.lower()


def test_reset_does_not_go_round_the_second_factor(client: Client) -> None:
    make_account("publisher", username="pia", email=ADDRESS)
    page = client.get(asked_for_link(client), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    answer = give_password(client, "pia", NEW)

    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_in(client)


def test_link_works_for_an_hour(client: Client) -> None:
    make_account("editor", username="eve", email=ADDRESS)
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        link = asked_for_link(client)
        clock.shift(3601)

        assert "no longer works" in client.get(link, follow=True).text


def test_strange_address_gets_the_same_answer_and_no_mail(client: Client) -> None:
    make_account("editor", username="eve", email=ADDRESS)

    answers = [
        client.post("/accounts/password/reset/", {"email": email}, follow=True).text
        for email in (ADDRESS, "adam@paper.example")
    ]

    assert answers[0] == answers[1]
    assert [sent.to for sent in mail.outbox] == [[ADDRESS]]


def test_closed_account_gets_no_link(client: Client) -> None:
    make_account("editor", username="eve", email=ADDRESS, is_active=False)

    client.post("/accounts/password/reset/", {"email": ADDRESS})

    assert mail.outbox == []


def test_no_mailbox_is_flooded_and_none_is_left_without_a_link(client: Client) -> None:
    make_account("editor", username="eve", email=ADDRESS)
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        for number in range(5):
            stranger = Client(REMOTE_ADDR=f"203.0.113.{number}")
            stranger.post("/accounts/password/reset/", {"email": ADDRESS})
            clock.shift(11 * 60)

        refused = client.post("/accounts/password/reset/", {"email": ADDRESS.upper()})

        assert refused.status_code == 429
        assert len(mail.outbox) == 5
        link = re.search(
            r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[4].body
        )
        assert link
        assert "Set a new password" in client.get(link[1], follow=True).text


def test_changed_password_ends_other_sign_ins(client: Client) -> None:
    make_account("editor", username="eve", email=ADDRESS)
    elsewhere = Client()
    give_password(elsewhere, "eve")
    give_password(client, "eve")

    client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert (is_in(client), is_in(elsewhere)) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "field"), [("wrong", NEW, "oldpassword"), (PASSWORD, "short", "password1")]
)
def test_bad_change_of_password_is_refused_at_the_field(
    client: Client, old: str, new: str, field: str
) -> None:
    client.force_login(make_account("editor", username="eve"))

    answer = client.post(
        "/accounts/password/change/", {"oldpassword": old, "password1": new, "password2": new}
    )

    assert field in answer.context["form"].errors
    assert Account.objects.get(username="eve").check_password(PASSWORD)


def test_all_other_sign_ins_end_at_once(client: Client) -> None:
    make_account("editor", username="eve")
    others = [Client(), Client()]
    for each in (client, *others):
        give_password(each, "eve")
    assert all(is_in(each) for each in others)

    answer = client.post("/accounts/sessions/end/", follow=True)

    assert "signed out everywhere else" in answer.text
    assert is_in(client)
    assert not any(is_in(each) for each in others)


def test_sign_ins_of_others_stay(client: Client) -> None:
    client.force_login(make_account("editor"))
    other = Client()
    other.force_login(make_account("editor"))

    client.post("/accounts/sessions/end/")

    assert is_in(other)
