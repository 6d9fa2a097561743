"""What allauth asks of this site."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.translation import gettext as _


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by name or e-mail, for people who were invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by invitation or at the server."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Whether one may be sent on there: never to what cannot be read as an address."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures of a name by the address that they come from.

        allauth counts them by name alone, so that anybody could keep an owner out by
        failing on purpose. Guesses from many addresses are met by slow hashes and the
        second factor.
        """
        name = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{self.get_client_ip(request)}:{name}"

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the account's own address, which is the only one that we keep."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)


class FactorAdapter(DefaultMFAAdapter):
    """Second factors."""

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:  # noqa: A002
        """A name for a passkey whose owner gives it none."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}
