"""A person's own account: what it may do, how it is protected."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from timeline.services.nouns.accounts import end_sessions


@require_safe
@login_required
def account_home(request: HttpRequest) -> HttpResponse:
    """Role, second factor, and where to change either."""
    account: Any = request.user
    context = {"role": account.editing_role, "has_second_factor": account.has_second_factor()}
    return render(request, "account/home.html", context)


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign the person out everywhere but here."""
    account: Any = request.user
    end_sessions(account)
    update_session_auth_hash(request, account)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account_home")
