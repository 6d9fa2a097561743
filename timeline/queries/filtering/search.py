"""The filter word `q`: full text over what readers may see of public events."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery

from timeline.vocabulary.texts.search_terms import parse_search
from timeline.vocabulary.texts.search_vectors import Weight

from .fields import SearchField
from .filter_words import FilterWord

if TYPE_CHECKING:
    from .filters import Filters

#: Past views show today's titles and names whatever the day, and nothing else of today; so
#: nothing else is searched there.
PAST_WEIGHTS = Weight.TITLE + Weight.NAMES


class SearchWord(FilterWord):
    """Events whose words fit the search.

    In past views the titles and names alone are searched: an event is not found by a claim
    of a later day, and `-without` looks at titles and names only.
    """

    field_class = SearchField
    default = ""

    def operand(self, filters: "Filters") -> SearchQuery | None:
        if not self.value(filters):
            return None
        weights = PAST_WEIGHTS if filters.is_past else ""
        words = parse_search(self.value(filters)).as_tsquery(weights)
        return _Words(words, search_type="raw")

    def write(self, value: Any, given: list[str]) -> tuple[str, ...]:
        return (str(value),)


class _Words(SearchQuery):
    """A search that is cut into words already, with no parser of PostgreSQL's in between."""

    template = "(%(expressions)s)::tsquery"
