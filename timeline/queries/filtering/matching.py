"""What the filter words select: one evidence state for each event that matches."""

from collections.abc import Collection

from django.db.models import QuerySet

from timeline.models import EvidenceState

from .filters import Filters
from .words import WORDS


def matching(filters: Filters, without: Collection[str] = ()) -> QuerySet[EvidenceState]:
    """States known on the filters' day of the events that all words but some fit.

    One state an event; today is the state that is still open. Asks nothing yet.
    """
    found = EvidenceState.objects.known_on(filters.day)
    for name, word in WORDS.items():
        if name not in without:
            found = word.filter(found, filters)
    return found
