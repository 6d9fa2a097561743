"""`manage.py import_places`: a gazetteer, or outlines of places."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from timeline.ingest.gazetteer.formats import FORMATS, UnusableFile
from timeline.ingest.gazetteer.loading import GazetteerReport, import_places, rejected_as_dicts
from timeline.management.explained import ExplainedCommand
from timeline.services.errors import Refused

_EXAMPLES = """\
examples:
  manage.py import_places --format whosonfirst wof_iq.csv
  manage.py import_places --format geonames cities500.csv --dry-run
  manage.py import_places --format geojson regions.geojson --json

docs/gazetteer.md describes the formats and by what a row finds its place. Running it again
writes only what changed. Rejected rows are told with line and column, the others go in.
Exit code 0, or 1 when rows were rejected, or 2 when the file is unusable and nothing was written.
"""
_SHOWN = 20


class Command(ExplainedCommand):
    """Bring places and their outlines in from a file."""

    help = "Bring in a gazetteer or outlines of places."
    examples = _EXAMPLES

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, how to read it and how to tell of it."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
        parser.add_argument(
            "--dry-run", action="store_true", help="write nothing, tell all the same"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, print, and say by the exit code whether all went in."""
        told = self.count_aloud("rows")
        try:
            report = import_places(
                options["format"], options["file"], dry_run=options["dry_run"], told=told
            )
        except UnusableFile as error:
            self.stderr.write(str(error))
            sys.exit(2)
        except Refused as error:
            self.stderr.write(f"{options['file'].name}: {'; '.join(error.messages)}")
            sys.exit(2)
        self._print(report, as_json=options["json"])
        if report.counts["rejected"]:
            sys.exit(1)

    def _print(self, report: GazetteerReport, *, as_json: bool) -> None:
        counts = report.as_dict()
        if as_json:
            told: dict[str, object] = {**counts, "rows_rejected": rejected_as_dicts(report)}
            self.stdout.write(json.dumps(told, ensure_ascii=True))
            return
        self.stdout.write("places: " + ", ".join(f"{n} {word}" for word, n in counts.items()))
        for row in report.rejected[:_SHOWN]:
            self.stderr.write(f"line {row.line}: {row.column}: {row.reason}")
        if (more := counts["rejected"] - _SHOWN) > 0:
            self.stderr.write(f"and {more} more rejected rows; --json lists up to 1000")
