"""The whole database as one file, and back."""

import os
import subprocess
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from timeline.database.cluster import DATABASE, USER, Cluster
from timeline.database.errors import ServerUnusable

_INCOMING = f"{DATABASE}_incoming"
_FORMER = f"{DATABASE}_former"


def dump_database(cluster: Cluster, file: Path) -> int:
    """Write the database to `file` in pg_dump's custom format; the size in bytes.

    The file appears under its name only when it is complete, readable by its owner alone, since
    it holds what is not published.
    """
    if not file.parent.is_dir():
        raise ServerUnusable(f"The folder of {file} does not exist.")
    cluster.ensure_running()
    unfinished = file.with_name(file.name + ".part")
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        # By name: through a pipe the contents would be listed in a second place, and a file that
        # was cut short later would pass for a whole one.
        _run(cluster, ["pg_dump", "--format=custom", "--no-owner", f"--file={unfinished}"])
    except ServerUnusable:
        unfinished.unlink()
        raise
    with unfinished.open("rb") as written:
        os.fsync(written.fileno())
    unfinished.replace(file)
    return file.stat().st_size


def restore_database(cluster: Cluster, file: Path, *, replace: bool = False) -> None:
    """Fill the database from `file`, all of it or nothing.

    The rows are loaded into a database of their own, which then takes the name. A database that
    holds tables is kept untouched unless `replace` says so.
    """
    if not file.is_file():
        raise ServerUnusable(f"There is no file {file}.")
    cluster.ensure_running()
    if not replace and _has_tables(cluster):
        raise ServerUnusable("The database holds tables; --replace puts the file in their place.")
    with connect(cluster, "postgres") as connection:
        for name in (_INCOMING, _FORMER):
            connection.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
        connection.execute(_statement("CREATE DATABASE {} TEMPLATE template0", _INCOMING))
        options = ["--no-owner", "--exit-on-error", "--single-transaction", "-d", _INCOMING]
        try:
            _run(cluster, ["pg_restore", *options, str(file)])
        except ServerUnusable:
            connection.execute(_statement("DROP DATABASE {} WITH (FORCE)", _INCOMING))
            raise
        # Other sessions would keep the old database from being renamed; nobody may come back
        # between the two statements.
        connection.execute(_statement("ALTER DATABASE {} WITH ALLOW_CONNECTIONS false", DATABASE))
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
            [DATABASE],
        )
        connection.execute(_statement("ALTER DATABASE {} RENAME TO {}", DATABASE, _FORMER))
        connection.execute(_statement("ALTER DATABASE {} RENAME TO {}", _INCOMING, DATABASE))
        connection.execute(_statement("DROP DATABASE {} WITH (FORCE)", _FORMER))


def connect(cluster: Cluster, name: str = DATABASE) -> psycopg.Connection[tuple[object, ...]]:
    """A connection to our database for a question outside Django, one transaction a statement."""
    return psycopg.connect(host=str(cluster.socket_dir), user=USER, dbname=name, autocommit=True)


def _has_tables(cluster: Cluster) -> bool:
    with connect(cluster) as connection:
        query = "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')"
        row = connection.execute(query).fetchone()
    return row is not None and bool(row[0])


def _statement(words: LiteralString, *names: str) -> sql.Composed:
    return sql.SQL(words).format(*[sql.Identifier(name) for name in names])


def _run(cluster: Cluster, command: list[str]) -> None:
    program = cluster.programs / command[0]
    if not program.is_file():
        raise ServerUnusable(f"{program} does not exist: set TIMELINE_PG_BIN to a full PostgreSQL.")
    finished = subprocess.run(
        [str(program), *command[1:]],
        capture_output=True,
        env=cluster.environment(),
        check=False,
    )
    if finished.returncode != 0:
        said = finished.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ServerUnusable(f"{command[0]} failed: {' '.join(said[-3:])}")
