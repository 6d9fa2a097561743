"""The page of an event at the desk in real browsers: two people, lost sign-ins, merging."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.signing_in import sign_in
from tests.factories import make_account, make_actor, make_claim, make_event, make_place
from timeline.models import Event, KeptDraft

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("short_connections"),
]


@pytest.fixture
def other(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A second browser."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    page.goto("about:blank")
    context.close()


def address(event: Event) -> str:
    return f"/desk/events/{event.public_id}/"


def save(page: Page) -> None:
    page.locator(".send").get_by_role("button", name="Save", exact=True).click()


def test_two_browsers_edit_one_event_and_nothing_typed_is_lost(staff: Page, other: Page) -> None:
    event = make_event(title="Brigade reported entering Alta", publish=False)
    for page, name in ((staff, "eve"), (other, "edd")):
        make_account("editor", username=name)
        sign_in(page.context, name)
        page.goto(address(event))
    staff.get_by_label("Title").fill("Brigade reported entering Beska")
    staff.get_by_label("Summary").fill("Words of the first")
    staff.get_by_label("Reason for this change").fill("the agency moved it")
    other.get_by_label("Title").fill("Brigade said to enter Alta")
    other.get_by_label("Date").fill("2014-08-19")
    other.get_by_label("Reason for this change").fill("milder words")

    save(staff)
    expect(staff.get_by_text("Saved.")).to_be_visible()
    save(other)

    conflict = other.locator("#conflict")
    expect(conflict).to_contain_text("Somebody else saved this while you typed")
    title = conflict.locator("tbody tr").first.locator("td")
    expect(title.nth(0)).to_have_text("Brigade reported entering Alta")
    expect(title.nth(1)).to_contain_text("Beska")
    expect(title.nth(2)).to_contain_text("said")
    expect(other.get_by_label("Title")).to_have_value("Brigade said to enter Alta")
    expect(other.get_by_label("Summary")).to_have_value("Words of the first")
    save(other)
    expect(other.get_by_text("Saved.")).to_be_visible()
    event.refresh_from_db()
    assert (event.title, event.summary, event.date) == (
        "Brigade said to enter Alta",
        "Words of the first",
        "2014-08-19",
    )


def test_what_is_typed_is_kept_and_comes_back_when_the_sign_in_ran_out(
    staff: Page, violations: list[str]
) -> None:
    event = make_event(publish=False)
    make_account("editor", username="eve")
    sign_in(staff.context, "eve")
    staff.goto(address(event))

    staff.get_by_label("Title").fill("Half a title")
    expect(staff.locator("#kept")).to_contain_text("Kept for you alone")
    assert KeptDraft.objects.get().data["title"] == ["Half a title"]
    staff.get_by_label("Title").fill("A whole title")
    staff.get_by_label("Reason for this change").fill("why")
    staff.context.clear_cookies(name="sessionid")
    save(staff)
    expect(staff).to_have_url(re.compile("/accounts/login/"))
    staff.get_by_label("Name or e-mail").fill("eve")
    staff.get_by_label("Password").fill("correct horse")
    staff.get_by_role("button", name="Sign in", exact=True).click()

    expect(staff).to_have_url(re.compile(re.escape(f"{address(event)}?typed=1")))
    expect(staff.get_by_label("Title")).to_have_value("A whole title")
    save(staff)
    expect(staff.get_by_text("Saved.")).to_be_visible()
    event.refresh_from_db()
    assert event.title == "A whole title"
    assert KeptDraft.objects.count() == 0
    assert violations == []


def test_names_are_offered_and_rows_are_added_without_loading_the_page(
    staff: Page, violations: list[str]
) -> None:
    make_place(name="Alta")
    make_account("contributor", username="cora")
    sign_in(staff.context, "cora")
    staff.goto("/desk/events/new/")
    staff.evaluate("window.stayed = true")

    staff.get_by_label("Title").fill("Column reported")
    staff.get_by_label("Date").fill("2014-08-18")
    staff.get_by_label("Type").select_option("protest")
    staff.locator("#id_place-0-place").press_sequentially("alt")
    expect(staff.locator("#id_place-0-place-names option")).to_have_attribute("value", "Alta")
    staff.locator("#id_place-0-place").fill("Alta")
    staff.get_by_role("button", name="Add a place").click()
    expect(staff.locator("#id_place-1-place")).to_be_visible()
    assert staff.evaluate("window.stayed") is True
    expect(staff.get_by_label("Title")).to_have_value("Column reported")
    save(staff)

    expect(staff.get_by_text("Saved.")).to_be_visible()
    assert Event.objects.get().event_places.get().place.name == "Alta"
    assert violations == []


def test_merged_event_leads_on_and_a_split_shows_both(staff: Page, settings: Any) -> None:
    settings.TIMELINE_REVIEW = "one"
    double, kept = make_event(title="Column reported"), make_event(title="Column at Alta reported")
    going = make_claim(kept, publish=True, summary="A second column")
    make_account("editor", username="eve")
    sign_in(staff.context, "eve")

    staff.goto(f"{address(double)}merge/")
    staff.get_by_label("The event that stays").fill("Column at Alta reported")
    staff.get_by_label("Why they are one").fill("the same column")
    staff.get_by_role("button", name="Look at what will be").click()
    expect(staff.get_by_role("heading", name="What will be")).to_be_visible()
    staff.get_by_role("button", name="Merge", exact=True).click()
    expect(staff.get_by_text("Done.")).to_be_visible()
    staff.goto(double.get_absolute_url())
    expect(staff).to_have_url(re.compile(re.escape(kept.get_absolute_url())))

    staff.goto(f"{address(kept)}split/")
    staff.get_by_label(re.compile(going.summary)).check()
    staff.get_by_label("Title of the new event").fill("Second column reported")
    staff.get_by_label("Why they are two").fill("two days")
    staff.get_by_role("button", name="Look at what will be").click()
    expect(staff.locator(".rule-says")).to_have_count(2)
    staff.get_by_role("button", name="Split", exact=True).click()
    expect(staff.get_by_text("Done.")).to_be_visible()
    new = Event.objects.get(title="Second column reported")
    staff.goto(new.get_absolute_url())
    expect(staff.get_by_role("link", name="Column at Alta reported", exact=True)).to_be_visible()


def test_preview_opens_beside_the_form(staff: Page, violations: list[str]) -> None:
    event = make_event(publish=False)
    make_account("editor", username="eve")
    sign_in(staff.context, "eve")
    staff.goto(address(event))
    staff.get_by_label("Title").fill("Not saved at all")

    with staff.context.expect_page() as opened:
        staff.get_by_role("button", name="See it as a reader").click()

    expect(opened.value.locator("h1")).to_have_text("Not saved at all")
    expect(opened.value.get_by_text("This is what readers would see")).to_be_visible()
    assert Event.objects.get().title != "Not saved at all"
    assert violations == []


def test_axe_finds_nothing_serious_on_the_pages_of_an_event(
    browser: Browser, live_server: Any
) -> None:
    make_account("editor", username="eve")
    event = make_event(places=[make_place()], actors=[(make_actor(), "agent")], claims=2)
    # axe is put into the page as a script, which our policy would block.
    context = browser.new_context(
        base_url=live_server.url, bypass_csp=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    sign_in(context, "eve")

    found = []
    for at in ("", "history/", "merge/", "split/", "history/?version=1&field=title"):
        page.goto(f"{address(event)}{at}")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide == 0, at
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found += [(at, violation["id"], node["html"]) for node in violation["nodes"]]
    page.goto("about:blank")
    context.close()

    assert found == []
