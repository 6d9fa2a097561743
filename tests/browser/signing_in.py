"""Being signed in, in a browser, without the way there, which test_accounts.py walks."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext

from timeline.models import Account


def sign_in(context: BrowserContext, name: str) -> None:
    """Give the browser the session of this account, on the live server of the tests."""
    client = Client()
    client.force_login(Account.objects.get(username=name))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )
