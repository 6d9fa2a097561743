"""The hatch: read-only JSON over the same questions as the pages."""

from ninja import NinjaAPI

from .events import router as events
from .facets import router as facets
from .histogram import router as histogram
from .problems import answer_problems
from .rest import router as rest

api = NinjaAPI(
    title="Sourced Timeline",
    version="1",
    description="Events with who says so, through whom, and how well confirmed. Read only.",
    docs_url=None,
)
answer_problems(api)
api.add_router("", events)
api.add_router("", facets)
api.add_router("", histogram)
# Last: it answers whatever no other route does.
api.add_router("", rest)
