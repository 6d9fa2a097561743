"""Looking at processes: is that really our server, and who still sits in its folder?"""

import subprocess
from itertools import pairwise
from pathlib import Path

_PROC = Path("/proc")


def is_server_of(pid: int, data_dir: Path) -> bool:
    """Whether `pid` is a live program of PostgreSQL whose command line names `data_dir`.

    A zombie, and another program that was given the number of a dead server, are not.
    """
    arguments = _command_line(pid)
    return any(pair == ("-D", str(data_dir)) for pair in pairwise(arguments))


def processes_inside(folder: Path) -> list[int]:
    """The processes that work in `folder` or name it: backends and programs without their parent.

    Empty where the system has no /proc; PostgreSQL's own shared memory check stands guard there.
    """
    return [pid for pid in _all_processes() if _works_in(pid, folder) or is_server_of(pid, folder)]


def servers_of_removed_folder(data_dir: Path) -> list[int]:
    """Live postmasters that name `data_dir` but work in a folder that is no longer there.

    Somebody removed the data folder under a running server. Such a server notices within a minute
    and, on its way out, takes away the socket of its successor. Empty where there is no /proc.
    """
    return [
        pid
        for pid in _all_processes()
        if is_server_of(pid, data_dir) and not _works_in(pid, data_dir)
    ]


def _all_processes() -> list[int]:
    if not _PROC.is_dir():
        return []
    return sorted(int(entry.name) for entry in _PROC.iterdir() if entry.name.isdecimal())


def _works_in(pid: int, folder: Path) -> bool:
    """Whether the current folder of `pid` is this very folder, not one that had its name."""
    try:
        current, named = (_PROC / str(pid) / "cwd").stat(), folder.stat()
    except OSError:
        return False
    return (current.st_dev, current.st_ino) == (named.st_dev, named.st_ino)


def _command_line(pid: int) -> list[str]:
    """The arguments of a live process; empty for a zombie or when there is none."""
    if not _PROC.is_dir():
        return _command_line_by_ps(pid)
    try:
        raw = (_PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return []
    # A zombie has an empty command line.
    return [part.decode("utf-8", "surrogateescape") for part in raw.split(b"\0")]


def _command_line_by_ps(pid: int) -> list[str]:
    answer = subprocess.run(
        ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    state, _, command = answer.stdout.strip().partition(" ")
    if not state or state.startswith("Z"):
        return []
    # ps does not tell where an argument ends: the folder runs up to the next flag.
    program, _, rest = command.partition(" -D ")
    return [program, "-D", rest.partition(" -c ")[0].strip()]
