"""The embedded PostgreSQL server of one data folder: made once, started when first needed.

Layout of the folder: `postgres/data` (the cluster), `postgres/server.log`, `postgres/lock`, and
`postgres/socket` unless that path is too long for a socket. The server listens on that socket
only, in a folder that nobody else can enter, and keeps running between commands.
"""

import fcntl
import hashlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from timeline.database.binaries import find_binaries, major_version
from timeline.database.errors import ServerUnusable
from timeline.database.identity import Identity, choose_identity
from timeline.database.processes import is_server_of, processes_inside, servers_of_removed_folder

USER = "timeline"
DATABASE = "timeline"

# A socket's address holds 104 to 108 bytes, of which its own name takes 15.
_LONGEST_SOCKET_FOLDER = 85
_START_SECONDS = 120
_LOG_BYTES = 10_000_000
# pg_ctl hands the path to a shell inside double quotes.
_UNSAFE_IN_PATHS = set('"$`\\') | {chr(code) for code in range(32)}

# For a small machine that also runs the site. Nothing here weakens what a commit promises.
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "128MB",
    "work_mem": "16MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class Cluster:
    """The server of one data folder. Cheap to make; nothing happens before a method is called."""

    def __init__(
        self, folder: Path, pg_bin: Path | None = None, *, orphan_seconds: float = 20
    ) -> None:
        """`folder` is TIMELINE_DATA_DIR; `pg_bin` is TIMELINE_PG_BIN, or None to search.

        `orphan_seconds` is how long a start waits for the backends of a killed server to end.
        """
        self.home = folder.resolve() / "postgres"
        self.data_dir = self.home / "data"
        self.log_file = self.home / "server.log"
        self._pg_bin = pg_bin
        self._orphan_seconds = orphan_seconds

    @property
    def socket_dir(self) -> Path:
        """The folder of the server's socket: the HOST of a connection."""
        inside = self.home / "socket"
        # libpq reads a comma in a host as the start of another host.
        if len(os.fsencode(inside)) <= _LONGEST_SOCKET_FOLDER and "," not in str(inside):
            return inside
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"timeline-{name}"

    @property
    def programs(self) -> Path:
        """The folder of the PostgreSQL programs."""
        return find_binaries(self._pg_bin)

    def running_pid(self) -> int | None:
        """The process id of the server when it runs and accepts connections, else None."""
        pid, is_ready = self._read_pid_file()
        return pid if pid is not None and is_ready and is_server_of(pid, self.data_dir) else None

    def ensure_running(self) -> bool:
        """Start the server unless it runs, making the cluster first; True when it was started.

        Any number of processes may call this at once; one of them starts the server.
        """
        if self.running_pid() is not None:
            return False
        with self._locked():
            pid, _ = self._read_pid_file()
            if pid is not None and is_server_of(pid, self.data_dir):
                # Somebody was killed while starting it; the server itself goes on.
                self._wait_until(lambda: self.running_pid() is not None, _START_SECONDS)
                return False
            identity = choose_identity(self.home)
            self._make_folders(identity)
            self._end_servers_of_removed_folder()
            self._make_cluster(identity)
            self._refuse_other_version()
            self._clear_leftovers()
            self._start(identity)
            return True

    def stop(self) -> bool:
        """End the server after its running transactions are rolled back; True when it ran."""
        if not self.home.is_dir():
            return False
        with self._locked():
            pid, _ = self._read_pid_file()
            if pid is None or not is_server_of(pid, self.data_dir):
                return False
            command = ["stop", "-D", str(self.data_dir), "-m", "fast", "-w", "-t", "120"]
            self._run("pg_ctl", command, choose_identity(self.home))
            # pg_ctl waits for the file that names the process, which goes a moment before it.
            self._wait_until(lambda: not is_server_of(pid, self.data_dir), self._orphan_seconds)
            return True

    def environment(self) -> dict[str, str]:
        """This process's environment, with the PG* variables that name this server alone."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {**kept, "PGHOST": str(self.socket_dir), "PGUSER": USER, "PGDATABASE": DATABASE}

    # --- The steps of a start, in order -----------------------------------------------------

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise ServerUnusable(
                f"The data folder can't be used: {error}. Set TIMELINE_DATA_DIR to a folder you "
                "may write to, or DATABASE_URL to a server."
            ) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _make_folders(self, identity: Identity) -> None:
        unsafe = _UNSAFE_IN_PATHS & set(str(self.home) + str(self.socket_dir))
        if unsafe:
            shown = " ".join(sorted(repr(character) for character in unsafe))
            raise ServerUnusable(f"TIMELINE_DATA_DIR holds characters pg_ctl can't take: {shown}")
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        if identity.owner is not None:
            for folder in (self.home, self.socket_dir):
                os.chown(folder, *identity.owner)
        found = self.socket_dir.lstat()
        owner = identity.owner[0] if identity.owner else os.geteuid()
        if self.socket_dir.is_symlink() or found.st_uid != owner or found.st_mode & 0o077:
            raise ServerUnusable(
                f"{self.socket_dir} must be a folder of yours that nobody else can enter "
                "(mode 0700): remove it."
            )

    def _make_cluster(self, identity: Identity) -> None:
        if (self.data_dir / "PG_VERSION").is_file():
            return
        unfinished = self.home / "data.init"
        if unfinished.exists():
            # Whoever made it was killed; its programs may go on for a moment, and write.
            self._wait_for_those_inside(unfinished, _START_SECONDS)
            shutil.rmtree(unfinished)
        if major_version(self.programs) >= 17:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        else:
            locale = ["--locale=C.UTF-8"]
        folder = ["-D", str(unfinished)]
        words = ["--encoding=UTF8", *locale, "-A", "trust", "-U", USER, "--data-checksums"]
        self._run("initdb", [*folder, *words], identity)
        # Before the rename, so that a cluster without its database is never seen.
        self._run(
            "postgres", ["--single", *folder, "postgres"], identity, f"CREATE DATABASE {DATABASE}\n"
        )
        unfinished.rename(self.data_dir)
        handle = os.open(self.home, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    def _refuse_other_version(self) -> None:
        made_by = (self.data_dir / "PG_VERSION").read_text(encoding="ascii").strip()
        ours = major_version(self.programs)
        if made_by == str(ours):
            return
        raise ServerUnusable(
            f"{self.data_dir} was made by PostgreSQL {made_by}, but {self.programs} is "
            f"PostgreSQL {ours}: set TIMELINE_PG_BIN to the programs of {made_by}, run "
            "`manage.py embedded_db dump FILE` and `stop`, move the folder away, unset "
            "TIMELINE_PG_BIN, and run `manage.py embedded_db restore FILE`."
        )

    def _end_servers_of_removed_folder(self) -> None:
        """End a server whose folder was deleted: it has nothing left to save, but our socket."""
        for pid in servers_of_removed_folder(self.data_dir):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT)
        self._wait_until(lambda: not servers_of_removed_folder(self.data_dir), self._orphan_seconds)

    def _clear_leftovers(self) -> None:
        """Remove the traces of a killed server, once none of its backends is left."""
        self._wait_for_those_inside(self.data_dir, self._orphan_seconds)
        (self.data_dir / "postmaster.pid").unlink(missing_ok=True)
        for leftover in self.socket_dir.glob(".s.PGSQL.*"):
            leftover.unlink(missing_ok=True)

    def _start(self, identity: Identity) -> None:
        if self.log_file.exists() and self.log_file.stat().st_size > _LOG_BYTES:
            self.log_file.replace(self.log_file.with_suffix(".log.1"))
        settings = {**_SETTINGS, "unix_socket_directories": f'"{self.socket_dir}"'}
        options = " ".join(shlex.quote(f"--{name}={value}") for name, value in settings.items())
        command = ["start", "-D", str(self.data_dir), "-l", str(self.log_file), "-w"]
        self._run("pg_ctl", [*command, "-t", str(_START_SECONDS), "-o", options], identity)

    # --- Tools of the steps -----------------------------------------------------------------

    def _wait_for_those_inside(self, folder: Path, seconds: float) -> None:
        if not self._wait_until(lambda: not processes_inside(folder), seconds):
            pids = ", ".join(str(pid) for pid in processes_inside(folder))
            raise ServerUnusable(
                f"The server was killed, but processes still work in {folder}: {pids}. "
                "End them and try again."
            )

    def _read_pid_file(self) -> tuple[int | None, bool]:
        """The pid in postmaster.pid and whether it says that connections are accepted."""
        try:
            text = (self.data_dir / "postmaster.pid").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None, False
        lines = text.splitlines()
        if not lines or not (lines[0].isascii() and lines[0].isdecimal()):
            return None, False
        return int(lines[0]), len(lines) > 7 and lines[7].strip() == "ready"

    def _run(self, program: str, arguments: list[str], identity: Identity, words: str = "") -> None:
        finished = subprocess.run(
            [*identity.launcher, str(self.programs / program), *arguments],
            input=words,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**self.environment(), "LC_ALL": "C"},
            cwd=self.home,
            start_new_session=True,
            check=False,
        )
        if finished.returncode != 0:
            raise ServerUnusable(
                f"{program} failed (exit {finished.returncode}): {_tail(finished.stdout)}\n"
                f"End of {self.log_file}:\n{self._log_tail()}"
            )

    def _log_tail(self) -> str:
        try:
            return _tail(self.log_file.read_text(encoding="utf-8", errors="replace"))
        except OSError:
            return "(no log yet)"

    def _wait_until(self, is_done: Callable[[], bool], seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        pause = threading.Event()
        while not is_done():
            if time.monotonic() > deadline:
                return False
            pause.wait(0.02)
        return True


def _tail(text: str) -> str:
    return "\n".join(text.strip().splitlines()[-12:])
