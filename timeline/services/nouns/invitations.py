"""Inviting people, and what becomes of an invitation."""

import logging
import secrets
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline.models import Account, Invitation
from timeline.models.invitations import hash_of
from timeline.services.errors import NotAllowed, Refused
from timeline.services.rows import add, store
from timeline.services.writing import writing
from timeline.vocabulary.roles import EditingRole, Verb

from .accounts import make_account

logger = logging.getLogger(__name__)


def invite(email: str, *, role: EditingRole, by: Account, reason: str) -> tuple[Invitation, str]:
    """Invite the owner of an address; return the invitation and the secret of its link.

    The secret is not stored and cannot be had again. An earlier open invitation to the
    same address ends. Raises Refused.
    """
    with writing(by, Verb.ADMINISTER, reason):
        if Account.objects.filter(email__iexact=email).exists():
            raise Refused({"email": _("An account has this e-mail address already.")})
        for earlier in Invitation.objects.open().select_for_update().filter(email__iexact=email):
            earlier.withdrawn_at = timezone.now()
            store(earlier)
        token = secrets.token_urlsafe(32)
        invitation = Invitation(email=email, role=role, token_hash=hash_of(token), invited_by=by)
        return add(invitation), token


def withdraw_invitation(invitation: Invitation, *, by: Account, reason: str) -> None:
    """End an invitation that nobody has accepted. Raises Refused."""
    with writing(by, Verb.ADMINISTER, reason):
        stored = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not stored.is_open:
            raise Refused({"__all__": _("It can no longer be accepted anyway.")})
        stored.withdrawn_at = timezone.now()
        store(stored)


def accept_invitation(token: str, *, name: str, password: str) -> Account:
    """Make the account that an invitation promises, once. Raises Refused.

    Whoever invited answers for it: when they may no longer manage accounts, it is void.
    """
    invitation = Invitation.objects.of_token(token).select_related("invited_by").first()
    if invitation is None:
        raise Refused({"__all__": gone()})
    try:
        with writing(invitation.invited_by, Verb.ADMINISTER, _("Accepted an invitation.")):
            stored = Invitation.objects.select_for_update().get(pk=invitation.pk)
            if not stored.is_open:
                raise Refused({"__all__": gone()})
            stored.account = make_account(
                name, role=EditingRole(stored.role), password=password, email=stored.email
            )
            stored.accepted_at = timezone.now()
            store(stored)
            return stored.account
    except NotAllowed as error:
        raise Refused({"__all__": gone()}) from error


def send_invitation(invitation: Invitation, *, link: str) -> bool:
    """Send the link by e-mail; False when none is on its way to the person.

    That is where the mail server did not take it, or there is none and it became a file.
    """
    context = {"invitation": invitation, "link": link, "site_name": settings.TIMELINE_SITE_NAME}
    subject = _("Invitation to %(site)s") % {"site": settings.TIMELINE_SITE_NAME}
    body = render_to_string("account/email/invitation.txt", context)
    try:
        send_mail(subject, body, None, [invitation.email])
    except (OSError, SMTPException):
        logger.exception("An invitation was not sent")
        return False
    return bool(settings.TIMELINE_SENDS_MAIL)


def gone() -> str:
    """Why a link leads nowhere, without telling which of the reasons it is."""
    return _("This invitation was accepted, was taken back, is too old, or is not whole.")
