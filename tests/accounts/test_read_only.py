"""TIMELINE_READ_ONLY: everything is read, nothing is written, people still get in."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from tests.admin.forms import errors_in, fill_in, sign_in
from tests.cast import Cast
from tests.factories import WHY, make_account, make_place
from timeline.models import Account, Place
from timeline.services.errors import ReadOnly
from timeline.services.nouns.invitations import invite
from timeline.vocabulary.roles import EditingRole

from .steps import give_password, is_in

pytestmark = pytest.mark.django_db

WORDS = "takes no changes at the moment"


def test_pages_are_read(client: Client, cast: Cast) -> None:
    with override_settings(TIMELINE_READ_ONLY=True):
        assert client.get(cast.relayed.get_absolute_url()).status_code == 200


def test_people_sign_in_and_read_what_is_not_public(client: Client, cast: Cast) -> None:
    make_account("editor", username="eve")
    with override_settings(TIMELINE_READ_ONLY=True):
        give_password(client, "eve")

        assert is_in(client)
        assert cast.draft.title in client.get("/desk/").text
        assert WORDS in client.get("/desk/").text


def test_form_is_refused_and_keeps_what_was_typed(client: Client) -> None:
    sign_in(client, make_account("publisher"))
    with override_settings(TIMELINE_READ_ONLY=True):
        answer = fill_in(client, "place/add/", name="Alta", kind="town", reason="seen on a map")

    assert WORDS in str(errors_in(answer)["__all__"])
    assert 'value="Alta"' in answer.text
    assert not Place.objects.exists()


def test_every_service_is_refused() -> None:
    """All go through one frame; these are one of each kind."""
    account = make_account("administrator")
    make_place(name="Alta")
    with override_settings(TIMELINE_READ_ONLY=True):
        for write in (
            lambda: make_place(name="Beska"),
            lambda: invite("a@b.example", role=EditingRole.EDITOR, by=account, reason=WHY),
        ):
            with pytest.raises(ReadOnly):
                write()


def test_commands_are_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    places = tmp_path / "places.csv"
    places.write_text("name,kind\nAlta,town\n")
    monkeypatch.setattr("sys.stdin", io.StringIO("a long enough phrase\n"))
    with override_settings(TIMELINE_READ_ONLY=True):
        with pytest.raises(CommandError, match=WORDS):
            call_command("make_account", "ada", "--role", "editor")
        with pytest.raises(CommandError, match=WORDS):
            call_command("load_seeds")
        with pytest.raises(SystemExit):
            call_command("import_places", places, format="csv", stderr=io.StringIO())

    assert not Account.objects.exists()


def test_own_password_can_be_changed(client: Client) -> None:
    """It protects the account, and says nothing of the world."""
    client.force_login(make_account("editor", username="eve"))
    new = "another long phrase"
    with override_settings(TIMELINE_READ_ONLY=True):
        client.post(
            "/accounts/password/change/",
            {"oldpassword": "correct horse", "password1": new, "password2": new},
        )

    assert Account.objects.get(username="eve").check_password(new)
