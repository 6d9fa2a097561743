"""Every page of the desk with something on it: axe, and width, on a narrow and a wide screen."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.signing_in import sign_in
from tests.factories import (
    WHY,
    make_account,
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    writer,
)
from timeline.models import Proposal
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import edit_event
from timeline.services.proposals.proposing import saving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("short_connections"),
]


def make_desk() -> list[str]:
    """Something in every list of the desk; the addresses of its pages."""
    place, actor = make_place(), make_actor()
    event, _alike = (
        make_event(
            title=f"Convoy of {n} tanks said to pass", places=[place], actors=[(actor, "agent")]
        )
        for n in (20, 30)
    )
    decide_status(event, status="unconfirmed", by=writer(), reason=WHY)
    make_claim(event, publish=True, stance="denies")
    document = make_document()
    make_copy(document, "A convoy of twenty tanks was seen on the road.\n\nNobody else saw it.")
    make_claim(event, document=document, quote="forty tanks were seen on the road", publish=True)
    with saving(by=make_account("editor"), reason="a better title") as desk:
        desk.do(edit_event, event, version=event.version, title="Convoy of tanks said to pass")
    proposal = Proposal.objects.get()
    at = f"events/{event.public_id}/"
    return [
        *("", "documents/", "documents/paste/", f"documents/{document.public_id}/", "events/new/"),
        *(at, f"{at}history/", f"{at}merge/", f"{at}split/"),
        *("review/", "review/proposals/", "review/quotes/", "review/copies/", "review/duplicates/"),
        f"proposals/{proposal.public_id}/",
    ]


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_axe_finds_nothing_on_the_pages_of_the_desk(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    make_account("editor", username="eve")
    context = browser.new_context(
        base_url=live_server.url,
        # axe is put into the page as a script, which our policy would block.
        bypass_csp=True,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
    )
    sign_in(context, "eve")
    page = context.new_page()
    found = []
    for address in make_desk():
        answer = page.goto(f"/desk/{address}")
        assert answer is not None
        assert answer.ok, address
        for violation in Axe().run(page).response["violations"]:
            found += [(address, violation["id"], n["html"][:160]) for n in violation["nodes"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((address, "scrolls sideways", ""))
    page.goto("about:blank")
    context.close()

    assert found == []
