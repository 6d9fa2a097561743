"""Rows that the services made once, put back for every test that wants them.

Making the cast takes some thirty service calls, each deriving what readers see; hundreds of tests
begin with it. A snapshot keeps the rows of all tables as COPY writes them, history and derived
tables included, and puts the very same rows back without asking the triggers again. It is kept
in a file for the other processes of a run, and for the next run of the same day and code.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from tests.digests import ROWS, digest_of, one_at_a_time

# Filled by migrations, in every test database alike.
_ALWAYS_THERE = ("django_migrations", "django_content_type", "auth_permission")


@dataclass(frozen=True)
class Snapshot[T]:
    """What `make` returned, the rows by table that it left behind, and the numbers it used up."""

    made: bytes
    rows: dict[str, bytes]
    numbers: dict[str, int]

    def put_back(self) -> T:
        """Write the rows into empty tables; a fresh copy of what the maker returned."""
        with transaction.atomic(), connection.cursor() as cursor:
            # The rows are consistent: neither foreign keys nor triggers need to be asked.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for columns, content in self.rows.items():
                with cursor.copy(f"COPY {columns} FROM STDIN") as copy:
                    copy.write(content)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        made: T = pickle.loads(self.made)  # noqa: S301 - our own bytes
        return made

    def use_up_numbers(self) -> None:
        """Let new rows be numbered after these, in a database that did not see them made."""
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT setval(quote_ident(name)::regclass, greatest(used, last_value))
                FROM unnest(%s::text[], %s::bigint[]) AS numbers (name, used)
                JOIN pg_sequences ON sequencename = name AND schemaname = 'public'
                """,
                [list(self.numbers), list(self.numbers.values())],
            )


def find_or_take_snapshot[T](folder: Path, name: str, make: Callable[[], T]) -> Snapshot[T]:
    """The snapshot in the file, or one that is taken now and kept there; older ones go.

    Rows tell of the day on which they were made, so that a day's snapshot is none for the next.
    """
    file = folder / f"{name}-{digest_of(ROWS, date.today().isoformat())}"  # noqa: DTZ011
    with one_at_a_time(folder / f"{name}.lock"):
        if not file.exists():
            for older in folder.glob(f"{name}-*"):
                older.unlink()
            unfinished = file.with_name(f"unfinished-{file.name}")
            unfinished.write_bytes(pickle.dumps(take_snapshot(make)))
            unfinished.rename(file)
    snapshot: Snapshot[T] = pickle.loads(file.read_bytes())  # noqa: S301 - our own bytes
    snapshot.use_up_numbers()
    return snapshot


def take_snapshot[T](make: Callable[[], T]) -> Snapshot[T]:
    """Let `make` write, keep what it wrote, and roll it back."""
    with transaction.atomic():
        made = make()
        with connection.cursor() as cursor:
            rows = {columns: _read(cursor, columns) for columns in _tables(cursor)}
            cursor.execute(
                "SELECT sequencename, last_value FROM pg_sequences"
                " WHERE schemaname = 'public' AND last_value IS NOT NULL"
            )
            numbers = dict(cursor.fetchall())
        transaction.set_rollback(True)
    return Snapshot(
        pickle.dumps(made), {table: content for table, content in rows.items() if content}, numbers
    )


def tables_are_empty() -> bool:
    """Whether nothing stands in the way of a snapshot: no account has written anything yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT FROM timeline_account)")
        return bool(cursor.fetchone()[0])


def _tables(cursor: Any) -> list[str]:
    """Every table of ours with the columns that can be written, as COPY names them."""
    cursor.execute(
        """
        SELECT format('%%I (%%s)', c.relname, string_agg(quote_ident(a.attname), ', '))
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
          AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
          AND NOT c.relname = ANY (%s)
        GROUP BY c.relname
        """,
        [list(_ALWAYS_THERE)],
    )
    return [row[0] for row in cursor.fetchall()]


def _read(cursor: Any, columns: str) -> bytes:
    with cursor.copy(f"COPY {columns} TO STDOUT") as copy:
        return b"".join(bytes(part) for part in copy)
