"""Accounts: of people, and of services, which have no password."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from timeline.models import Account
from timeline.vocabulary.roles import EditingRole

from .errors import Refused
from .rows import add


def make_account(name: str, *, role: EditingRole, password: str, email: str = "") -> Account:
    """Make the account of a person who may sign in to the admin. Raises Refused."""
    account = Account(username=name, role=role, email=email, is_staff=True)
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused({"password": error.messages}) from error
    account.set_password(password)
    return add(account)


@transaction.atomic
def service_account(name: str) -> Account:
    """The account under which a program of ours writes; nobody can sign in to it."""
    account, made = Account.objects.get_or_create(
        username=name,
        defaults={"role": EditingRole.PUBLISHER, "is_service": True, "is_staff": False},
    )
    if made:
        account.set_unusable_password()
        account.save()
    return account
