"""Our own error pages: Django's bring inline styles, which our policy blocks."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _page(template: str, status: int) -> HttpResponse:
    # Without the request: an error page asks no database and no context processor.
    return HttpResponse(render_to_string(template), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page("400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page("403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page("404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page("500.html", 500)
