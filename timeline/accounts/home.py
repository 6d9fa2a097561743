"""A person's own account: what it may do, how it is protected."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_required
def account_home(request: HttpRequest) -> HttpResponse:
    """Role, second factor, and where to change either."""
    account: Any = request.user
    context = {"role": account.editing_role, "has_second_factor": account.has_second_factor()}
    return render(request, "account/home.html", context)
