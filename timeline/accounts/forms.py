"""Forms of the sign-in: allauth's, in our words."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
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
