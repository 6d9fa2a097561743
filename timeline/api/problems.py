"""Refusals as problem documents (RFC 9457)."""

import logging
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router

from timeline.queries.filtering.filters import FilterErrors
from timeline.queries.readers.addresses import Withdrawn

from .schemas import FilterErrorOut

logger = logging.getLogger(__name__)
#: The addresses at which nothing stands.
rest = Router()


class Gone(Exception):
    """The row was withdrawn; the category is all that is said."""

    def __init__(self, withdrawn: Withdrawn) -> None:
        super().__init__(withdrawn.category)
        self.category = withdrawn.category


def problem(status: HTTPStatus, detail: str, **more: Any) -> HttpResponse:
    """A problem document; `more` are members of its own."""
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
        **more,
    }
    response = JsonResponse(body, status=status, content_type="application/problem+json")
    patch_cache_control(response, no_cache=True)
    return response


class RefuseMethods(MiddlewareMixin):
    """Refuse what is no reading by a problem document too: ninja does it before any handler."""

    def process_response(self, request: HttpRequest, answer: HttpResponse) -> HttpResponse:
        refused = HTTPStatus.METHOD_NOT_ALLOWED
        if answer.status_code != refused or not request.path_info.startswith("/api/"):
            return answer
        answer = problem(refused, _("This address is only read: GET or HEAD."))
        answer["Allow"] = "GET, HEAD"
        return answer


def answer_problems(api: NinjaAPI) -> None:
    """Let this API answer every refusal with a problem document."""

    @api.exception_handler(FilterErrors)
    def refuse_words(request: HttpRequest, fault: FilterErrors) -> HttpResponse:
        errors = [FilterErrorOut.from_orm(error).dict() for error in fault.errors]
        return problem(HTTPStatus.BAD_REQUEST, str(fault), errors=errors)

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, fault: Http404) -> HttpResponse:
        return problem(HTTPStatus.NOT_FOUND, _("Nothing public stands at this address."))

    @api.exception_handler(Gone)
    def withdrawn(request: HttpRequest, fault: Gone) -> HttpResponse:
        detail = _("It was withdrawn: %(category)s.") % {"category": fault.category.label}
        return problem(HTTPStatus.GONE, detail, category=fault.category.value)

    @api.exception_handler(Exception)
    def failed(request: HttpRequest, fault: Exception) -> HttpResponse:
        logger.error("An API answer failed", exc_info=fault)
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, _("The server failed to answer."))


@rest.api_operation(["GET", "HEAD"], "/{path:rest}", include_in_schema=False)
def nothing(request: HttpRequest, rest: str) -> Any:
    raise Http404(rest)
