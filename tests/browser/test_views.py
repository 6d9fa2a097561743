"""Every page in every view: axe, width of the screen, and what turns round with the language.

Each page is looked at in two opposite views, which together have both widths, both colour
schemes and both directions; which two goes round from page to page, so that every view is
seen often. `make drills` and `make audit` look at every page in every view.
"""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.pages import TONGUES, VIEWS, View, complaints, find_named, has_tongues, pages
from tests.browser.site import Site

pytestmark = pytest.mark.browser


def test_opposite_views_show_everything_twice_over() -> None:
    assert len(VIEWS) == 8
    for view in VIEWS:
        pair = view, view.opposite
        assert len({v.width for v in pair}) == len({v.scheme for v in pair}) == 2
        assert len({v.tongue for v in pair}) == 2


@pytest.mark.parametrize("number", range(4))
def test_axe_finds_nothing_in_two_opposite_views(browser: Browser, site: Site, number: int) -> None:
    mine = pages(site)[number::4]
    view = VIEWS[number]

    assert complaints(Axe(), browser, site, view, mine) == []
    assert complaints(Axe(), browser, site, view.opposite, mine) == []


@pytest.mark.drill
@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_axe_finds_nothing_on_any_page_in_any_view(
    browser: Browser, site: Site, view: View, tell: Callable[[str], None]
) -> None:
    looked_at = pages(site)

    assert complaints(Axe(), browser, site, view, looked_at) == []
    tell(f"axe, {view}: {len(looked_at)} pages without a complaint")


@pytest.mark.parametrize("tongue", TONGUES, ids=["ltr", "rtl"])
def test_no_page_is_wider_than_the_screen(browser: Browser, site: Site, tongue: str) -> None:
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    wide = []
    for address in pages(site):
        if tongue and not has_tongues(address):
            continue
        page.goto(tongue + address, wait_until="load")
        for width in (1440, 1024, 768, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if overflow > 0:
                wide.append((address, width, overflow))
    context.close()

    assert wide == []


def test_timeline_weighs_at_most_60_kb_without_fonts(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto("/", wait_until="networkidle")
    # Bytes of the bodies as they came, still packed.
    weights: dict[str, int] = page.evaluate(
        "Object.fromEntries(['navigation', 'resource'].flatMap(kind =>"
        " performance.getEntriesByType(kind).map(e => [e.name, e.encodedBodySize])))"
    )
    context.close()

    sent = {url: weight for url, weight in weights.items() if not url.endswith(".woff2")}
    assert sent[f"{site.url}/"] > 10_000
    assert {url.rpartition(".")[2] for url in sent} >= {"css", "js"}
    assert min(sent.values()) > 0
    assert sum(sent.values()) <= 60_000, sent


def test_language_from_right_to_left_turns_the_page_but_not_the_earth(
    browser: Browser, site: Site
) -> None:
    named = find_named(site)
    found = {}
    for tongue in TONGUES:
        context = browser.new_context(base_url=site.url, viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(tongue + named.event)
        nodes = page.locator(".chain").first.locator(".node")
        first, second = nodes.nth(0).bounding_box(), nodes.nth(1).bounding_box()
        assert first is not None
        assert second is not None
        found[tongue] = {
            "direction": page.evaluate("document.documentElement.dir"),
            "the chain begins left": first["x"] < second["x"],
            "the tally is turned": page.locator(".tally").first.evaluate(
                "e => getComputedStyle(e).transform.startsWith('matrix(-1')"
            ),
            "the evidence stands left of the map": page.evaluate(
                "document.querySelector('.origin').getBoundingClientRect().x"
                " < document.querySelector('.map').getBoundingClientRect().x"
            ),
            "outlines": page.locator(".map path").evaluate_all(
                "all => all.map(e => e.getAttribute('d') + getComputedStyle(e).transform)"
            ),
        }
        context.close()

    english, arabic = (found[tongue] for tongue in TONGUES)
    assert english.pop("outlines") == arabic.pop("outlines") != []
    assert english == {
        "direction": "ltr",
        "the chain begins left": True,
        "the tally is turned": False,
        "the evidence stands left of the map": True,
    }
    assert arabic == {
        "direction": "rtl",
        "the chain begins left": False,
        "the tally is turned": True,
        "the evidence stands left of the map": False,
    }
