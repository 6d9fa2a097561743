"""What awaits editors. For the desk alone: it tells of drafts."""

from timeline.models import Event
from timeline.vocabulary.words import WorkflowState

LIMIT = 50


def unpublished_events() -> list[Event]:
    """Drafts and what is in review, the latest touched first; at most LIMIT. One query."""
    states = (WorkflowState.DRAFT, WorkflowState.IN_REVIEW)
    return list(Event.objects.filter(state__in=states).order_by("-updated_at", "-pk")[:LIMIT])
