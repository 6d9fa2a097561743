"""What every address has in common: readable requests, short addresses, cheap repeats."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

type Answer = Callable[[HttpRequest], HttpResponseBase]

#: Words that other sites hang on links to recognise who follows them.
TRACKING = re.compile(r"(?:utm_[^=]*|fbclid|gclid)(?:=.*)?", re.DOTALL)

#: Bytes of a path that are no UTF-8: Django has written them as percent signs again.
REPAIRED = re.compile("%[89A-F][0-9A-F]")


class CountQueries:
    """Tell in `X-Query-Count` how many queries an answer took, where diagnostics are on."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.TIMELINE_DIAGNOSTICS:
            return self.get_response(request)
        counter = _Counter()
        token = _counting.set(counter)
        try:
            with connection.execute_wrapper(counter):
                response = self.get_response(request)
        finally:
            _counting.reset(token)
        response["X-Query-Count"] = str(counter.count)
        return response


class _Counter:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute: Any, *call: Any) -> Any:
        self.count += 1
        return execute(*call)


_counting: ContextVar[_Counter | None] = ContextVar("counting", default=None)


@receiver(connection_created)
def forget_connecting(**_signal: Any) -> None:
    """What a fresh connection asks is no cost of the page that happened to need one."""
    if (counter := _counting.get()) is not None:
        counter.count = 0


class RefuseUnreadable(MiddlewareMixin):
    """400 for an address that is not UTF-8 or holds NUL, which Django would repair silently.

    And for a form in another encoding, which no page of ours sends: Python knows some that
    are none of texts, or make halves of characters.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        path = request.path_info
        reason = _("The address is not text: it holds NUL or is not written in UTF-8.")
        if "\0" not in path and not REPAIRED.search(path) and _is_readable(request):
            if (request.content_params or {}).get("charset", "utf-8").lower() in ("utf-8", "utf8"):
                return None
            reason = _("What was sent is not written in UTF-8.")
        if path.startswith("/api/"):
            problem = {"type": "about:blank", "title": _("Bad request"), "status": 400}
            return JsonResponse(
                {**problem, "detail": reason}, status=400, content_type="application/problem+json"
            )
        return HttpResponse(render_to_string("400.html", {"reason": reason}), status=400)


def _is_readable(request: HttpRequest) -> bool:
    """Whether the query's bytes, which WSGI hands on as Latin-1, are UTF-8 without NUL."""
    query = request.META.get("QUERY_STRING", "")
    try:
        return "\0" not in unquote_to_bytes(query.encode("latin-1")).decode()
    except UnicodeError:
        return False


class DropTrackingWords(MiddlewareMixin):
    """Redirect public pages to the same address without the words of trackers."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        query = request.META.get("QUERY_STRING", "")
        if not query or request.method not in ("GET", "HEAD"):
            return None
        if not view.__module__.startswith("timeline.web"):
            return None
        words = query.split("&")
        kept = "&".join(word for word in words if not TRACKING.fullmatch(word))
        if kept == query:
            return None
        return HttpResponseRedirect(f"{request.path}?{kept}" if kept else request.path)


class AnswerConditionally(ConditionalGetMiddleware):
    """304 where the reader has these bytes already, for HEAD as for GET."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if request.method != "HEAD" or not isinstance(response, HttpResponse):
            return super().process_response(request, response)
        if response.status_code == HTTPStatus.OK and self.needs_etag(response):
            # The body is still here: the server leaves it out later.
            set_response_etag(response)
        etag = response.get("ETag")
        return get_conditional_response(request, etag=etag, response=response) or response


class CompressAnswers(GZipMiddleware):
    """Pack what is longer than a few lines, for readers who can unpack it.

    Compression can betray a secret that stands beside words of an attacker's choice (BREACH).
    Public pages hold none; pages of the staff hold a CSRF token, which Django masks anew each
    time, and Django pads every packed answer by a random length. ETags stay those of the
    unpacked words and become weak, so that a reader's 304 does not depend on the packing.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        answer = super().process_response(request, response)
        if answer.status_code == HTTPStatus.NOT_MODIFIED:
            # What the whole answer would say (RFC 9110, 15.4.5).
            patch_vary_headers(answer, ["Accept-Encoding"])
        return answer
