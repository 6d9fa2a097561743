"""`manage.py prepare`: everything between installed packages and a server that can start."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandParser
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from timeline.management.explained import ExplainedCommand

_EXAMPLES = """\
examples:
  manage.py prepare                  key, tables, static files, demo data
  manage.py prepare --no-seeds       for a site of one's own
"""


class Command(ExplainedCommand):
    """One process for what `make run` does first, so that a second start takes seconds."""

    help = "Make the secret key, the tables and the static files, and load the demo data."
    examples = _EXAMPLES
    # The database may have no tables yet, which checks of models can't know.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What may be left out."""
        parser.add_argument("--no-seeds", action="store_true", help="leave the demo data out")
        parser.add_argument("--no-static", action="store_true", help="leave static files alone")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is not done yet; each step is skipped when it has nothing to do."""
        make_secret_key(Path(settings.TIMELINE_DATA_DIR) / "secret_key")
        # Mail that is written to files holds links that let people in.
        (Path(settings.TIMELINE_DATA_DIR) / "mail").mkdir(mode=0o700, exist_ok=True)
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Making the tables …")
            call_command("migrate", interactive=False, verbosity=0)
        if not options["no_static"]:
            collect_changed_files(Path(settings.STATIC_ROOT))
        if not options["no_seeds"] and not settings.TIMELINE_READ_ONLY:
            call_command("load_seeds", stdout=self.stdout)


def make_secret_key(file: Path) -> None:
    """Write a new key, readable by its owner alone, unless there is one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as target:
        target.write(secrets.token_urlsafe(50) + "\n")
    try:
        # A link fails where a file is, so that of two starts at once one key wins.
        os.link(unfinished, file)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


def collect_changed_files(root: Path) -> bool:
    """Run collectstatic unless every file is as it was; True when it ran."""
    seal = root.with_name(f"{root.name}.sha256")
    now = _digest_of_static_files()
    if seal.is_file() and root.is_dir() and seal.read_text(encoding="ascii") == now:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    seal.write_text(now, encoding="ascii")
    return True


def _digest_of_static_files() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return digest.hexdigest()
