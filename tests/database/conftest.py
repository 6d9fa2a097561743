"""Real servers, each in a data folder of its own whose path is short enough for a socket."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from timeline.database.cluster import DATABASE, USER, Cluster
from timeline.database.identity import choose_identity

Asker = Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def pristine() -> Iterator[Path]:
    """A data folder whose cluster was made, started and stopped once; copied by `folder`."""
    path = Path(tempfile.mkdtemp(prefix="tl-"))
    cluster = Cluster(path)
    cluster.ensure_running()
    cluster.stop()
    yield path
    shutil.rmtree(path)


@pytest.fixture
def empty_folder() -> Iterator[Path]:
    """A data folder with nothing in it; its server is stopped after the test."""
    path = Path(tempfile.mkdtemp(prefix="tl-"))
    yield path
    Cluster(path).stop()
    shutil.rmtree(path)


@pytest.fixture
def folder(pristine: Path, empty_folder: Path) -> Path:
    """A data folder with a stopped cluster."""
    shutil.copytree(pristine / "postgres", empty_folder / "postgres", copy_function=shutil.copy2)
    return empty_folder


@pytest.fixture
def cluster(folder: Path) -> Cluster:
    """A stopped cluster, started by whoever needs it."""
    return Cluster(folder)


@pytest.fixture
def ask() -> Asker:
    """Ask a cluster a question in SQL; the rows."""

    def ask(cluster: Cluster, query: str, database: str = DATABASE) -> list[tuple[object, ...]]:
        host = str(cluster.socket_dir)
        with psycopg.connect(host=host, user=USER, dbname=database, autocommit=True) as connection:
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else []

    return ask


@pytest.fixture
def pg_ctl(cluster: Cluster) -> Callable[..., None]:
    """Run pg_ctl (or another program) on the cluster as the server's user."""

    def run(*arguments: str, program: str = "pg_ctl") -> None:
        command = ["-D", str(cluster.data_dir), *arguments]
        cluster._run(program, command, choose_identity(cluster.home))

    return run
