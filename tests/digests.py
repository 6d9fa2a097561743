"""What a thing that is kept between runs depends on, as one short word."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[1]

#: What decides how the tables come out: the packages' migrations too, by their versions.
TABLES = (
    "timeline/migrations",
    "timeline/models",
    "timeline/config/settings.py",
    "requirements.txt",
)
#: What decides which rows the services make.
ROWS = ("timeline", "seeds", "tests/cast.py", "tests/factories.py", "requirements.txt")


def digest_of(names: tuple[str, ...], *more: str, base: Path = BASE_DIR) -> str:
    """Sixteen letters that change with any of these files, folders or words."""
    digest = hashlib.sha256("\0".join(more).encode())
    for name in names:
        top = base / name
        files = sorted(top.rglob("*")) if top.is_dir() else [top]
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"\0{file.relative_to(base)}\0".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time(file: Path) -> Iterator[None]:
    """Let one process at a time in here; the lock ends with the process, however that ends."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
