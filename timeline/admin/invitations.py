"""Invitations: administrators invite people; the link is shown once and sent."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.editing.refusals import at_fields
from timeline.models import Invitation
from timeline.services.nouns.invitations import invite, send_invitation, withdraw_invitation
from timeline.vocabulary.roles import EditingRole, Verb

from .row_forms import RowForm
from .saving import Entry, ServiceAdmin, may
from .sites import site
from .workflow_actions import ReasonForm, acting

_TYPED = ("email", "role")
_KNOWN = ("invited_by", "made_at", "expires_at", "accepted_at", "withdrawn_at", "account")


class InvitationForm(RowForm):
    """Whom, as what, and why."""

    role = forms.ChoiceField(label=gettext_lazy("role"), choices=EditingRole.choices)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500)

    class Meta:
        model = Invitation
        fields = _TYPED


@admin.register(Invitation, site=site)
class InvitationAdmin(ServiceAdmin):
    """Who was invited, by whom, and what came of it."""

    form = InvitationForm
    # One is taken back, and another one made.
    is_edited = False
    action_form = ReasonForm
    actions = [
        acting(
            "take_back",
            withdraw_invitation,
            gettext_lazy("Take back what is selected"),
            gettext_lazy("Taken back: %(count)s."),
            "administer",
        )
    ]
    fieldsets = [(None, {"fields": _TYPED})]
    list_display = (*_TYPED, *_KNOWN)
    list_filter = ("role", "made_at")
    list_select_related = ("invited_by", "account")
    search_fields = ("email",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """What is asked of a new one; all that is known of one that was made."""
        if obj is None:
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": (*_TYPED, *_KNOWN)})]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request, Verb.ADMINISTER)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may(request, Verb.ADMINISTER)

    def store(self, entry: Entry) -> Invitation:
        given = entry.form.cleaned_data
        with at_fields():
            invitation, token = invite(
                given["email"], role=EditingRole(given["role"]), by=entry.by, reason=entry.reason
            )
        # For the page that follows, and nothing that is kept.
        invitation.token = token  # type: ignore[attr-defined]
        return invitation

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Send the link, and show it: a small newsroom may have no mail server."""
        path = reverse("account_invitation", args=[obj.token])
        link = request.build_absolute_uri(path)
        context = {
            **self.admin_site.each_context(request),
            "title": _("The invitation is made"),
            "invitation": obj,
            "link": link,
            "is_sent": send_invitation(obj, link=link),
        }
        return TemplateResponse(request, "admin/invitation_made.html", context)
