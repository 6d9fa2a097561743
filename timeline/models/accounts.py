"""People and service accounts that may write."""

from typing import TYPE_CHECKING, Any

import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.permissions import Ruling, rule_on
from timeline.vocabulary.roles import EditingRole, Verb

from .triggers import NO_DELETE


# Not `tracked`: passwords, and when somebody signed in, are nothing for a history, and whoever
# runs the server needs no account to make the first one.
@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=["username", "email", "role", "public_name", "is_active", "is_service"],
    model_name="AccountHistory",
    obj_field=pghistory.ObjForeignKey(related_name="history", db_constraint=False),
    context_field=pghistory.ContextForeignKey(null=True, on_delete=models.PROTECT),
    append_only=True,
    meta={"verbose_name": "account history"},
)
class Account(AbstractUser):
    """Somebody who may sign in, or a service account, which has no password.

    What an account may do follows from its role alone; there are no groups. Whoever has an
    e-mail address may sign in with it, so no two accounts have the same.
    """

    role = models.CharField(
        _("role"), max_length=20, blank=True, default="", choices=EditingRole.choices
    )
    is_service = models.BooleanField(_("service account"), default=False, editable=False)
    public_name = models.CharField(
        _("public name"),
        max_length=100,
        blank=True,
        help_text=_("Shown in the public history. Leave empty to be shown by role only."),
    )
    sessions_ended = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("How often all sign-ins were ended at once.")
    )

    if TYPE_CHECKING:
        history: Any

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="account_email_once",
                violation_error_message=_("Another account has this e-mail address."),
            )
        ]
        triggers = [NO_DELETE]

    def get_session_auth_hash(self) -> str:
        """What a sign-in must carry to hold: changes with the password and on request."""
        return f"{super().get_session_auth_hash()}:{self.sessions_ended}"

    @property
    def editing_role(self) -> EditingRole | None:
        """The role of an active account, else None."""
        return EditingRole(self.role) if self.role and self.is_active else None

    def may(self, verb: Verb, *, review: str) -> bool:
        """Whether the role allows the verb to some row, be it as a proposal.

        For what a door offers. Whether it goes for a certain row: `queries.permissions`.
        """
        return rule_on(self.editing_role, verb, review=review) is not Ruling.FORBIDDEN

    @property
    def needs_second_factor(self) -> bool:
        """Whether the role demands one before any door of the staff opens."""
        role = self.editing_role
        return role is not None and role.needs_second_factor

    def has_second_factor(self) -> bool:
        """Whether signing in takes more than a password; recovery codes alone are none."""
        # The table is allauth's; its name is known to it alone, so the relation is asked.
        kinds = ("totp", "webauthn")
        return bool(self.authenticator_set.filter(type__in=kinds).exists())  # type: ignore[attr-defined]

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's question, for the admin: who edits may add and change, nobody deletes."""
        if self.editing_role is None:
            return False
        app, _dot, codename = perm.partition(".")
        action, _underscore, model = codename.partition("_")
        if model == "account":
            return self.editing_role is EditingRole.ADMINISTRATOR and action != "delete"
        return app == "timeline" and action in ("view", "add", "change")

    def has_module_perms(self, app_label: str) -> bool:
        return self.editing_role is not None and app_label == "timeline"
