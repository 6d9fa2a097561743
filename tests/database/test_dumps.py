"""The database as a file, and back."""

from pathlib import Path

import psycopg
import pytest

from timeline.database.cluster import Cluster
from timeline.database.dumps import dump_database, restore_database
from timeline.database.errors import ServerUnusable

from .conftest import Asker


@pytest.fixture
def filled(cluster: Cluster, ask: Asker) -> Cluster:
    cluster.ensure_running()
    ask(cluster, "CREATE TABLE kept AS SELECT 'جلولاء' AS name")
    return cluster


def test_dump_and_restore_bring_every_row_back(filled: Cluster, ask: Asker, tmp_path: Path) -> None:
    file = tmp_path / "backup.dump"
    size = dump_database(filled, file)
    ask(filled, "UPDATE kept SET name = 'lost'")
    ask(filled, "CREATE TABLE later (id int)")

    restore_database(filled, file, replace=True)

    assert size == file.stat().st_size
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["backup.dump"]
    assert ask(filled, "SELECT name FROM kept") == [("جلولاء",)]
    assert ask(filled, "SELECT to_regclass('later')") == [(None,)]
    names = ask(filled, "SELECT datname FROM pg_database ORDER BY 1")
    assert names == [("postgres",), ("template0",), ("template1",), ("timeline",)]


def test_restore_into_an_empty_database_needs_no_replace(
    filled: Cluster, ask: Asker, tmp_path: Path
) -> None:
    dump_database(filled, tmp_path / "backup.dump")
    ask(filled, "DROP TABLE kept")

    restore_database(filled, tmp_path / "backup.dump")

    assert ask(filled, "SELECT name FROM kept") == [("جلولاء",)]


def test_restore_over_tables_is_refused_without_replace(
    filled: Cluster, ask: Asker, tmp_path: Path
) -> None:
    dump_database(filled, tmp_path / "backup.dump")
    ask(filled, "UPDATE kept SET name = 'newer'")

    with pytest.raises(ServerUnusable, match="The database holds tables; --replace"):
        restore_database(filled, tmp_path / "backup.dump")

    assert ask(filled, "SELECT name FROM kept") == [("newer",)]


@pytest.mark.parametrize("missing_bytes", [1, 8, 200, 1000])
def test_restore_of_a_file_cut_short_changes_nothing(
    filled: Cluster, ask: Asker, tmp_path: Path, missing_bytes: int
) -> None:
    file = tmp_path / "backup.dump"
    dump_database(filled, file)
    file.write_bytes(file.read_bytes()[:-missing_bytes])

    with pytest.raises(ServerUnusable, match="pg_restore failed: "):
        restore_database(filled, file, replace=True)

    assert ask(filled, "SELECT name FROM kept") == [("جلولاء",)]
    assert ask(filled, "SELECT 1 FROM pg_database WHERE datname = 'timeline_incoming'") == []


def test_restore_ends_the_sessions_of_others(filled: Cluster, ask: Asker, tmp_path: Path) -> None:
    file = tmp_path / "backup.dump"
    dump_database(filled, file)
    host = str(filled.socket_dir)
    with psycopg.connect(host=host, user="timeline", dbname="timeline") as other:
        other.execute("SELECT 1")

        restore_database(filled, file, replace=True)

        with pytest.raises(psycopg.OperationalError):
            other.execute("SELECT 1")
        other.close()
    assert ask(filled, "SELECT name FROM kept") == [("جلولاء",)]


def test_dump_into_a_folder_that_is_absent_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(ServerUnusable, match=r"The folder of .* does not exist"):
        dump_database(cluster, tmp_path / "absent" / "backup.dump")


def test_restore_from_a_file_that_is_absent_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(ServerUnusable, match="There is no file"):
        restore_database(cluster, tmp_path / "backup.dump")
