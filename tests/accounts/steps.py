"""What people do at the door of accounts, step by step, with Django's client."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from tests.factories import TOTP_SECRET

PASSWORD = "correct horse"


def code_now(secret: str = TOTP_SECRET) -> str:
    """What an authenticator with this secret shows at the moment."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def give_password(client: Client, name: str, password: str = PASSWORD, **more: Any) -> Any:
    """Send the sign-in form."""
    return client.post("/accounts/login/", {"login": name, "password": password, **more})


def give_code(client: Client, code: str) -> Any:
    """Send the form that asks for the second factor."""
    return client.post("/accounts/2fa/authenticate/", {"code": code})


def is_in(client: Client) -> bool:
    """Whether the desk opens."""
    return client.get("/desk/").status_code == 200
