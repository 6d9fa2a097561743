"""Pages without rows: how we work, what this is, robots, and the theme switch."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from timeline.queries.filtering.page_words import read_words
from timeline.vocabulary.evidence.origins import OriginKind
from timeline.vocabulary.evidence.suggestions import RULES
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.stances import Basis, LapseKind, Reliability, Stance
from timeline.vocabulary.statuses import Ground, Outcome, Status
from timeline.vocabulary.texts.quotes import Verdict
from timeline.vocabulary.types import Nature

from .answers import reading
from .rendering import render_page

#: A choice of colours is kept for a year.
THEME_SECONDS = 365 * 24 * 3600


@reading
def method(request: HttpRequest) -> HttpResponse:
    """How evidence becomes a status: the same tables as the code uses."""
    read_words(request.GET)
    tables = {
        "statuses": list(Status),
        "confirmed": Status.CONFIRMED,
        "corroborated": Status.CORROBORATED,
        "outcomes": list(Outcome),
        "grounds": list(Ground),
        "rules": RULES,
        "stances": list(Stance),
        "lapses": say_list([str(word.within) for word in LapseKind]),
        "bases": say_list([str(word.label) for word in Basis]),
        "natures": list(Nature),
        "verdicts": list(Verdict),
        "grades": list(Reliability),
        "origin_kinds": list(OriginKind),
    }
    one = settings.TIMELINE_REVIEW == "one"
    context = {**tables, "section": "method", "reviewed_by_one": one}
    return render_page(request, "pages/method.html", context)


@reading
def about(request: HttpRequest) -> HttpResponse:
    read_words(request.GET)
    return render_page(request, "pages/about.html", {"section": "about"})


@reading
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read, except what only repeats it."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Disallow: {reverse('desk:home')}",
        f"Disallow: {reverse('account_home')}",
        "Disallow: /*?*cursor=",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@csrf_exempt  # Public pages hold no token; the origin of the post is judged instead.
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's colours in one cookie and go back to a page of this site."""
    if not _is_from_here(request):
        raise PermissionDenied
    theme = request.POST.get("theme", "")
    response = HttpResponseRedirect(_way_back(request))
    if theme in ("light", "dark"):
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(
            "theme", theme, max_age=THEME_SECONDS, samesite="Lax", secure=secure, httponly=True
        )
    elif theme == "system":
        response.delete_cookie("theme", samesite="Lax")
    return response


def _is_from_here(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form, by what the browser says of itself."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.get_host():
        return False
    if site is not None:
        return site == "same-origin"
    return origin is not None


def _way_back(request: HttpRequest) -> str:
    """A local path that was asked for, else the first page."""
    path = request.POST.get("next", "")
    local = path.startswith("/") and not path.startswith("//")
    if local and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return path
    return "/"
