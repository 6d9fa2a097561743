"""Changing accounts: what an administrator does, and a lost password."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from timeline.models import Account
from timeline.services.errors import Refused
from timeline.services.rows import only, store
from timeline.services.writing import writing
from timeline.vocabulary.roles import EditingRole, Verb

from .accounts import end_sessions, set_password

FIELDS = ("role", "email", "public_name", "is_active", "password", "remove_factors")


def edit_account(account: Account, *, by: Account, reason: str, **fields: Any) -> None:
    """Change an account; `fields` are those of FIELDS, the password in clear. Raises Refused.

    `remove_factors` takes authenticator, passkeys and recovery codes away. The last
    administrator who can sign in stays one, so that nobody locks everybody out.
    """
    only(fields, FIELDS)
    with writing(by, Verb.ADMINISTER, reason):
        if account.is_service:
            raise Refused({"username": _("This is an account of a program.")})
        password = fields.pop("password", None)
        remove_factors = fields.pop("remove_factors", False)
        stored = Account.objects.select_for_update().get(pk=account.pk)
        for name, value in fields.items():
            setattr(stored, name, value)
        _keep_an_administrator(stored)
        if password is not None:
            set_password(stored, password)
        store(stored)
        if remove_factors:
            _remove_factors(stored)
        account.__dict__.update({k: v for k, v in stored.__dict__.items() if k != "_state"})


@transaction.atomic
def reset_password(name: str, *, password: str) -> None:
    """Give a person's account a new password, asked for at the server itself. Raises Refused."""
    account = _person(name)
    set_password(account, password)
    account.save(update_fields=["password"])


@transaction.atomic
def remove_factors(name: str) -> None:
    """Take a person's second factors away, asked for at the server itself. Raises Refused."""
    _remove_factors(_person(name))


def _person(name: str) -> Account:
    account = Account.objects.select_for_update().filter(username=name, is_service=False).first()
    if account is None:
        raise Refused(
            {"name": _("There is no account of a person called %(name)s.") % {"name": name}}
        )
    return account


def _remove_factors(account: Account) -> None:
    """Whoever has the lost telephone may be signed in with it: that ends as well."""
    account.authenticator_set.all().delete()  # type: ignore[attr-defined]  # allauth's relation
    end_sessions(account)


def _keep_an_administrator(account: Account) -> None:
    if account.role == EditingRole.ADMINISTRATOR and account.is_active:
        return
    others = Account.objects.filter(role=EditingRole.ADMINISTRATOR, is_active=True)
    was_one = others.filter(pk=account.pk).exists()
    if was_one and not others.exclude(pk=account.pk).exists():
        raise Refused({"role": _("This is the last administrator; name another one first.")})
