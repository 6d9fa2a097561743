"""`manage.py load_seeds`: the demo data, or any folder laid out like it."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from timeline.ingest.seeds.errors import SeedMistakes
from timeline.ingest.seeds.loading import load_seeds
from timeline.ingest.seeds.report import SeedReport, Verdict
from timeline.management.explained import ExplainedCommand
from timeline.services.errors import ReadOnly

_EXAMPLES = """\
examples:
  manage.py load_seeds               the demo data in seeds/
  manage.py load_seeds my-folder     another folder; seeds/README.md says how it is laid out

Running it again writes only what changed. Rows that a person edited last are kept, rows
that left the files stay; both are counted. With a mistake in the files nothing is written,
every mistake is told as file:line: field: reason, and the exit code is 2.
"""


class Command(ExplainedCommand):
    """Load seed files: all of them or, with a mistake, none."""

    help = "Load the demo data from seed files, or bring it up to them."
    examples = _EXAMPLES
    # They take longer than looking whether there is anything to load.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder."""
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=Path(settings.BASE_DIR) / "seeds",
            metavar="DIR",
            help="folder with the files (default: seeds)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and print what became of the rows of each noun."""
        try:
            report = load_seeds(options["folder"])
        except SeedMistakes as error:
            for mistake in error.mistakes:
                self.stderr.write(str(mistake))
            sys.exit(2)
        except ReadOnly as refused:
            raise CommandError("; ".join(refused.messages)) from refused
        self._print(report)

    def _print(self, report: SeedReport) -> None:
        if not report.loaded:
            self.stdout.write("The files are as they were at the last load; nothing to do.")
        for noun, counts in report.counts().items():
            told = ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
            self.stdout.write(f"{noun}: {told}")
        for row in report.named(Verdict.KEPT):
            self.stdout.write(f"kept, a person changed it last: {row.noun} {row.key}")
        for row in report.named(Verdict.GONE):
            self.stdout.write(f"gone from the files, still here: {row.noun} {row.key}")
