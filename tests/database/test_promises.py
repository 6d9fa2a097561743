"""Servers that would lose or garble what they acknowledged are refused."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest

from timeline.database.cluster import Cluster
from timeline.database.errors import ServerUnusable
from timeline.database.promises import refuse_weak_server

from .conftest import Asker

Connection = psycopg.Connection[Any]


@pytest.fixture
def connection(cluster: Cluster) -> Iterator[Connection]:
    cluster.ensure_running()
    with connect(cluster) as connection:
        yield connection


def connect(cluster: Cluster, name: str = "timeline") -> Connection:
    return psycopg.connect(host=str(cluster.socket_dir), user="timeline", dbname=name)


def test_our_own_server_is_accepted(connection: Connection) -> None:
    refuse_weak_server(connection)


def test_server_older_than_15_is_refused() -> None:
    old = cast("Connection", SimpleNamespace(info=SimpleNamespace(server_version=140012)))

    with pytest.raises(ServerUnusable, match=r"The server is PostgreSQL 14; .* 15 or newer"):
        refuse_weak_server(old)


def test_commits_that_are_not_flushed_are_refused(connection: Connection) -> None:
    connection.execute("SET synchronous_commit = off")

    with pytest.raises(ServerUnusable, match="synchronous_commit is off"):
        refuse_weak_server(connection)


def test_server_without_fsync_is_refused(
    cluster: Cluster, pg_ctl: Callable[..., None], ask: Asker
) -> None:
    cluster.ensure_running()
    socket = f"-c unix_socket_directories='{cluster.socket_dir}' -c listen_addresses=''"
    cluster.stop()
    options = f"{socket} -c fsync=off"
    pg_ctl("start", "-w", "-l", str(cluster.log_file), "-o", options)

    with connect(cluster) as connection, pytest.raises(ServerUnusable, match="fsync is off"):
        refuse_weak_server(connection)


def test_server_without_checksums_is_refused(cluster: Cluster, pg_ctl: Callable[..., None]) -> None:
    pg_ctl("--disable", program="pg_checksums")
    cluster.ensure_running()

    with connect(cluster) as connection, pytest.raises(ServerUnusable, match="checksums are off"):
        refuse_weak_server(connection)


def test_database_in_another_encoding_is_refused(cluster: Cluster, ask: Asker) -> None:
    cluster.ensure_running()
    ask(
        cluster,
        "CREATE DATABASE odd ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0",
    )

    with connect(cluster, "odd") as connection, pytest.raises(ServerUnusable, match="is LATIN1"):
        refuse_weak_server(connection)
