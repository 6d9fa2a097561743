"""`manage.py embedded_db` as a person runs it: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from timeline.database.cluster import Cluster

Answer = subprocess.CompletedProcess[str]


def manage(folder: Path, *arguments: str, **variables: str) -> Answer:
    """Run a management command in a process whose data folder is `folder`."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "TIMELINE_DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_start_status_and_stop_say_what_happened(folder: Path) -> None:
    started = manage(folder, "embedded_db", "start")
    where = f"Process {Cluster(folder).running_pid()}, data in {folder}/postgres/data"
    again = manage(folder, "embedded_db", "start")
    status = manage(folder, "embedded_db", "status")
    stopped = manage(folder, "embedded_db", "stop")
    stopped_again = manage(folder, "embedded_db", "stop")

    assert started.stdout.startswith(f"Started. {where}")
    assert again.stdout.startswith(f"Already runs. {where}")
    assert status.stdout.startswith("Runs: PostgreSQL 18.")
    assert stopped.stdout == "Stopped.\n"
    assert stopped_again.stdout == "It was not running.\n"


def test_status_of_a_server_that_does_not_run_exits_3(folder: Path) -> None:
    status = manage(folder, "embedded_db", "status")

    assert (status.returncode, status.stdout) == (3, "")
    assert status.stderr == f"CommandError: Not running. Data folder: {folder}/postgres/data\n"


def test_psql_takes_arguments_of_its_own(folder: Path) -> None:
    shell = manage(folder, "embedded_db", "psql", "--", "-Atc", "SELECT current_database()")

    assert (shell.returncode, shell.stdout) == (0, "timeline\n")


def test_dump_and_restore_name_the_file(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.dump"
    manage(folder, "embedded_db", "psql", "--", "-c", "CREATE TABLE kept AS SELECT 7 AS number")

    dumped = manage(folder, "embedded_db", "dump", str(file))
    refused = manage(folder, "embedded_db", "restore", str(file))
    restored = manage(folder, "embedded_db", "restore", str(file), "--replace")

    assert dumped.stdout == f"Wrote {file}: {file.stat().st_size} bytes.\n"
    assert refused.returncode == 1
    assert refused.stderr.startswith("CommandError: The database holds tables; --replace")
    assert restored.stdout == f"Restored {file}.\n"


@pytest.mark.parametrize("arguments", [(), ("frob",), ("dump",)])
def test_wrong_words_get_one_clear_error(folder: Path, arguments: tuple[str, ...]) -> None:
    answer = manage(folder, "embedded_db", *arguments)

    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert "manage.py embedded_db" in answer.stderr


def test_help_shows_examples(folder: Path) -> None:
    answer = manage(folder, "embedded_db", "--help")

    assert answer.returncode == 0
    assert "  manage.py embedded_db dump backup.dump  " in answer.stdout


def test_fault_of_the_server_is_an_error_without_a_traceback(folder: Path, tmp_path: Path) -> None:
    answer = manage(folder, "embedded_db", "start", TIMELINE_PG_BIN=str(tmp_path))

    assert answer.returncode == 1
    assert answer.stderr == (
        f"CommandError: TIMELINE_PG_BIN is {tmp_path}, "
        "which has no initdb, pg_ctl and postgres in it.\n"
    )


def test_dbshell_finds_a_server_it_started(folder: Path) -> None:
    # Any command that asks the database starts it; dbshell alone only runs psql.
    manage(folder, "showmigrations", "contenttypes")

    answer = manage(folder, "dbshell", "--", "-Atc", "SELECT 7", PATH=_path_with_psql())

    assert (answer.returncode, answer.stdout) == (0, "7\n")


def test_database_that_does_not_answer_is_one_sentence() -> None:
    answer = manage(
        Path(settings.TIMELINE_DATA_DIR), "migrate", DATABASE_URL="postgresql://a@127.0.0.1:1/none"
    )

    assert answer.returncode == 1
    assert answer.stderr.startswith("manage.py: connection failed: ")
    assert "Traceback" not in answer.stderr


def _path_with_psql() -> str:
    programs = Cluster(Path(settings.TIMELINE_DATA_DIR)).programs
    return f"{programs}{os.pathsep}{os.environ['PATH']}"
