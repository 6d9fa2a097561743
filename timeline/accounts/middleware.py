"""Who may publish proves it with a second factor before any door of the staff opens."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port
from django.shortcuts import render
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

#: Routes behind which things are written.
GUARDED = ("admin/", "desk/")
#: Headers by which a proxy says that it speaks for somebody else.
_FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")


class DemandSecondFactor(MiddlewareMixin):
    """Send accounts that need a second factor and have none to where they set one up.

    Those who have one were asked for it when they signed in. The one exception is a
    person alone on this machine (`is_tried_out`).
    """

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not match.route.startswith(GUARDED):
            return None
        account: Any = request.user
        if not account.is_authenticated or is_tried_out(request):
            return None
        if not account.needs_second_factor or account.has_second_factor():
            return None
        if request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(reverse("mfa_index"))
        # Not redirected: what was typed stays in the browser, to be sent again.
        return render(request, "account/factor_needed.html", status=403)


def is_tried_out(request: HttpRequest) -> bool:
    """Whether one person tries the site out on this machine: TIMELINE_REVIEW=one, loopback.

    Both ends must be loopback and no proxy may stand between, for behind one on the same
    machine every visitor seems to come from here.
    """
    if settings.TIMELINE_REVIEW != "one":
        return False
    if any(header in request.headers for header in _FORWARDED):
        return False
    host, _port = split_domain_port(request.get_host())
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and (
        host == "localhost" or _is_loopback(host.strip("[]"))
    )


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
