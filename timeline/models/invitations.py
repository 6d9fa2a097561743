"""Invitations: the way for a person to an account."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.roles import EditingRole

from .rows import tracked
from .triggers import NO_DELETE

#: For how long an invitation can be accepted.
LIFETIME = timedelta(days=7)


def hash_of(token: str) -> str:
    """What is stored of the secret in an invitation's link."""
    return sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation", "Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        still = {"accepted_at": None, "withdrawn_at": None}
        return self.filter(**still, expires_at__gt=timezone.now())

    def of_token(self, token: str) -> "InvitationQuerySet":
        """The one with this secret in its link, if any."""
        return self.filter(token_hash=hash_of(token))


def _expiry() -> Any:
    return timezone.now() + LIFETIME


@tracked
class Invitation(models.Model):
    """An administrator asks the owner of an e-mail address to take up a role; good once."""

    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=EditingRole.choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        "timeline.Account",
        on_delete=models.PROTECT,
        related_name="invitations",
        editable=False,
        verbose_name=_("invited by"),
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("can be accepted until"), default=_expiry, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    account = models.OneToOneField(
        "timeline.Account",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="invitation",
        verbose_name=_("account"),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-made_at", "-pk"]
        triggers = [NO_DELETE]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        ended = self.accepted_at or self.withdrawn_at
        return ended is None and self.expires_at > timezone.now()
