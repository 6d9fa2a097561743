"""`manage.py embedded_db`: the embedded PostgreSQL server by hand."""

import os
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.db.utils import OperationalError

from timeline.database.cluster import Cluster
from timeline.database.dumps import connect, dump_database, restore_database
from timeline.database.promises import refuse_weak_server
from timeline.management.explained import ExplainedCommand

_EXAMPLES = """\
examples:
  manage.py embedded_db start                  start it (any command does so when it needs it)
  manage.py embedded_db status                 does it run, where, which version
  manage.py embedded_db psql -- -c '\\dt'       the PostgreSQL shell, with its own arguments
  manage.py embedded_db dump backup.dump       the whole database as one file
  manage.py embedded_db restore backup.dump --replace
  manage.py embedded_db stop
"""


class Command(ExplainedCommand):
    """Start, stop, look at, save and restore the server in TIMELINE_DATA_DIR."""

    help = "Start, stop, look at, save and restore the embedded PostgreSQL server."
    examples = _EXAMPLES
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One subcommand per verb."""
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("start", help="start the server, making it first if there is none")
        verbs.add_parser("stop", help="stop the server")
        verbs.add_parser("status", help="say whether it runs; exit 3 when it does not")
        shell = verbs.add_parser("psql", help="open the PostgreSQL shell")
        shell.add_argument("arguments", nargs="*", help="given to psql; put -- before options")
        verbs.add_parser("dump", help="write the database to FILE").add_argument("file", type=Path)
        restore = verbs.add_parser("restore", help="fill the database from FILE")
        restore.add_argument("file", type=Path)
        restore.add_argument("--replace", action="store_true", help="even if it holds tables")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the verb; every fault of the server is one clear error."""
        cluster = Cluster(settings.TIMELINE_DATA_DIR, settings.TIMELINE_PG_BIN)
        try:
            getattr(self, f"_{options['verb']}")(cluster, options)
        except (OperationalError, psycopg.Error, OSError) as error:
            raise CommandError(str(error).strip()) from error

    def _start(self, cluster: Cluster, options: dict[str, Any]) -> None:
        was_started = cluster.ensure_running()
        with connect(cluster) as connection:
            refuse_weak_server(connection)
        self.stdout.write(f"{'Started' if was_started else 'Already runs'}. {_where(cluster)}")

    def _stop(self, cluster: Cluster, options: dict[str, Any]) -> None:
        self.stdout.write("Stopped." if cluster.stop() else "It was not running.")

    def _status(self, cluster: Cluster, options: dict[str, Any]) -> None:
        if cluster.running_pid() is None:
            raise CommandError(f"Not running. Data folder: {cluster.data_dir}", returncode=3)
        with connect(cluster) as connection:
            refuse_weak_server(connection)
            version = connection.info.server_version
        self.stdout.write(
            f"Runs: PostgreSQL {version // 10000}.{version % 10000}. {_where(cluster)}"
        )

    def _psql(self, cluster: Cluster, options: dict[str, Any]) -> None:
        program = cluster.programs / "psql"
        if not program.is_file():
            raise CommandError(
                f"{program} does not exist: set TIMELINE_PG_BIN to a full PostgreSQL."
            )
        cluster.ensure_running()
        self.stdout.flush()
        os.execve(program, ["psql", *options["arguments"]], cluster.environment())

    def _dump(self, cluster: Cluster, options: dict[str, Any]) -> None:
        size = dump_database(cluster, options["file"])
        self.stdout.write(f"Wrote {options['file']}: {size} bytes.")

    def _restore(self, cluster: Cluster, options: dict[str, Any]) -> None:
        restore_database(cluster, options["file"], replace=options["replace"])
        self.stdout.write(f"Restored {options['file']}.")


def _where(cluster: Cluster) -> str:
    process = cluster.running_pid()
    return f"Process {process}, data in {cluster.data_dir}, socket in {cluster.socket_dir}"
