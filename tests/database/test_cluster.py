"""The embedded server's life: made, started, found, killed, started again, stopped."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from timeline.database.cluster import Cluster
from timeline.database.errors import ServerUnusable
from timeline.database.processes import is_server_of, processes_inside

from .conftest import Asker

_START = """
import sys
from pathlib import Path
from timeline.database.cluster import Cluster
cluster = Cluster(Path(sys.argv[1]))
print(cluster.ensure_running(), cluster.running_pid())
"""


def start_elsewhere(folder: Path) -> subprocess.Popen[str]:
    """Start the cluster of `folder` from another process."""
    return subprocess.Popen(
        [sys.executable, "-c", _START, str(folder)], stdout=subprocess.PIPE, text=True
    )


def wait_until(is_done: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not is_done():
        assert time.monotonic() < deadline, "it did not happen in time"


def kill_server(cluster: Cluster) -> int:
    """Kill -9 the postmaster; its pid."""
    pid = cluster.running_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not is_server_of(pid, cluster.data_dir))
    return pid


def write_pid_file(cluster: Cluster, pid: int) -> None:
    """A postmaster.pid as a ready server writes it, but with `pid`."""
    lines = [str(pid), str(cluster.data_dir), "0", "5432", str(cluster.socket_dir), "", "0 0"]
    text = "\n".join([*lines, "ready   ", ""])
    (cluster.data_dir / "postmaster.pid").write_text(text, encoding="ascii")


def test_cluster_is_made_and_started_when_first_needed(empty_folder: Path, ask: Asker) -> None:
    cluster = Cluster(empty_folder)

    was_started = cluster.ensure_running()

    assert was_started is True
    row = ask(
        cluster,
        "SELECT current_setting('server_encoding'), datlocprovider::text, datlocale"
        " FROM pg_database WHERE datname = 'timeline'",
    )
    assert row == [("UTF8", "b", "C.UTF-8")]
    for name, value in {
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "data_checksums": "on",
        "listen_addresses": "",
    }.items():
        assert (name, ask(cluster, f"SHOW {name}")) == (name, [(value,)])
    assert cluster.socket_dir.stat().st_mode & 0o777 == 0o700
    assert cluster.home.stat().st_mode & 0o777 == 0o700


def test_cluster_that_runs_is_left_alone(cluster: Cluster) -> None:
    cluster.ensure_running()
    pid = cluster.running_pid()

    was_started = cluster.ensure_running()

    assert was_started is False
    assert cluster.running_pid() == pid


def test_server_outlives_the_process_that_started_it(folder: Path, ask: Asker) -> None:
    starter = start_elsewhere(folder)
    answer, _ = starter.communicate(timeout=60)

    cluster = Cluster(folder)

    assert answer.split() == ["True", str(cluster.running_pid())]
    assert ask(cluster, "SELECT 1") == [(1,)]


def test_eight_processes_at_once_make_one_server(empty_folder: Path) -> None:
    starters = [start_elsewhere(empty_folder) for _ in range(8)]

    answers = [starter.communicate(timeout=120)[0].split() for starter in starters]

    assert sorted(answer[0] for answer in answers) == ["False"] * 7 + ["True"]
    assert {answer[1] for answer in answers} == {str(Cluster(empty_folder).running_pid())}


def test_killed_initdb_never_looks_finished(empty_folder: Path, ask: Asker) -> None:
    cluster = Cluster(empty_folder)
    starter = start_elsewhere(empty_folder)
    unfinished = cluster.home / "data.init"
    wait_until((unfinished / "base").is_dir)
    starter.kill()
    starter.wait()
    starter.stdout.close()
    for pid in _processes_naming(str(unfinished)):
        os.kill(pid, signal.SIGKILL)
    assert not cluster.data_dir.exists()

    cluster.ensure_running()

    assert not unfinished.exists()
    assert ask(cluster, "SELECT datname FROM pg_database WHERE datname = 'timeline'") == [
        ("timeline",)
    ]


def test_initdb_that_goes_on_is_waited_for(empty_folder: Path, ask: Asker) -> None:
    cluster = Cluster(empty_folder)
    starter = start_elsewhere(empty_folder)
    unfinished = cluster.home / "data.init"
    wait_until((unfinished / "base").is_dir)
    starter.kill()
    starter.wait()
    starter.stdout.close()
    assert processes_inside(unfinished) != []

    cluster.ensure_running()

    assert ask(cluster, "SELECT 1") == [(1,)]


def _processes_naming(word: str) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            arguments = entry.read_bytes()
        except OSError:
            continue
        if word.encode() in arguments:
            found.append(int(entry.parent.name))
    return found


def test_kill_9_loses_nothing_that_was_committed(cluster: Cluster, ask: Asker) -> None:
    cluster.ensure_running()
    ask(cluster, "CREATE TABLE kept AS SELECT 7 AS number")
    killed = kill_server(cluster)
    assert cluster.running_pid() is None
    assert (cluster.data_dir / "postmaster.pid").exists()

    was_started = cluster.ensure_running()

    assert was_started is True
    assert cluster.running_pid() != killed
    assert ask(cluster, "SELECT number FROM kept") == [(7,)]


def test_pid_that_belongs_to_another_program_is_not_our_server(
    cluster: Cluster, ask: Asker
) -> None:
    cluster.ensure_running()
    kill_server(cluster)
    write_pid_file(cluster, os.getpid())
    assert cluster.running_pid() is None

    was_started = cluster.ensure_running()

    assert was_started is True
    assert ask(cluster, "SELECT 1") == [(1,)]


def test_zombie_is_not_our_server(cluster: Cluster) -> None:
    script = "import sys; sys.stdin.read()"
    command = [sys.executable, "-c", script, "-D", str(cluster.data_dir)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE)
    write_pid_file(cluster, child.pid)
    # The control: as long as it lives, this process can't be told from a server.
    wait_until(lambda: cluster.running_pid() == child.pid)
    child.stdin.close()
    wait_until(lambda: Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2][1] == "Z")
    assert cluster.running_pid() is None

    was_started = cluster.ensure_running()

    assert was_started is True
    assert cluster.running_pid() != child.pid
    child.wait()


def test_start_waits_for_the_backends_of_a_killed_server(cluster: Cluster, ask: Asker) -> None:
    cluster.ensure_running()
    orphan = _stopped_backend(cluster)
    kill_server(cluster)
    release = threading.Timer(0.3, os.kill, (orphan, signal.SIGCONT))
    release.start()

    was_started = cluster.ensure_running()

    release.join()
    assert was_started is True
    assert ask(cluster, "SELECT 1") == [(1,)]


def test_start_names_the_backends_that_do_not_end(folder: Path) -> None:
    cluster = Cluster(folder, orphan_seconds=0.2)
    cluster.ensure_running()
    orphan = _stopped_backend(cluster)
    kill_server(cluster)

    with pytest.raises(ServerUnusable, match=f"processes still work in .*: {orphan}\\."):
        cluster.ensure_running()

    assert (cluster.data_dir / "postmaster.pid").exists()
    os.kill(orphan, signal.SIGCONT)


def _stopped_backend(cluster: Cluster) -> int:
    """A backend that can't notice the death of its postmaster; its pid."""
    connection = psycopg.connect(
        host=str(cluster.socket_dir), user="timeline", dbname="timeline", autocommit=True
    )
    pid = connection.info.backend_pid
    os.kill(pid, signal.SIGSTOP)
    connection.close()
    return pid


def test_server_whose_folder_was_removed_is_ended_before_its_successor_starts(
    cluster: Cluster, ask: Asker
) -> None:
    cluster.ensure_running()
    former = cluster.running_pid()
    assert former is not None
    shutil.rmtree(cluster.home)

    was_started = cluster.ensure_running()

    # Left alone, the former would notice within a minute and take the new socket with it.
    assert was_started is True
    assert not is_server_of(former, cluster.data_dir)
    assert ask(cluster, "SELECT 1") == [(1,)]


def test_server_of_another_folder_is_left_alone(cluster: Cluster, ask: Asker) -> None:
    other = Cluster(cluster.home.parent / "other")
    other.ensure_running()

    cluster.ensure_running()

    assert ask(other, "SELECT 1") == [(1,)]
    other.stop()


def test_start_that_was_cut_short_is_waited_for(cluster: Cluster) -> None:
    cluster.ensure_running()
    pid = cluster.running_pid()
    pid_file = cluster.data_dir / "postmaster.pid"
    ready = pid_file.read_text()
    pid_file.write_text(ready.replace("ready   ", "starting"))
    assert cluster.running_pid() is None
    finish = threading.Timer(0.2, pid_file.write_text, (ready,))
    finish.start()

    was_started = cluster.ensure_running()

    finish.join()
    assert was_started is False
    assert cluster.running_pid() == pid


def test_cluster_of_another_version_is_refused_with_a_recipe(cluster: Cluster) -> None:
    (cluster.data_dir / "PG_VERSION").write_text("12\n")

    with pytest.raises(ServerUnusable) as caught:
        cluster.ensure_running()

    sentence = str(caught.value)
    assert sentence.startswith(f"{cluster.data_dir} was made by PostgreSQL 12, but ")
    assert "embedded_db dump FILE" in sentence
    assert "\n" not in sentence
    (cluster.data_dir / "PG_VERSION").write_text("18\n")


def test_start_that_fails_shows_the_end_of_the_log(cluster: Cluster) -> None:
    with (cluster.data_dir / "postgresql.auto.conf").open("a") as file:
        file.write("no_such_setting = 1\n")

    with pytest.raises(ServerUnusable, match='unrecognized configuration parameter "no_such_'):
        cluster.ensure_running()


def test_fsync_switched_off_in_the_cluster_is_on_again_after_a_start(
    cluster: Cluster, ask: Asker
) -> None:
    cluster.ensure_running()
    ask(cluster, "ALTER SYSTEM SET fsync = off")
    ask(cluster, "ALTER SYSTEM SET synchronous_commit = off")
    cluster.stop()

    cluster.ensure_running()

    assert ask(cluster, "SHOW fsync") == [("on",)]
    assert ask(cluster, "SHOW synchronous_commit") == [("on",)]


def test_stop_ends_the_server_and_says_whether_it_ran(cluster: Cluster) -> None:
    cluster.ensure_running()
    pid = cluster.running_pid()

    assert cluster.stop() is True

    assert cluster.running_pid() is None
    assert not is_server_of(pid, cluster.data_dir)
    assert cluster.stop() is False


def test_stop_makes_nothing_where_there_is_nothing(tmp_path: Path) -> None:
    assert Cluster(tmp_path / "absent").stop() is False

    assert not (tmp_path / "absent").exists()


def test_long_path_gets_a_short_folder_for_its_socket(empty_folder: Path, ask: Asker) -> None:
    cluster = Cluster(empty_folder / ("long" * 25))

    cluster.ensure_running()

    assert cluster.socket_dir.parent == Path(tempfile.gettempdir())
    assert cluster.socket_dir.stat().st_mode & 0o777 == 0o700
    assert ask(cluster, "SELECT 1") == [(1,)]
    cluster.stop()
    cluster.socket_dir.rmdir()


def test_folder_for_the_socket_that_others_may_enter_is_refused(cluster: Cluster) -> None:
    cluster.socket_dir.mkdir(exist_ok=True)
    cluster.socket_dir.chmod(0o755)

    with pytest.raises(ServerUnusable, match="nobody else can enter"):
        cluster.ensure_running()


def test_folder_for_the_socket_that_is_a_link_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    if cluster.socket_dir.exists():
        cluster.socket_dir.rmdir()
    tmp_path.chmod(0o700)
    cluster.socket_dir.symlink_to(tmp_path)

    with pytest.raises(ServerUnusable, match="nobody else can enter"):
        cluster.ensure_running()


def test_path_with_spaces_commas_and_arabic_letters_works(empty_folder: Path, ask: Asker) -> None:
    cluster = Cluster(empty_folder / "my data, بيانات")

    cluster.ensure_running()

    assert cluster.socket_dir.parent == Path(tempfile.gettempdir())
    assert ask(cluster, "SELECT 1") == [(1,)]
    cluster.stop()
    cluster.socket_dir.rmdir()


def test_path_that_a_shell_would_read_is_refused(empty_folder: Path) -> None:
    with pytest.raises(ServerUnusable, match=r"characters pg_ctl can't take: '\$'"):
        Cluster(empty_folder / "$(id)").ensure_running()


def test_data_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    with pytest.raises(ServerUnusable, match="The data folder can't be used: "):
        Cluster(file).ensure_running()


def test_log_that_has_grown_is_put_aside(cluster: Cluster) -> None:
    cluster.log_file.write_bytes(b"x" * 10_000_001)

    cluster.ensure_running()

    assert cluster.log_file.stat().st_size < 10_000_000
    assert cluster.log_file.with_suffix(".log.1").stat().st_size == 10_000_001


def test_environment_names_this_server_alone(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("PGSERVICE", "elsewhere")

    found = {name: value for name, value in cluster.environment().items() if name[:2] == "PG"}

    assert found == {
        "PGHOST": str(cluster.socket_dir),
        "PGUSER": "timeline",
        "PGDATABASE": "timeline",
    }
