"""The browser of the browser tests. `python -m tests.chromium` installs one where none is."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import Error, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Seconds to wait for another apt to end.
_PATIENCE = 300


def find_browser() -> str | None:
    """The path of an installed Chromium; None when Playwright's own is to be used.

    CHROMIUM names one; a name that can't be run is refused, not passed over.
    """
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        found = shutil.which(chosen)
        if found is None:
            sys.exit(f"CHROMIUM is {chosen!r}, which is no program here.")
        return found
    for name in _NAMES:
        found = shutil.which(name)
        if found is not None:
            return found
    return None


def browser_options() -> dict[str, object]:
    """Arguments of `playwright.chromium.launch()` that fit this machine."""
    # Chromium's own sandbox refuses to start as root, which is what containers run as.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": find_browser(), "args": arguments}


def install_browser() -> None:
    """Install Chromium where there is none: Debian's as root, else Playwright's own.

    Exits with what was tried where neither brought one that starts.
    """
    if _starts():
        return
    tried = []
    for command in _ways():
        answer = subprocess.run(
            command, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        )
        tried.append(f"  {shlex.join(command)}\n    ended with {answer.returncode}")
        if answer.returncode == 0 and _starts():
            return
    sys.exit(
        "\n".join(
            [
                "No browser for the browser tests: install Chromium, or name one in CHROMIUM.",
                "Tried, and none starts:",
                *tried,
            ]
        )
    )


def _ways() -> Iterator[list[str]]:
    """Commands that may bring a browser, one after the other."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        # Machines that have just started run apt themselves: wait for it.
        apt = ["apt-get", "-q", "-o", f"DPkg::Lock::Timeout={_PATIENCE}"]
        update, install = [*apt, "update"], [*apt, "install", "-y", "--no-install-recommends"]
        yield update
        yield [*install, "chromium"]
        # A mirror that was being renewed has a moment later what it names.
        yield update
        yield [*install, "chromium"]
    yield [sys.executable, "-m", "playwright", "install", "chromium"]


def _starts() -> bool:
    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch(**browser_options()).close()  # type: ignore[arg-type]
        except Error:
            return False
    return True


if __name__ == "__main__":
    install_browser()
