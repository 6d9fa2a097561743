"""A running site and a browser, each started once."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.site import Site, running_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with the demo data, as `make run` serves it."""
    folder: Path = tmp_path_factory.mktemp("site")
    with running_site(folder) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Debian's Chromium, or whatever is installed."""
    from playwright.sync_api import sync_playwright

    from tests.chromium import browser_options

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(**browser_options())  # type: ignore[arg-type]
        yield found
        found.close()


@pytest.fixture
def page(browser: "Browser", site: Site) -> "Iterator[Page]":
    """A page of its own, 1440 by 900, that fails the test on any error in the console."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1440, "height": 900})
    found = context.new_page()
    complaints: list[str] = []
    found.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    found.on("pageerror", lambda error: complaints.append(str(error)))
    yield found
    context.close()
    assert complaints == []
