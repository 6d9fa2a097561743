"""Forms of the sign-in: allauth's, in our words."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """Name or e-mail, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Name or e-mail")
        self.fields["login"].widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        )


class AcceptanceForm(forms.Form):
    """What somebody who was invited chooses; the service judges it."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("By which the history knows you and you can sign in. It cannot be changed."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 12 characters. Several words are good."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        given = self.cleaned_data
        if {"password", "again"} <= given.keys() and given["password"] != given["again"]:
            self.add_error("again", _("The two passwords are not the same."))
        return given


_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)


@contextmanager
def readable() -> Iterator[None]:
    """Refuse what no browser sends: allauth lets some of it through to an error of the server."""
    try:
        yield
    except _UNREADABLE:
        raise get_adapter().validation_error("incorrect_code") from None


class CredentialField(forms.JSONField):
    """What a browser says of a passkey."""

    def to_python(self, value: Any) -> Any:
        """JSON, but for numbers and depths that are beyond Python."""
        with readable():
            return super().to_python(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the page is told again."""
        try:
            return super().bound_data(data, initial)
        except _UNREADABLE:
            return None


class AddPasskeyForm(AddWebAuthnForm):
    """What the browser made, under a name by which its owner knows it.

    Every key is a passkey: it knows whose it is and asks for a finger, a face or a PIN.
    """

    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=100,
        help_text=_("So that you recognise it later: “my telephone”, “the blue key”."),
    )
    passwordless = None  # type: ignore[assignment]  # takes allauth's choice away
    credential = CredentialField(required=True, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """allauth's checks."""
        with readable():
            return super().clean()


class _WithPasskey(forms.Form):
    credential = CredentialField(required=True, widget=forms.HiddenInput)

    def clean_credential(self) -> Any:
        """The Authenticator that the browser proved to hold."""
        with readable():
            return super().clean_credential()  # type: ignore[misc]


class FactorPasskeyForm(_WithPasskey, AuthenticateWebAuthnForm):
    """A passkey after the password."""


class SignInPasskeyForm(_WithPasskey, LoginWebAuthnForm):
    """A passkey alone."""


class ProofPasskeyForm(_WithPasskey, ReauthenticateWebAuthnForm):
    """A passkey to show that somebody is still there."""
