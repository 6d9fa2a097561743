"""What a PostgreSQL server must promise before we write to it."""

from typing import Any

import psycopg

from timeline.database.errors import ServerUnusable

OLDEST_MAJOR = 15
_SETTINGS = ("server_encoding", "fsync", "synchronous_commit", "data_checksums")


def refuse_weak_server(connection: psycopg.Connection[Any]) -> None:
    """Raise ServerUnusable unless the server is new enough and keeps what it acknowledges."""
    major = connection.info.server_version // 10000
    if major < OLDEST_MAJOR:
        raise ServerUnusable(
            f"The server is PostgreSQL {major}; Sourced Timeline needs {OLDEST_MAJOR} or newer. "
            "See DATABASE_URL in docs/configuration.md."
        )
    query = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)"
    found = dict(connection.execute(query, [list(_SETTINGS)]).fetchall())
    encoding = found["server_encoding"]
    faults = []
    if encoding != "UTF8":
        faults.append(f"its encoding is {encoding} (make the database with ENCODING 'UTF8')")
    if found["fsync"] != "on":
        faults.append("fsync is off (a power cut would lose or garble what was saved)")
    if found["synchronous_commit"] == "off":
        faults.append("synchronous_commit is off (a crash would lose acknowledged edits)")
    if found["data_checksums"] != "on":
        faults.append("data checksums are off (stop it and run pg_checksums --enable)")
    if faults:
        raise ServerUnusable(f"The PostgreSQL server is not safe to use: {'; '.join(faults)}.")
