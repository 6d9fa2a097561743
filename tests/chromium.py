"""The browser of the browser tests. `python -m tests.chromium` installs one where none is."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Error, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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
    """Install Chromium where there is none: Debian's as root, else Playwright's own."""
    if _starts():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], check=False, env=quiet)
        command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]
        subprocess.run(command, check=False, env=quiet)
    if not _starts():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not _starts():
        sys.exit("No browser for the browser tests: install Chromium, or name one in CHROMIUM.")


def _starts() -> bool:
    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch(**browser_options()).close()  # type: ignore[arg-type]
        except Error:
            return False
    return True


if __name__ == "__main__":
    install_browser()
