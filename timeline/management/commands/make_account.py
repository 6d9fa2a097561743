"""`manage.py make_account`: an account for somebody who enters or edits."""

import getpass
import sys
from typing import Any

from django.core.management.base import CommandError, CommandParser

from timeline.management.explained import ExplainedCommand
from timeline.services.errors import Refused
from timeline.services.nouns.account_changes import remove_factors, reset_password
from timeline.services.nouns.accounts import at_the_server, make_account
from timeline.vocabulary.roles import EditingRole

_EXAMPLES = """\
examples:
  manage.py make_account ada --role publisher
  manage.py make_account ada --role editor --email ada@paper.example
  manage.py make_account ada --reset-password
  manage.py make_account ada --remove-factors
  printf '%s' "$PASSWORD" | manage.py make_account ada --role contributor

The password is asked for twice, or read from standard input where that is no terminal.

roles:
"""
_ROLES = "\n".join(f"  {role.value:<15}{role.meaning}" for role in EditingRole)


class Command(ExplainedCommand):
    """Make the account of a person, or give it a new password."""

    help = "Make an account for somebody who signs in at /desk/, or give it a new password."
    examples = _EXAMPLES + _ROLES

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and what for."""
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--role", choices=EditingRole.values, help="what the account may do")
        parser.add_argument("--email", default="", help="where to reach the person")
        parser.add_argument(
            "--reset-password", action="store_true", help="set a new password, change nothing else"
        )
        parser.add_argument(
            "--remove-factors",
            action="store_true",
            help="take authenticator, passkeys and recovery codes away, change nothing else",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for the password, then make or change the account."""
        name, role = options["name"], options["role"]
        helping = options["reset_password"] or options["remove_factors"]
        if helping and (role or options["email"]):
            raise CommandError(
                "--reset-password and --remove-factors go with neither --role nor --email."
            )
        if not helping and not role:
            raise CommandError(f"--role is missing: one of {', '.join(EditingRole.values)}.")
        try:
            if helping:
                self._help(name, options)
            else:
                self._make(name, EditingRole(role), options["email"])
        except Refused as refused:
            raise CommandError(_sentences(refused)) from refused

    def _help(self, name: str, options: dict[str, Any]) -> None:
        if options["reset_password"]:
            reset_password(name, password=_read_password())
            self.stdout.write(f"{name} has a new password.")
        if options["remove_factors"]:
            remove_factors(name)
            self.stdout.write(f"{name} has no second factor.")

    def _make(self, name: str, role: EditingRole, email: str) -> None:
        with at_the_server("make_account"):
            make_account(name, role=role, password=_read_password(), email=email)
        self.stdout.write(f"{name} may sign in at /desk/ as {role}.")


def _read_password() -> str:
    """Twice from the terminal, or the first line of standard input."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.removesuffix("\n").removesuffix("\r")
    try:
        password = getpass.getpass("Password (at least 12 characters): ")
        again = getpass.getpass("Once more: ")
    except (EOFError, KeyboardInterrupt) as stop:
        raise CommandError("Nothing was changed.") from stop
    if password != again:
        raise CommandError("The two passwords are not the same; nothing was changed.")
    return password


def _sentences(refused: Refused) -> str:
    return "; ".join(
        f"{field}: {' '.join(messages)}" for field, messages in refused.message_dict.items()
    )
