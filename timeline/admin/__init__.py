"""The staff door: one file per noun; saving goes through the services."""

from timeline.admin import (  # noqa: F401  # each registers its noun
    accounts,
    actors,
    claims,
    copies,
    decisions,
    documents,
    events,
    imports,
    invitations,
    lapses,
    places,
    proposals,
    sources,
    timelines,
)

from .sites import site

__all__ = ["site"]
