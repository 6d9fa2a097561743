"""What every page of the desk has in common: who may come in, and that nobody keeps a copy."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from timeline.editing.kept_forms import keep_and_come_back
from timeline.models import Account, Proposal
from timeline.vocabulary.roles import Verb


class DeskRequest(HttpRequest):
    """A request of somebody whose role opened the door."""

    user: Account


type View[**P] = Callable[Concatenate[DeskRequest, P], HttpResponse]


def desk_page[**P](
    verb: Verb = Verb.DRAFT,
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Let in those whose role allows `verb`; others sign in first, or are refused with 403.

    The services ask again before they write: this guards what is shown.
    """

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            account: Any = request.user
            if not account.is_authenticated:
                return _ask_to_sign_in(request)
            if not may(account, verb):
                raise PermissionDenied(verb)
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the guard made it one

        return never_cache(guarded)

    return decorate


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in and back; htmx goes there as a page, and would show it within one else."""
    answer = redirect_to_login(_way_back(request))
    if request.htmx:  # type: ignore[attr-defined]  # set by its middleware
        return HttpResponse(status=204, headers={"HX-Redirect": answer.url})
    return answer


def _way_back(request: HttpRequest) -> str:
    """Where to go on after signing in: to the page, with everything that was just posted.

    What was posted without a token was only pressed, on the page that the browser names.
    """
    if request.method != "POST":
        return request.get_full_path()
    if (again := keep_and_come_back(request)) is not None:
        return again
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return reverse("desk:home")
    return urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl()


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403; but what stood on a page that was open while its owner signed in again is shown again.

    Signing in makes the tokens of all open pages old. A form's own token tells whose it is.
    """
    if request.method == "POST" and (again := keep_and_come_back(request)) is not None:
        return redirect(again)
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


def may(account: Account, verb: Verb) -> bool:
    """Whether the role allows the verb under the review that is set."""
    return account.may(verb, review=settings.TIMELINE_REVIEW)


def say_saved(request: HttpRequest, proposal: Proposal | None, done: str) -> None:
    """Say that it is `done`, or that it waits for somebody else."""
    messages.success(request, _("Proposed: it waits for a second person.") if proposal else done)


def found[T](row: T | None) -> T:
    """What was looked for; 404 where there is no such thing."""
    if row is None:
        raise Http404
    return row


def render_desk(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int | None = None
) -> HttpResponse:
    """A page of the desk; `context` is what its template says it takes. 422 by itself where its
    `form` has complaints.

    It never takes the partial by itself: a view that answers htmx names it, as in
    ``desk/page.html#part``.
    """
    account: Any = request.user
    common = {"section": "desk", "may_review": may(account, Verb.DECIDE)}
    if status is None:
        status = 422 if (form := context.get("form")) is not None and form.errors else 200
    return render(request, template, common | dict(context), status=status)
