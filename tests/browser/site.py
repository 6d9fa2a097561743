"""A running site of its own: data folder, database, gunicorn; as `make run` serves it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.request import urlopen

BASE_DIR = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Site:
    """Where the site answers, and how to run its commands."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str, stdin: str = "") -> str:
        """Run a management command against this site; return what it printed."""
        return self.run("manage.py", *arguments, stdin=stdin)

    def run(self, *arguments: str, stdin: str = "") -> str:
        """Run Python in this site's environment; return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=BASE_DIR,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def running_site(folder: Path, database: str = "") -> Iterator[Site]:
    """Prepare a site with the demo data in `folder`, serve it, and end the server.

    Without the address of a database it makes one in the folder, and ends that too.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "TIMELINE_DEBUG")},
        **({"DATABASE_URL": database} if database else {}),
        "TIMELINE_DATA_DIR": str(folder),
        "TIMELINE_REVIEW": "one",
        "TIMELINE_DIAGNOSTICS": "1",
        "TIMELINE_ALLOW_EMBEDDED_DATABASE": "1",
        "TIMELINE_HTTPS": "0",
        # The second language runs from right to left.
        "TIMELINE_LANGUAGES": "en,ar",
        "DJANGO_SETTINGS_MODULE": "timeline.config.settings",
    }
    site = Site(f"http://127.0.0.1:{port}", environment)
    site.manage("prepare")
    site.run("-m", "tests.browser.kept_copy")
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "timeline.config.wsgi"),
            *("--bind", f"127.0.0.1:{port}", "--worker-class", "gthread"),
            *("--workers", "1", "--threads", "4", "--log-level", "warning"),
        ],
        cwd=BASE_DIR,
        env=environment,
    )
    try:
        wait_until_ready(site, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=30)
        if not database:
            site.manage("embedded_db", "stop")


def wait_until_ready(site: Site, server: "subprocess.Popen[bytes]") -> None:
    """Ask until the server answers, a tenth of a second apart, for a minute at most."""
    for _attempt in range(600):
        try:
            with urlopen(f"{site.url}/readyz", timeout=5) as answer:  # noqa: S310 - http, ours
                assert answer.status == HTTPStatus.OK
                return
        except OSError:
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            break
    raise AssertionError("the site did not become ready")
