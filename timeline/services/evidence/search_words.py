"""The words by which a public event is found, stored for every event that a write touches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import connection

from timeline.models import Claim, Copy, Document, SearchRow, SearchText
from timeline.queries.readers.found_texts import FoundTexts
from timeline.queries.readers.veil import Veil
from timeline.vocabulary.kinds import Rights
from timeline.vocabulary.texts.search_vectors import write_vector


def write_words(rows: Mapping[int, SearchRow]) -> None:
    """Store the words of these public events, whose search rows stand; a constant number
    of queries. Words that are the same stay untouched."""
    if not rows:
        return
    found = FoundTexts(rows)
    vectors = {pk: write_vector(found.of_event(pk)) for pk in rows}
    table = connection.ops.quote_name(SearchText._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            # The name of our own table; the words are parameters.
            f"""
            INSERT INTO {table} (event_id, words)
            SELECT event, vector::tsvector
            FROM unnest(%s::bigint[], %s::text[]) AS made (event, vector)
            ON CONFLICT (event_id) DO UPDATE SET words = EXCLUDED.words
            WHERE {table}.words IS DISTINCT FROM EXCLUDED.words
            """,  # noqa: S608
            [list(vectors), list(vectors.values())],
        )


def events_sharing_texts(event_ids: Iterable[int]) -> set[int]:
    """Events whose documents also tell of one of these where a place or a person is not named.

    A document's title, text and claims hide what every event hides that it tells of.
    """
    # Three questions by key and not one that nests them: where statistics are stale, as within
    # a large import, the planner chooses loops within loops for the nested form (minutes).
    ids = set(event_ids)
    veil = Veil(events=ids)
    told: dict[int, set[int]] = defaultdict(set)
    claims = Claim.objects.filter(event__in=veil.hiding_events)
    for document, event in claims.values_list("document", "event"):
        told[document].add(event)

    def hides(document: int, *texts: str) -> bool:
        events = told[document]
        return any(veil.say(text, event=event) != text for text in texts for event in events)

    shown = Copy.objects.filter(document__in=told).exclude(rights=Rights.NONE)
    telling = set(shown.values_list("document", flat=True))
    titles = Document.objects.filter(pk__in=told).values_list("pk", "title")
    telling |= {document for document, title in titles if hides(document, title)}
    others = Claim.objects.filter(document__in=told).exclude(event__in=ids)
    rows = others.values_list("event", "document", "summary", "quote", "attribution")
    return {
        event for event, document, *texts in rows if document in telling or hides(document, *texts)
    }
