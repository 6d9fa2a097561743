"""As whom the server runs. PostgreSQL refuses root, so these cases exist for root alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.database.cluster import Cluster
from timeline.database.errors import ServerUnusable
from timeline.database.identity import choose_identity

from .conftest import Asker

NOBODY = (65534, 65534)

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused by PostgreSQL")

# Where root may make no user namespace: a namespace of its own that holds all accounts and whose
# limit of further namespaces is 0. The parent writes the maps, which a program may not do itself.
_WITHOUT_NAMESPACES = """
import os, sys
ready, mapped = os.pipe(), os.pipe()
child = os.fork()
if child == 0:
    os.unshare(os.CLONE_NEWUSER)
    os.write(ready[1], b".")
    os.read(mapped[0], 1)
    os.setgid(0)
    os.setuid(0)
    open("/proc/sys/user/max_user_namespaces", "w").write("0")
    os.execv(sys.executable, [sys.executable, "-c", *sys.argv[1:]])
os.read(ready[0], 1)
for name in ("uid_map", "gid_map"):
    open(f"/proc/{child}/{name}", "w").write("0 0 65536")
os.write(mapped[1], b".")
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
_START = """
import sys
from pathlib import Path
from timeline.database.cluster import Cluster
from timeline.database.errors import ServerUnusable
cluster = Cluster(Path(sys.argv[1]))
try:
    print(cluster.ensure_running(), Path(f"/proc/{cluster.running_pid()}").stat().st_uid)
except ServerUnusable as error:
    print(error)
"""


def start_without_namespaces(folder: Path) -> str:
    """What a start says where user namespaces are denied."""
    command = [sys.executable, "-c", _WITHOUT_NAMESPACES, _START, str(folder)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert finished.stderr == ""
    return finished.stdout.strip()


def test_ordinary_user_needs_no_launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    identity = choose_identity(tmp_path)

    assert (identity.launcher, identity.owner) == ((), None)


@needs_root
def test_root_starts_the_server_without_changing_owners(cluster: Cluster, ask: Asker) -> None:
    cluster.ensure_running()

    assert ask(cluster, "SELECT 1") == [(1,)]
    owners = {path.stat().st_uid for path in cluster.home.rglob("*")}
    assert owners == {cluster.home.stat().st_uid}


@needs_root
def test_root_without_namespaces_starts_the_server_as_nobody(
    empty_folder: Path, ask: Asker
) -> None:
    empty_folder.chmod(0o755)

    answer = start_without_namespaces(empty_folder)

    cluster = Cluster(empty_folder)
    assert answer == f"True {NOBODY[0]}"
    assert ask(cluster, "SELECT 1") == [(1,)]
    assert (cluster.home.stat().st_uid, cluster.home.stat().st_gid) == NOBODY
    assert (empty_folder.stat().st_uid, empty_folder.stat().st_mode & 0o777) == (0, 0o755)


@needs_root
def test_folder_that_nobody_owns_stays_with_nobody(empty_folder: Path, ask: Asker) -> None:
    empty_folder.chmod(0o755)
    start_without_namespaces(empty_folder)
    cluster = Cluster(empty_folder)
    cluster.stop()

    cluster.ensure_running()

    assert choose_identity(cluster.home).owner == NOBODY
    assert ask(cluster, "SELECT 1") == [(1,)]


@needs_root
def test_root_without_namespaces_in_a_folder_nobody_may_enter_is_refused(
    empty_folder: Path,
) -> None:
    empty_folder.chmod(0o700)

    answer = start_without_namespaces(empty_folder)

    assert answer.startswith("PostgreSQL refuses to run as root, user namespaces are denied here")
    assert "DATABASE_URL" in answer
    assert empty_folder.stat().st_mode & 0o777 == 0o700
    assert not (empty_folder / "postgres" / "data").exists()


def test_refusal_is_an_operational_error() -> None:
    from django.db import OperationalError

    assert issubclass(ServerUnusable, OperationalError)
