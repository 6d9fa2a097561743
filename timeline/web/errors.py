"""Our own error pages: Django's bring inline styles, which our policy blocks."""

from collections.abc import Callable

from django.http import HttpResponse
from django.template.loader import render_to_string


def _answer(template: str, status: int) -> Callable[..., HttpResponse]:
    """Without the request: an error page asks no database and no context processor."""
    return lambda request, exception=None: HttpResponse(render_to_string(template), status=status)


bad_request = _answer("400.html", 400)
permission_denied = _answer("403.html", 403)
page_not_found = _answer("404.html", 404)
server_error = _answer("500.html", 500)
