"""Accepting an invitation: the only way to an account through the web."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from timeline.models import Invitation
from timeline.services.errors import Refused
from timeline.services.nouns.invitations import accept_invitation
from timeline.vocabulary.roles import EditingRole

from .forms import AcceptanceForm


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a name and a password, make the account and sign it in."""
    found = Invitation.objects.open().of_token(token).first()
    if found is None:
        return render(request, "account/invitation_gone.html", status=410)
    if request.user.is_authenticated:
        return render(request, "account/invitation_signed_in.html", {"invitation": found})
    form = AcceptanceForm(request.POST or None)
    if form.is_valid() and _accept(request, form, token):
        needs = EditingRole(found.role).needs_second_factor
        return redirect("mfa_index" if needs else "account_home")
    return render(request, "account/invitation.html", {"form": form, "invitation": found})


def _accept(request: HttpRequest, form: AcceptanceForm, token: str) -> bool:
    """Whether the service made the account; else the form says why not."""
    given = form.cleaned_data
    try:
        account = accept_invitation(token, name=given["name"], password=given["password"])
    except Refused as refused:
        for field, messages in refused.message_dict.items():
            name = {"username": "name", "__all__": None}.get(field, field)
            form.add_error(name if name in form.fields else None, messages)
        return False
    login(request, account)
    return True
