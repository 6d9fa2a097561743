"""Second factors where allauth's own pages would need what our content policy blocks."""

from typing import Any

import qrcode
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth, flows
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.views.generic.edit import FormView


class ActivateAuthenticator(ActivateTOTPView):
    """The secret as a picture drawn by the page itself, not as an image in its address."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`qr` is the picture's `size` in modules and the `path` of its dark ones."""
        context = super().get_context_data(**kwargs)
        return {**context, "qr": draw_qr(context["totp_url"])}


class AddPasskey(AddWebAuthnView):
    """A key that signs in by itself: it knows its owner, who proves to be there."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`js_data` is what the browser needs to make the key."""
        context = super().get_context_data(**kwargs)
        options = auth.begin_registration(self.request.user, passwordless=True)  # type: ignore[arg-type]
        return {**context, "js_data": {"creation_options": options}}


class SignInByPasskey(LoginWebAuthnView):
    """A page of its own, for allauth's has a script fetch what this one holds."""

    template_name = "mfa/webauthn/login.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page with its button."""
        return FormView.get(self, request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`js_data` is what the browser needs to use a key; `next` where to go then."""
        context = super().get_context_data(**kwargs)
        options = auth.begin_authentication(user=None)
        next_url = get_next_redirect_url(self.request)
        return {**context, "js_data": {"request_options": options}, "next": next_url}

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with what was wrong."""
        return FormView.form_invalid(self, form)

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in, and go where the person wanted to."""
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        return flows.perform_passwordless_login(self.request, authenticator, login)


def draw_qr(text: str) -> dict[str, Any]:
    """A QR code as an SVG path of unit squares, with the four modules of quiet around it."""
    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    dark = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return {"size": len(rows), "path": "".join(f"M{x} {y}h1v1h-1z" for x, y in dark)}
