"""From a draft to the reader through four people; and what a lapse brings to the queue."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from tests.accounts.steps import PASSWORD, code_now
from tests.browser.signing_in import sign_in
from tests.factories import (
    WHY,
    make_account,
    make_claim,
    make_document,
    make_event,
    make_place,
    make_source,
    writer,
)
from timeline.models import Event, EvidenceState, StatusChange
from timeline.queries.editors.typed_titles import label_of
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.workflow import publish_event

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("short_connections"),
]

TITLE = "Column reported at Alta"


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Callable[[str], Page]]:
    """A browser for each person; a name signs it in."""
    cache.clear()
    contexts = []

    def open_browser(name: str = "") -> Page:
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        if name:
            sign_in(context, name)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.pages[0].goto("about:blank")
        context.close()


def test_draft_is_proposed_by_an_editor_and_accepted_by_a_publisher(
    visit: Callable[[str], Page],
) -> None:
    make_place(name="Alta")
    document = make_document(title="Agency item")
    for role, name in (("contributor", "cora"), ("editor", "edd"), ("publisher", "pia")):
        make_account(role, username=name)

    cora = visit("cora")
    cora.goto("/desk/events/new/")
    cora.get_by_label("Title").fill(TITLE)
    cora.get_by_label("Date").fill("2014-08-18")
    cora.get_by_label("Type").select_option("protest")
    cora.locator("#id_place-0-place").fill("Alta")
    cora.locator("#id_claim-0-document").fill(label_of(document))
    cora.locator("#id_claim-0-stance").select_option("supports")
    cora.locator("#id_claim-0-summary").fill("The agency saw a column")
    cora.get_by_label("Save and send to review").check()
    cora.locator(".send").get_by_role("button", name="Save", exact=True).click()
    expect(cora.get_by_text("Saved.")).to_be_visible()
    event = Event.objects.get()

    edd = visit("edd")
    edd.goto(f"/desk/events/{event.public_id}/")
    edd.get_by_label("Save and propose to publish").check()
    edd.get_by_label("Reason for this change").fill("Read twice")
    edd.locator(".send").get_by_role("button", name="Save", exact=True).click()
    expect(edd.locator(".notice").first).to_be_visible()
    reader = visit("")
    reader.goto("/")
    expect(reader.get_by_role("heading", name="No events")).to_be_visible()

    pia = visit("")
    pia.goto("/desk/review/proposals/")
    pia.get_by_label("Name or e-mail").fill("pia")
    pia.get_by_label("Password").fill(PASSWORD)
    pia.get_by_role("button", name="Sign in", exact=True).click()
    pia.get_by_label("Code").fill(code_now())
    pia.get_by_role("button", name="Sign in").click()
    expect(pia.get_by_role("heading", level=1)).to_have_text("Proposals")
    pia.get_by_role("row", name=re.compile(TITLE)).get_by_role("link").first.click()
    pia.get_by_role("button", name="Accept").click()
    expect(pia.locator(".notice").first).to_be_visible()

    reader.goto("/")
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.get_by_role("heading", name=TITLE)).to_be_visible()


def test_lapse_brings_three_events_to_the_queue_and_one_is_decided_by_keys(
    visit: Callable[[str], Page],
) -> None:
    source = make_source(name="The Wire")
    for number in range(3):
        event = make_event(title=f"Report {number}", claims=0, publish=False)
        said = make_claim(event, document=make_document(source=source))
        make_claim(event, stance="denies")
        taken_back = make_claim(event, document=make_document(source=source), stance="context")
        publish_event(event, by=writer(), reason=WHY)
        lapse_claim(said, ended_by=taken_back, kind="withdrawn", by=writer(), reason=WHY)
    make_account("editor", username="edd")
    edd = visit("edd")

    edd.goto("/desk/review/")
    expect(edd.locator(".entry")).to_have_count(3)
    edd.keyboard.press("j")
    edd.keyboard.press("4")
    edd.keyboard.press("r")
    edd.keyboard.type("The denial is older than the report")
    edd.keyboard.press("Escape")
    edd.keyboard.press("a")

    expect(edd.locator(".entry")).to_have_count(2)
    decision = StatusChange.objects.get()
    assert (decision.status, decision.reason) == (
        "disputed",
        "The denial is older than the report",
    )
    shown = EvidenceState.objects.get(row=decision.event_id, days__endswith=None)
    assert (shown.status, shown.suggested) == ("disputed", "retracted")
