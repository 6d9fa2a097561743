"""The filter word `q`: full text over what readers may see of public events."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from timeline.vocabulary.texts.search_terms import parse_search
from timeline.vocabulary.texts.search_vectors import Weight

from .filters import Filters

#: Past views show today's titles and names whatever the day, and nothing else of today; so
#: nothing else is searched there.
PAST_WEIGHTS = Weight.TITLE + Weight.NAMES


def search_condition(filters: Filters) -> Q | None:
    """States of events whose words fit the search; None where nothing is searched for.

    In past views the titles and names alone are searched: an event is not found by a claim
    of a later day, and `-without` looks at titles and names only.
    """
    if not filters.q:
        return None
    weights = PAST_WEIGHTS if filters.is_past else ""
    words = parse_search(filters.q).as_tsquery(weights)
    return Q(row__text__words=_Words(words, search_type="raw"))


class _Words(SearchQuery):
    """A search that is cut into words already, with no parser of PostgreSQL's in between."""

    template = "(%(expressions)s)::tsquery"
