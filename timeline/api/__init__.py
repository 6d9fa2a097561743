"""The hatch: read-only JSON over the same questions as the pages."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from ninja import NinjaAPI

from .actors import router as actors
from .documents import router as documents
from .events import router as events
from .facets import router as facets
from .histogram import router as histogram
from .places import router as places
from .problems import answer_problems, rest
from .sources import router as sources
from .timelines import router as timelines


class Hatch(NinjaAPI):
    """Answers that anybody may keep, if they ask each time whether something changed."""

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        response = super().create_temporal_response(request)
        patch_cache_control(response, public=True, no_cache=True)
        return response


api = Hatch(
    title="Sourced Timeline",
    version="1",
    description="Events with who says so, through whom, and how well confirmed. Read only.",
    docs_url=None,
)
answer_problems(api)
api.add_router("", events)
api.add_router("", facets)
api.add_router("", histogram)
api.add_router("", places)
api.add_router("", actors)
api.add_router("", sources)
api.add_router("", documents)
api.add_router("", timelines)
# Last: it answers whatever no other route does.
api.add_router("", rest)
