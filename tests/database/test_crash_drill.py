"""A server that is killed while it is written to keeps all that it acknowledged."""

import os
import signal
import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from timeline.database.cluster import DATABASE, USER, Cluster

KILLS = 5


def write_until_it_breaks(cluster: Cluster, number: int, kept: list[int]) -> None:
    """Commit one number after the other; those that the server acknowledged are kept."""
    host = str(cluster.socket_dir)
    try:
        with psycopg.connect(host=host, user=USER, dbname=DATABASE, autocommit=True) as connection:
            while True:
                connection.execute("INSERT INTO written VALUES (%s)", [number])
                kept.append(number)
                number += 1
    except psycopg.OperationalError:
        return


@pytest.mark.drill
def test_server_killed_while_writing_keeps_what_it_acknowledged(
    cluster: Cluster, ask: Callable[..., Any], tell: Callable[[str], None]
) -> None:
    cluster.ensure_running()
    ask(cluster, "CREATE TABLE written (number integer PRIMARY KEY)")
    kept: list[int] = []
    for kill in range(KILLS):
        begun = len(kept)
        arguments = (cluster, kill * 1_000_000, kept)
        writer = threading.Thread(target=write_until_it_breaks, args=arguments)
        writer.start()
        while len(kept) < begun + 50:
            assert writer.is_alive()
        pid = cluster.running_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        writer.join()
        cluster.ensure_running()

    found = {number for (number,) in ask(cluster, "SELECT number FROM written")}
    assert set(kept) - found == set()
    # At each kill one row may have been written whose writer never heard so.
    assert len(found - set(kept)) <= KILLS
    tell(f"killed {KILLS} times while writing: {len(kept)} of {len(kept)} rows kept")
