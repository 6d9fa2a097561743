"""The question answered by the site's own queries."""

from collections.abc import Iterable

from django.http import QueryDict

from benchmarks.answers import Answer, Question
from timeline.queries.filtering.controls import Option
from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.lists.browsing import browse_events
from timeline.queries.lists.facets import count_facets
from timeline.queries.lists.histogram import count_bins
from timeline.vocabulary.histograms import Bin


def answer(question: Question) -> Answer:
    """Fifty rows with places and actors, the exact count, all thirteen facets, the histogram."""
    filters = read_filters(QueryDict(question.query), Door.PAGE)
    page = browse_events(filters)
    facets = count_facets(filters)
    bars = count_bins(filters, Bin.MONTH)
    return Answer(
        rows=tuple(row.public_id for row in page.rows),
        count=page.count,
        facets={
            "status": _above_zero(facets["status"]),
            "type": _above_zero(facets["type"]),
            "place": _above_zero(facets["place"]),
            "actor": _above_zero(facets["actor"]),
            "source": _above_zero(facets["source"]),
        },
        bins={(bar.first, word): n for bar in bars for word, n in bar.counts.items()},
    )


def _above_zero(options: Iterable[Option]) -> dict[str, int]:
    return {option.value: option.count for option in options if option.count}
