"""One address, two answers: the page, or the part of it that htmx swaps.

A template asks the database nothing: everything is loaded before, and a query while a page
renders is an error wherever TIMELINE_GUARD_TEMPLATES is on (DEBUG and tests).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control, patch_vary_headers


class QueryWhileRendering(RuntimeError):
    """A template asked the database; the view has to load it before."""


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, or its `partial` where htmx asks for that; caches must ask again each time.

    Never the partial for a boosted link or for htmx restoring its history: both want pages.
    """
    name = f"{template}#{partial}" if partial and wants_partial(request) else template
    with without_queries():
        content = render_to_string(name, dict(context), request)
    response = HttpResponse(content, status=status)
    # The theme switch keeps its choice in a cookie, and the page is drawn by it.
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    patch_cache_control(response, no_cache=True)
    # Links for editors are for nobody else.
    if context.get("may_edit"):
        patch_cache_control(response, private=True)
    return response


def may_edit(request: HttpRequest) -> bool:
    """Whether somebody with a role asks."""
    return getattr(request.user, "editing_role", None) is not None


def wants_partial(request: HttpRequest) -> bool:
    """Whether htmx will swap the answer into the page that is there."""
    htmx = request.htmx  # type: ignore[attr-defined]  # set by its middleware
    return bool(htmx and not htmx.boosted and not htmx.history_restore_request)


def shell(request: HttpRequest) -> dict[str, str | bool]:
    """Context processor: what the frame of every page needs, whichever door answers."""
    return {
        "theme": read_theme(request),
        "site_name": settings.TIMELINE_SITE_NAME,
        "is_read_only": settings.TIMELINE_READ_ONLY,
    }


def read_theme(request: HttpRequest) -> str:
    """`light` or `dark` as the reader chose, else nothing: as the system is."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in ("light", "dark") else ""


@contextmanager
def without_queries() -> Iterator[None]:
    """Refuse queries inside, where templates are guarded."""
    if not settings.TIMELINE_GUARD_TEMPLATES:
        yield
        return
    with connection.execute_wrapper(_refuse):
        yield


def _refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    raise QueryWhileRendering(f"A template asked the database: {sql}")
