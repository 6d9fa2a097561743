"""`manage.py make_account`: an account for somebody who enters or edits."""

import argparse
import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from timeline.services.account_changes import reset_password
from timeline.services.accounts import make_account
from timeline.services.errors import Refused
from timeline.vocabulary.roles import EditingRole

_EXAMPLES = """\
examples:
  manage.py make_account ada --role publisher
  manage.py make_account ada --role editor --email ada@paper.example
  manage.py make_account ada --reset-password
  printf '%s' "$PASSWORD" | manage.py make_account ada --role contributor

The password is asked for twice, or read from standard input where that is no terminal.

roles:
"""
_ROLES = "\n".join(f"  {role.value:<15}{role.meaning}" for role in EditingRole)


class Command(BaseCommand):
    """Make the account of a person, or give it a new password."""

    help = "Make an account for somebody who signs in at /desk/, or give it a new password."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the line breaks of the examples."""
        text = {
            "epilog": _EXAMPLES + _ROLES,
            "formatter_class": argparse.RawDescriptionHelpFormatter,
        }
        return super().create_parser(prog_name, subcommand, **kwargs, **text)

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and what for."""
        parser.add_argument("name", help="the name to sign in with")
        parser.add_argument("--role", choices=EditingRole.values(), help="what the account may do")
        parser.add_argument("--email", default="", help="where to reach the person")
        parser.add_argument(
            "--reset-password", action="store_true", help="set a new password, change nothing else"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask for the password, then make or change the account."""
        name, role, reset = options["name"], options["role"], options["reset_password"]
        if reset and (role or options["email"]):
            raise CommandError("--reset-password goes with neither --role nor --email.")
        if not reset and not role:
            raise CommandError(f"--role is missing: one of {', '.join(EditingRole.values())}.")
        try:
            if reset:
                reset_password(name, password=_read_password())
                self.stdout.write(f"{name} has a new password.")
                return
            make_account(
                name, role=EditingRole(role), password=_read_password(), email=options["email"]
            )
        except Refused as refused:
            raise CommandError(_sentences(refused)) from refused
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
