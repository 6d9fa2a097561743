"""Addresses of the API at which nothing stands."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router

router = Router()


@router.api_operation(["GET", "HEAD"], "/{path:rest}", include_in_schema=False)
def nothing(request: HttpRequest, rest: str) -> Any:
    raise Http404(rest)
