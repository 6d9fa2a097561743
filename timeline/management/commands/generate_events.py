"""`manage.py generate_events`: made-up events by the thousand, for trials and benchmarks."""

import argparse
import re
import sys
import time
from typing import Any

from django.core.management.base import CommandParser

from timeline.ingest.generated.making import generate_events
from timeline.management.explained import ExplainedCommand
from timeline.services.errors import Refused

_EXAMPLES = """\
examples:
  manage.py generate_events --count 20000 --seed 1
  TIMELINE_DATA_DIR=scratch manage.py generate_events --count 1000000 --seed 1

The same count and seed make the same data, told by the digest that is printed. Made-up rows are
called so, carry natural keys that begin with "generated:", and can't be deleted again: a database
that holds other rows is refused unless --alongside is given, and each seed can be used once.
"""
_LARGEST = 20_000_000


def whole_number(text: str) -> int:
    """A whole number in ASCII digits."""
    if not re.fullmatch(r"[0-9]{1,12}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"not a whole number: {text!a}")
    return int(text)


def count_of_events(text: str) -> int:
    """A number of events: 1 to 20 million."""
    count = whole_number(text)
    if not 1 <= count <= _LARGEST:
        raise argparse.ArgumentTypeError(f"not between 1 and {_LARGEST}: {count}")
    return count


class Command(ExplainedCommand):
    """Make published events with places, actors, documents and claims from a seed."""

    help = "Make up events, to try the site at any size."
    examples = _EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, from which seed, and whether beside rows that are not made up."""
        parser.add_argument("--count", required=True, type=count_of_events, metavar="N")
        parser.add_argument("--seed", required=True, type=whole_number, metavar="S")
        parser.add_argument(
            "--alongside", action="store_true", help="even where rows stand that were not made up"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and print how many there are of what, how fast, and the digest."""
        told = self.count_aloud("events")
        start = time.perf_counter()
        try:
            made = generate_events(
                options["count"], options["seed"], alongside=options["alongside"], told=told
            )
        except Refused as error:
            self.stderr.write("; ".join(error.messages))
            sys.exit(2)
        rate = made.events / (time.perf_counter() - start)
        self.stdout.write(
            f"{made.events} events, {made.claims} claims, {made.documents} documents; "
            f"{rate:.0f} events a second"
        )
        self.stdout.write(f"digest {made.digest}")
