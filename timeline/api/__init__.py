"""The hatch: read-only JSON over the same questions as the pages."""

from ninja import NinjaAPI

api = NinjaAPI(title="Sourced Timeline", version="1", docs_url=None)
