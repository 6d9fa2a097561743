"""The staff door in a real browser: entering an event, and our content policy."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.signing_in import sign_in
from tests.factories import (
    make_account,
    make_actor,
    make_document,
    make_event,
    make_place,
    make_source,
)
from timeline.models import Event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("short_connections"),
]


def look_up(page: Page, field: Locator, word: str) -> None:
    """Type into a field that looks rows up, and take the first that is found."""
    field.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill(word)
    page.locator(".select2-results__option--highlighted", has_text=word).click()


def test_event_with_two_claims_is_entered_and_published(
    staff: Page, violations: list[str], settings: Any
) -> None:
    settings.TIMELINE_REVIEW = "one"
    make_account("publisher", username="pia")
    make_place(name="Alta")
    make_actor(name="First Brigade")
    wire, daily = make_source(name="The Wire"), make_source(name="The Daily")
    make_document(source=wire, title="Brigade on the move")
    make_document(source=daily, title="Wire: brigade moves")
    sign_in(staff.context, "pia")

    staff.goto("/admin/timeline/event/add/")
    staff.get_by_label("Title").fill("Brigade reported entering Alta")
    staff.locator("#id_date").fill("2014-08-18~")
    staff.get_by_label("Type").select_option("movement_of_forces")
    look_up(staff, staff.locator("#event_places-0 .field-place"), "Alta")
    look_up(staff, staff.locator("#event_actors-0 .field-actor"), "First Brigade")
    staff.locator("#id_event_actors-0-role").select_option("agent")
    for index, title in enumerate(["Brigade on the move", "Wire: brigade moves"]):
        row = staff.locator(f"#claims-{index}")
        look_up(staff, row.locator(".field-document"), title)
        row.locator(f"#id_claims-{index}-stance").select_option("supports")
        row.locator(f"#id_claims-{index}-summary").fill(f"It says so: {title}")
    staff.locator("#id_claims-0-measure_lines").fill('strength: 300 (250-) "hundreds"')
    staff.locator("#id_claims-1-relays_row").fill("1")
    staff.get_by_label("Save and publish").check()
    staff.get_by_role("button", name="Save", exact=True).click()

    expect(staff.locator(".messagelist .success")).to_be_visible()
    event = Event.objects.get()
    root, relaying = event.claims.order_by("pk")
    assert relaying.relays == root
    assert event.state == "published"
    assert violations == []
    staff.goto(event.get_absolute_url())
    expect(staff.locator("h1")).to_have_text(re.compile("Brigade reported entering Alta"))


def test_row_added_in_the_browser_gets_the_next_number(staff: Page) -> None:
    make_account("editor", username="eve")
    sign_in(staff.context, "eve")
    staff.goto("/admin/timeline/event/add/")

    staff.get_by_role("button", name="Add another Claim").click()

    labels = staff.locator("#claims-group .inline-related:not(.empty-form) .inline_label")
    expect(labels).to_have_text(["#1", "#2", "#3"])
    expect(staff.locator("#claims-2 .field-document .select2-selection")).to_be_visible()


def test_refused_page_keeps_what_was_typed(staff: Page) -> None:
    make_account("editor", username="eve")
    sign_in(staff.context, "eve")
    staff.goto("/admin/timeline/event/add/")
    staff.get_by_label("Title").fill("Brigade reported entering Alta")
    staff.locator("#id_date").fill("some day")
    staff.get_by_label("Type").select_option("protest")

    staff.get_by_role("button", name="Save", exact=True).click()

    expect(staff.locator(".field-date .errorlist")).to_be_visible()
    expect(staff.get_by_label("Title")).to_have_value("Brigade reported entering Alta")
    expect(staff.locator("#id_date")).to_have_value("some day")


def test_no_page_of_the_staff_door_breaks_the_policy(staff: Page, violations: list[str]) -> None:
    account = make_account("administrator", username="ann")
    document, event = make_document(), make_event(claims=2)
    sign_in(staff.context, "ann")

    for noun in ("event", "document", "claim", "place", "actor", "source", "account"):
        staff.goto(f"/admin/timeline/{noun}/")
        staff.goto(f"/admin/timeline/{noun}/add/")
    for noun in ("copy", "lapse", "measure", "statuschange", "timeline", "proposal"):
        staff.goto(f"/admin/timeline/{noun}/")
    for address in (
        f"event/{event.pk}/change/",
        f"event/{event.pk}/history/",
        f"document/{document.pk}/change/",
        f"document/{document.pk}/history/",
        f"account/{account.pk}/history/",
        "document/?q=article",
    ):
        staff.goto(f"/admin/timeline/{address}")

    assert violations == []


def test_policy_is_watched(staff: Page, violations: list[str]) -> None:
    """Were something blocked, the tests above would see it."""
    make_account("editor", username="eve")
    sign_in(staff.context, "eve")
    staff.goto("/admin/")

    staff.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")

    staff.wait_for_function("document.querySelectorAll('p').length > 0")
    assert any("style-src" in violation for violation in violations)


def test_axe_finds_nothing_serious_at_the_staff_door(browser: Browser, live_server: Any) -> None:
    make_account("publisher", username="pia")
    event = make_event(places=[make_place()], actors=[(make_actor(), "agent")])
    # axe is put into the page as a script, which our policy would block.
    context = browser.new_context(base_url=live_server.url, bypass_csp=True)
    page = context.new_page()
    sign_in(context, "pia")

    found = []
    for address in ("event/add/", f"event/{event.pk}/change/", "event/", "statuschange/add/"):
        page.goto(f"/admin/timeline/{address}")
        expect(page.locator(".select2-selection:not([aria-label])")).to_have_count(0)
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found += [(address, violation["id"], n["html"]) for n in violation["nodes"]]
    page.goto("about:blank")
    context.close()

    assert found == []
