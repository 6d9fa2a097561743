"""Addresses of accounts: of allauth's only those that this site offers.

Open sign-up, e-mail addresses by the dozen and codes by e-mail are left out. Names are
allauth's, which its code asks for.
"""

from collections.abc import Callable
from typing import Any

import django.urls
from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.conf import settings
from django.urls import URLPattern, re_path
from django.views.decorators.cache import never_cache
from django.views.generic.base import RedirectView

from .factors import ActivateAuthenticator, AddPasskey, SignInByPasskey
from .home import account_home, end_other_sessions
from .invitations import invitation


def path(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    """An address of whose page neither browser nor proxy keeps a copy."""
    return django.urls.path(route, never_cache(view), name=name)


_password_reset = account.PasswordResetView.as_view(
    extra_context={"sends_mail": settings.TIMELINE_SENDS_MAIL}
)
_to_factors = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns = [
    path("", account_home, name="account_home"),
    path("sessions/end/", end_other_sessions, name="account_end_sessions"),
    path("invitation/<str:token>/", invitation, name="account_invitation"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", _password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        never_cache(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", ActivateAuthenticator.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("2fa/webauthn/", _to_factors, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"
    ),
    path("2fa/webauthn/keys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
