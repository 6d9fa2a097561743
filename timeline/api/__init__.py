"""The hatch: read-only JSON over the same questions as the pages."""

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
api.add_router("", places)
api.add_router("", actors)
api.add_router("", sources)
api.add_router("", documents)
api.add_router("", timelines)
# Last: it answers whatever no other route does.
api.add_router("", rest)
