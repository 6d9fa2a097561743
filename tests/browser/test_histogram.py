"""The histogram in a real browser: widths, brush, links; with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.site import Site

pytestmark = pytest.mark.browser

CHOSEN = "/?after=2014-08-04&before=2014-08-18"
AFTER = "#filters input[name=after]"
BEFORE = "#filters input[name=before]"


def _number(page: Page) -> int:
    words = page.locator("#list").inner_text()
    return int(words.split()[0])


def test_arrow_keys_move_the_days_and_the_results_and_keep_focus(page: Page) -> None:
    page.goto(CHOSEN)
    before = _number(page)
    grip = page.get_by_role("slider", name="From")
    expect(grip).to_have_attribute("aria-valuetext", "4 August 2014")

    grip.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url(re.compile("after=2014-08-12"))

    expect(page.locator(AFTER)).to_have_value("2014-08-12")
    expect(page.get_by_role("slider", name="From")).to_be_focused()
    expect(page.locator("#list")).not_to_have_text(f"{before} events")
    assert _number(page) < before


def test_grip_does_not_pass_the_other(page: Page) -> None:
    page.goto("/?after=2014-08-17&before=2014-08-18")

    page.get_by_role("slider", name="From").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url(re.compile("after=2014-08-18"))

    expect(page.locator(AFTER)).to_have_value("2014-08-18")


def test_dragging_a_grip_chooses_days(page: Page) -> None:
    page.goto(CHOSEN)
    box = page.get_by_role("slider", name="To").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 150, y, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile(r"before=2014-0(8-2\d|8-3\d|9-\d\d)"))

    assert page.locator(BEFORE).input_value() in page.url


def test_day_chosen_by_a_bar_gives_way_to_a_range(page: Page) -> None:
    page.goto("/?listed=2014-08-18")

    page.get_by_role("slider", name="To").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("before="))

    assert "listed" not in page.url


def test_bar_leads_to_its_events(page: Page) -> None:
    page.goto("/?type=armed_clash")
    bar = page.locator(".hist svg:visible .hits a").first
    said = bar.get_attribute("aria-label") or ""

    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"listed="))

    found = re.search(r": (\d+) event", said)
    assert found is not None
    assert _number(page) == int(found[1])
    assert "type=armed_clash" in page.url


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_one_drawing_shows_with_letters_that_can_be_read(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(CHOSEN)

    drawings = page.locator(".hist svg[data-first]:visible")
    expect(drawings).to_have_count(1)
    heights = drawings.locator("text").evaluate_all(
        "all => all.map(t => parseFloat(getComputedStyle(t).fontSize)"
        " * t.ownerSVGElement.getBoundingClientRect().width"
        " / t.ownerSVGElement.viewBox.baseVal.width)"
    )
    assert min(heights) >= 10.9
    assert max(heights) <= 18
    page_width = page.evaluate("document.documentElement.scrollWidth")
    assert page_width <= width


def test_htmx_draws_the_histogram_of_the_new_filters(page: Page) -> None:
    page.goto("/")
    whole = page.locator(".hist tbody tr").count()

    page.locator("#filters input[name=status][value=disputed]").check()
    page.wait_for_url(re.compile("status=disputed"))

    expect(page.locator(".hist tbody tr")).not_to_have_count(whole)
    expect(page.get_by_role("slider", name="From")).to_have_count(1)


def test_without_scripts_dates_are_typed_and_no_grip_pretends(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()

    page.goto("/")

    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.locator(".hist .grip:visible")).to_have_count(0)
    page.locator(AFTER).fill("2014-08-04")
    page.get_by_role("button", name="Show events").click()
    expect(page.locator(".hist svg:visible .b").filter(has_text="4 Aug")).to_have_count(1)
    context.close()


def test_density_is_chosen_without_leaving_the_page(page: Page) -> None:
    page.goto(CHOSEN)

    page.locator("#density-table").check(force=True)
    page.wait_for_url(re.compile("density=table"))

    expect(page.locator("#results")).to_have_attribute("data-density", "table")
    expect(page.locator("#density-table")).to_be_checked()
    assert page.url.count("density=") == 1
    rows = page.locator(".ev:not(.heads)").evaluate_all("all => all.map(r => r.offsetHeight)")
    assert max(rows) <= 31
    page.locator("#density-standard").check(force=True)
    page.wait_for_url(lambda url: "density" not in url)
