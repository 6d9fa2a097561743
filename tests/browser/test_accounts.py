"""The way in, in a real browser: password, authenticator, recovery codes, passkey."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect

from tests.accounts.steps import PASSWORD, code_now
from tests.browser.signing_in import sign_in
from tests.factories import make_account
from timeline.services.nouns.invitations import invite
from timeline.vocabulary.roles import EditingRole

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("short_connections"),
]


@pytest.fixture(autouse=True)
def no_attempts_so_far(transactional_db: None) -> None:
    """What is counted in a table that no test empties."""
    cache.clear()


def give_password(page: Page, name: str) -> None:
    page.get_by_label("Name or e-mail").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def prove(page: Page) -> None:
    """Give the password again, which is asked before factors change."""
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def sign_out(page: Page) -> None:
    page.goto("/accounts/")
    page.get_by_role("button", name="Sign out", exact=True).click()


def test_publisher_sets_up_an_authenticator_and_signs_in_with_it(
    staff: Page, violations: list[str]
) -> None:
    make_account("publisher", username="pia", email="pia@paper.example", second_factor=False)
    staff.goto("/desk/")
    give_password(staff, "pia")

    # The desk stays closed until there is a second factor.
    expect(staff.get_by_role("heading", name="Second factor and passkeys")).to_be_visible()
    staff.get_by_role("link", name="Set up an authenticator").click()
    prove(staff)
    expect(staff.get_by_role("img", name="QR code")).to_be_visible()
    secret = staff.locator(".secret").inner_text()
    staff.get_by_label("Authenticator code").fill(code_now(secret))
    staff.get_by_role("button", name="Set it up").click()
    codes = staff.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    # Its owner is told.
    assert [sent.to for sent in mail.outbox] == [["pia@paper.example"]]
    staff.goto("/accounts/2fa/recovery-codes/")
    expect(staff.locator(".codes")).to_have_count(0)
    staff.goto("/desk/")
    expect(staff.get_by_role("heading", name="Desk")).to_be_visible()

    sign_out(staff)
    staff.goto("/desk/")
    give_password(staff, "pia")
    # The code of this half minute was used to set it up; a recovery code is good as well.
    staff.get_by_label("Code").fill(codes[0])
    staff.get_by_role("button", name="Sign in").click()
    expect(staff).to_have_url(re.compile(r"^[^?]*/desk/$"))
    assert violations == []


def test_passkey_is_made_and_signs_in_alone(staff: Page, violations: list[str]) -> None:
    make_account("publisher", username="pia", second_factor=False)
    devtools = staff.context.new_cdp_session(staff)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    staff.goto("/accounts/login/")
    give_password(staff, "pia")
    staff.goto("/accounts/2fa/webauthn/add/")
    prove(staff)
    staff.get_by_label("Name").fill("My telephone")
    staff.get_by_role("button", name="Make the passkey").click()
    expect(staff.locator(".codes li")).to_have_count(10)
    staff.goto("/accounts/2fa/")
    expect(staff.get_by_text("My telephone")).to_be_visible()

    sign_out(staff)
    staff.goto("/desk/")
    staff.get_by_role("link", name="Sign in with a passkey").click()
    staff.get_by_role("button", name="Use a passkey").click()

    expect(staff).to_have_url(re.compile(r"^[^?]*/desk/$"))
    assert violations == []


def test_without_a_script_all_but_passkeys_works(browser: Browser, live_server: object) -> None:
    make_account("publisher", username="pia")
    context = browser.new_context(base_url=str(live_server), java_script_enabled=False)
    page = context.new_page()
    page.goto("/desk/")
    give_password(page, "pia")
    expect(page.get_by_text("Passkeys need JavaScript")).to_be_visible()
    page.get_by_label("Code").fill(code_now())
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile(r"^[^?]*/desk/$"))
    page.goto("about:blank")
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_pages_of_accounts(
    browser: Browser, live_server: object, width: int
) -> None:
    make_account("editor", username="eve", second_factor=True)
    context = browser.new_context(
        base_url=str(live_server),
        bypass_csp=True,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if width == 320 else "light",
    )
    page = context.new_page()
    ann = make_account("administrator")
    _made, token = invite("adam@paper.example", role=EditingRole.EDITOR, by=ann, reason="joins")
    pages = [
        f"invitation/{token}/",
        "login/",
        "password/reset/",
        "2fa/webauthn/login/",
        "password/reset/key/1-x-y/",
    ]
    found: list[tuple[str, str]] = []
    for address in [*pages, "", "2fa/", "logout/", "password/change/", "reauthenticate/"]:
        if address == "":
            sign_in(context, "eve")
        page.goto(f"/accounts/{address}")
        violations = Axe().run(page).response["violations"]
        found += [(address, violation["id"]) for violation in violations]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found += [(address, "scrolls sideways")] if wide else []
    page.goto("about:blank")
    context.close()

    assert found == []
