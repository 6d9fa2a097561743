"""The reader's main job in a real browser, on the site as `make run` serves it."""

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_past_view_says_so_and_leads_back(page: "Page"):
    page.goto("/?known=2014-06-30")
    expect(page.locator("#results h2#list")).to_have_text("26 events")
    expect(page.get_by_text("As known on 30 June 2014")).to_be_visible()

    page.get_by_role("link", name="Back to today").click()

    expect(page.locator("#results h2#list")).to_have_text("84 events")


def test_theme_is_chosen_without_a_script_of_its_own(page: "Page"):
    page.goto("/method/")

    page.get_by_role("button", name="Dark").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page).to_have_url(re.compile("/method/$"))


def test_no_page_asks_anybody_else_for_anything(browser: "Browser", site: "Site"):
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for address in addresses(page, site):
        page.goto(address, wait_until="networkidle")
    context.close()

    assert [url for url in asked if not url.startswith((site.url, "data:"))] == []


def addresses(page: "Page", site: "Site") -> list[str]:
    """One page of every kind."""
    rows = page.request.get(f"{site.url}/api/v1/events?place=diyala").json()["results"]
    event = page.request.get(f"{site.url}/api/v1/events/{rows[0]['id']}").json()
    document = event["claims"][0]["document"]
    return [
        "/",
        "/?known=2014-08-18",
        "/?place=diyala&status=retracted",
        "/?after=soon",
        "/timelines/",
        "/timelines/mosul-dam/",
        rows[0]["url"],
        f"/documents/{document['id']}/{document['slug']}/",
        "/documents/",
        "/sources/",
        "/sources/reuters/",
        "/actors/",
        "/actors/irgc/",
        "/places/",
        "/places/diyala/",
        "/method/",
        "/about/",
        "/nothing-here/",
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing(browser: "Browser", site: "Site", width: int, scheme: str):
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    found = {}
    for address in addresses(page, site):
        page.goto(address, wait_until="networkidle")
        violations = Axe().run(page).response["violations"]
        if violations:
            found[address] = [(v["id"], v["nodes"][0]["html"][:200]) for v in violations]
    context.close()

    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_no_page_is_wider_than_the_screen(browser: "Browser", site: "Site", width: int):
    context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 900})
    page = context.new_page()
    wide = {}
    for address in addresses(page, site):
        page.goto(address)
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if overflow > 0:
            wide[address] = overflow
    context.close()

    assert wide == {}
