"""A running site and a browser, each started once."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections

from tests.browser.site import Site, running_site
from tests.databases import address_of, migrated, pointed_at

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.snapshots import Snapshot


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    dossier_snapshot: "Snapshot[Any]",
    django_db_blocker: Any,
) -> Iterator[Site]:
    """The site with the demo data, as `make run` serves it, on a database made for it."""
    folder: Path = tmp_path_factory.mktemp("site")
    with django_db_blocker.unblock(), migrated().clone() as name:
        with pointed_at(name):
            dossier_snapshot.put_back()
            dossier_snapshot.use_up_numbers()
        with django_db_blocker.block(), running_site(folder, address_of(name)) as found:
            yield found


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Debian's Chromium, or whatever is installed."""
    from playwright.sync_api import expect, sync_playwright

    from tests.chromium import browser_options

    # How long to wait for what should come: a busy machine is no fault of the page.
    expect.set_options(timeout=20_000)
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


# --- Pages for those who sign in, on the live server of the tests --------------------------------

# Playwright's loop runs in the thread of the tests, beside which Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def violations() -> list[str]:
    """What the browser complained about."""
    return []


@pytest.fixture
def short_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server's threads give their database back with each answer.

    A browser keeps its connections, and so the threads, open beyond the end of a test.
    """
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)


@pytest.fixture
def staff(browser: "Browser", live_server: Any, violations: list[str]) -> "Iterator[Page]":
    """A page of a browser that reports what our policy blocks and what scripts throw."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    # A function of our own: Playwright marks it, which a bound method does not let it.
    context.expose_function("reportViolation", lambda words: violations.extend([words]))
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', e =>"
        " reportViolation(`${e.violatedDirective} ${e.sourceFile}:${e.lineNumber}`))"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("console", lambda m: violations.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: violations.append(str(error)))
    asked: list[Any] = []
    page.on("request", lambda request: asked.extend([request]))
    yield page
    # A preview writes and undoes it: what the server still works at would hold its rows locked
    # against the emptying of the tables.
    for request in asked:
        request.response()
    page.goto("about:blank")
    context.close()
