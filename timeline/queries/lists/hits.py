"""What a search hit of an event besides what its row shows anyway, and whose words that is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline.models import SearchRow
from timeline.queries.readers.found_texts import FoundText, FoundTexts, Kind
from timeline.vocabulary.texts.highlighting import count_hits, excerpt
from timeline.vocabulary.texts.search_terms import Search

#: Characters of documents that are looked through for one page, at less than a second.
MOST_LOOKED_THROUGH = 500_000


@dataclass(frozen=True, slots=True)
class Hit:
    """An excerpt round a hit, and in words whose it is; `is_sources_own` unless they are ours."""

    text: str
    where: str
    is_sources_own: bool


def load_hits(missing: Mapping[int, Search]) -> dict[int, Hit]:
    """The text with most of the terms that each public event's row is missing, by its key.

    Only texts by which events are found, which are those that readers may see. Events of which
    only a document beyond `MOST_LOOKED_THROUGH` tells are left out. A constant number of queries.
    """
    rows = SearchRow.objects.in_bulk(missing) if missing else {}
    if not rows:
        return {}
    texts = FoundTexts(rows)
    left = MOST_LOOKED_THROUGH
    hits = {}
    for event in rows:
        most, best = 0, None
        for text in texts.of_event(event):
            if text.kind is Kind.DOCUMENT:
                left -= len(text.text)
            if left < 0 or most == len(missing[event].wanted):
                break
            if (count := count_hits(text.text, missing[event])) > most:
                most, best = count, text
        if best is not None:
            hits[event] = _tell(best, missing[event])
    return hits


def _tell(text: FoundText, search: Search) -> Hit:
    return Hit(excerpt(text.text, search), _say_where(text), text.kind.is_sources_own)


def _say_where(text: FoundText) -> str:
    if text.kind is Kind.NAME and text.text != text.of:
        return _("a name of %(name)s") % {"name": text.of}
    words = {
        Kind.NAME: _("among its actors, places and sources"),
        Kind.SUMMARY: _("from the summary"),
        Kind.HEADLINE: _("headline, %(source)s"),
        Kind.DESCRIPTION: _("a document of %(source)s"),
        Kind.QUOTE: _("quote, %(source)s"),
        Kind.PARAPHRASE: _("a claim of %(source)s, in our words"),
        Kind.ATTRIBUTION: _("whom %(source)s cites"),
        Kind.DOCUMENT: _("from the text, %(source)s"),
    }
    return words[text.kind] % {"source": text.of}
