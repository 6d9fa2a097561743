"""Accounts: of people, and of services, which have no password."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from timeline.models import Account
from timeline.services.errors import Refused, refuse_when_read_only
from timeline.services.rows import add
from timeline.vocabulary.roles import EditingRole


@contextmanager
def at_the_server(why: str) -> Iterator[None]:
    """Frame what is done by whoever runs the server, who needs no account for it."""
    with transaction.atomic(), pghistory.context(why=why):
        yield


def make_account(name: str, *, role: EditingRole, password: str, email: str = "") -> Account:
    """Make the account of a person who may sign in. Raises Refused."""
    refuse_when_read_only()
    account = Account(username=name, role=role, email=email, is_staff=True)
    set_password(account, password)
    return add(account)


def set_password(account: Account, password: str) -> None:
    """Give it a password, which is not stored yet. Raises Refused."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused({"password": error.messages}) from error
    account.set_password(password)


@transaction.atomic
def service_account(name: str) -> Account:
    """The account under which a program of ours writes; nobody can sign in to it.

    Raises ReadOnly: it is asked for by what is about to write.
    """
    refuse_when_read_only()
    account, made = Account.objects.get_or_create(
        username=name,
        defaults={"role": EditingRole.PUBLISHER, "is_service": True, "is_staff": False},
    )
    if made:
        account.set_unusable_password()
        account.save()
    return account


def end_sessions(account: Account) -> None:
    """End every sign-in of the account, wherever it is; `account` is brought up to date."""
    Account.objects.filter(pk=account.pk).update(sessions_ended=F("sessions_ended") + 1)
    account.refresh_from_db(fields=["sessions_ended"])
