"""The databases of a run: clones of one template that was migrated once.

Migrating takes longer than the tests of a whole room. The template is kept on the server under
the digest of all that its tables depend on, and each process of each run gets a clone under a
name of its own, so that two runs at once do not meet.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.digests import TABLES, digest_of

# Any number that nothing else on the server uses: one process at a time makes databases.
_LOCK = 7_401_220_118
_PARTS = ("USER", "PASSWORD", "HOST", "PORT")


@dataclass(frozen=True)
class Template:
    """A database that is filled once and copied, and what its copies are called."""

    digest: str
    fill: Callable[[], None]
    prefix: str = "test_"

    @property
    def name(self) -> str:
        return f"{self.prefix}template_{self.digest}"

    @contextmanager
    def clone(self) -> Iterator[str]:
        """Make a copy, the template before it where there is none, and drop the copy at the end.

        Other templates and the copies of processes that ended go first.
        """
        name = f"{self.prefix}run_{secrets.token_hex(4)}"
        with connection._nodb_cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")
            # This connection stays: by it others know that the copy is in use.
            cursor.execute("SELECT set_config('application_name', %s, false)", [name])
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            self._drop_what_is_left_over(cursor)
            if not self._is_ready(cursor):
                self._make(cursor)
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {self.name}")
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
            try:
                yield name
            finally:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _is_ready(self, cursor: Any) -> bool:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s AND datistemplate", [self.name])
        return cursor.fetchone() is not None

    def _make(self, cursor: Any) -> None:
        cursor.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {self.name}")
        with pointed_at(self.name):
            self.fill()
        # The mark comes last: what is not marked was not finished.
        cursor.execute(f"ALTER DATABASE {self.name} IS_TEMPLATE true")

    def _drop_what_is_left_over(self, cursor: Any) -> None:
        cursor.execute(
            "SELECT datname, datistemplate FROM pg_database d"
            " WHERE starts_with(datname, %s) AND datname <> %s OR starts_with(datname, %s)"
            " AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = d.datname)",
            [f"{self.prefix}template_", self.name, f"{self.prefix}run_"],
        )
        for name, is_template in cursor.fetchall():
            if is_template:
                cursor.execute(f"ALTER DATABASE {name} IS_TEMPLATE false")
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Let Django's connection lead to this database of the same server."""
    before = connection.settings_dict["NAME"]
    _point_at(name)
    try:
        yield
    finally:
        _point_at(before)


def _point_at(name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name


def address_of(name: str) -> str:
    """DATABASE_URL of a database of this server, for a process that is started."""
    found = {part: str(connection.settings_dict[part] or "") for part in _PARTS}
    user, password, host, port = (quote(found[part], safe="") for part in _PARTS)
    # A folder with a socket is no host name: it goes with the options.
    place, options = ("", f"?host={host}") if found["HOST"].startswith("/") else (host, "")
    return f"postgresql://{user}:{password}@{place}{f':{port}' if port else ''}/{name}{options}"


def migrated() -> Template:
    """The template with the tables of this checkout and no rows of ours."""
    return Template(
        digest_of(TABLES), lambda: call_command("migrate", interactive=False, verbosity=0)
    )
