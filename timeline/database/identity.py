"""As whom the PostgreSQL programs run: they refuse to run as root."""

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from timeline.database.errors import ServerUnusable

# A separate small process, because preexec_fn is not safe in a program with threads and a user
# namespace may only be entered by a process that has one thread.
_LAUNCHER = """
import os, sys
how, program = sys.argv[1], sys.argv[2]
if how == "namespace":
    os.unshare(os.CLONE_NEWUSER)
else:
    user, group = (int(part) for part in how.split(":"))
    os.setgroups([])
    os.setgid(group)
    os.setuid(user)
os.execv(program, sys.argv[2:])
"""


@dataclass(frozen=True)
class Identity:
    """How to start a program so that PostgreSQL accepts to run.

    `launcher` is put before the command. `owner` is (user, group) of the files, or None when
    they belong to whoever runs this process.
    """

    launcher: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None


def choose_identity(folder: Path) -> Identity:
    """The identity for a server whose files live in `folder`, which exists.

    Not root: nothing to do. Root: a user namespace, in which the files keep their owner and
    PostgreSQL sees an ordinary user; where that is denied, the account `nobody`, if it can reach
    the folder. A folder that `nobody` already owns stays with `nobody`.
    """
    if os.geteuid() != 0:
        return Identity()
    nobody = _nobody()
    if nobody is not None and folder.stat().st_uid == nobody.owner[0]:
        return nobody
    namespace = Identity(launcher=_launch("namespace"))
    if _works(namespace, folder, "-w"):
        return namespace
    if nobody is not None and _works(nobody, folder.parent, "-x"):
        return nobody
    raise ServerUnusable(
        "PostgreSQL refuses to run as root, user namespaces are denied here, and the account "
        f"nobody can't reach {folder}: run as another user, set TIMELINE_DATA_DIR to a folder "
        "that others may enter, or set DATABASE_URL to a server."
    )


def _launch(how: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-S", "-c", _LAUNCHER, how)


@dataclass(frozen=True)
class _Nobody(Identity):
    owner: tuple[int, int] = (65534, 65534)


def _nobody() -> _Nobody | None:
    try:
        account = pwd.getpwnam("nobody")
    except KeyError:
        return None
    how = f"{account.pw_uid}:{account.pw_gid}"
    return _Nobody(launcher=_launch(how), owner=(account.pw_uid, account.pw_gid))


def _works(identity: Identity, folder: Path, test: str) -> bool:
    command = [*identity.launcher, "/usr/bin/test", test, str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
