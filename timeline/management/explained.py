"""What the commands that explain themselves by examples have in common."""

import argparse
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class ExplainedCommand(BaseCommand):
    """A command whose help ends with `examples`, line by line as they are written."""

    examples = ""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the line breaks of the examples."""
        as_written = argparse.RawDescriptionHelpFormatter
        kwargs |= {"epilog": self.examples, "formatter_class": as_written}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def count_aloud(self, noun: str) -> Callable[[int], None]:
        """Takes how many are done, and tells it in one line of a terminal; elsewhere nothing."""

        def tell(count: int) -> None:
            if self.stderr.isatty():
                self.stderr.write(f"\r{count} {noun}", ending="")
                self.stderr.flush()

        return tell
