"""The words by which a public event is found: only what readers may see of it.

Weights: A the title, B names of its places and actors with what stands above them, C its
summary and its public claims (paraphrase, quote, attribution, document and source), D the
texts of documents that may be shown whole. Withheld places and people without a public role
never become words, whoever's text names them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from timeline.models import (
    Actor,
    ActorAlias,
    Claim,
    Copy,
    Document,
    Event,
    EventActor,
    EventPlace,
    Place,
    PlaceAlias,
    RoleAssertion,
    SearchRow,
    SearchText,
)
from timeline.queries.facts import Facts, with_ancestors
from timeline.queries.withholding import names_hidden_in_documents, redact, withheld_names
from timeline.vocabulary.kinds import ActorKind, Rights, Withhold
from timeline.vocabulary.search_vectors import Passage, Weight, write_vector

#: Characters of one document's text that are searched: about a hundred printed pages.
LONGEST_TEXT = 300_000

_CUT = "\x1f"  # A control character, which no text of ours holds.


def write_words(rows: Mapping[int, SearchRow], facts: Facts) -> None:
    """Store the words of these public events, whose search rows stand; a constant number
    of queries. Words that are the same stay untouched."""
    if not rows:
        return
    collected = _Words(rows, facts)
    vectors = {
        event.pk: write_vector(collected.passages(event))
        for event in Event.objects.filter(pk__in=rows)
    }
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
    """Events whose documents also tell of one of these where a place is withheld.

    A shared text or title hides the withheld places of every event that its document tells of.
    """
    # Three questions by key and not one that nests them: where statistics are stale, as within
    # a large import, the planner chooses loops within loops for the nested form (minutes).
    ids = set(event_ids)
    withheld = EventPlace.objects.filter(
        Q(withhold=Withhold.PLACE) | Q(place__withhold=Withhold.PLACE), event__in=ids
    )
    claims = Claim.objects.filter(event__in=set(withheld.values_list("event", flat=True)))
    documents = set(claims.values_list("document", flat=True))
    shown = Copy.objects.filter(document__in=documents).exclude(rights=Rights.NONE)
    names = names_hidden_in_documents(documents)
    titles = Document.objects.filter(pk__in=names).values_list("pk", "title")
    telling = {pk for pk, title in titles if redact(title, names[pk]) != title}
    documents = telling | set(shown.values_list("document", flat=True))
    return set(Claim.objects.filter(document__in=documents).values_list("event", flat=True)) - ids


class _Words:
    """What is found of some events, loaded at once."""

    def __init__(self, rows: Mapping[int, SearchRow], facts: Facts) -> None:
        self.rows = rows
        self.claims: dict[int, list[Claim]] = defaultdict(list)
        claims = Claim.objects.filter(event__in=rows, is_public=True).order_by("pk")
        loaded = claims.select_related("document__source", "relays_source", "attributed_to", "copy")
        for claim in loaded.defer("copy__text"):
            self.claims[claim.event_id].append(claim)
        documents = {c.document_id for found in self.claims.values() for c in found}
        self.texts = _whole_texts(documents)
        self.untitled = names_hidden_in_documents(documents)
        self.told_by = _events_told_by(self.texts)
        self.hidden = _hidden_names({*rows, *chain.from_iterable(self.told_by.values())})
        self.place_names = _names(
            Place, PlaceAlias, "place", {pk for row in rows.values() for pk in row.place_ids}
        )
        self.shown, self.asserted = _cast(rows, facts)
        named = {pk for row in rows.values() for pk in row.actor_ids}
        told = (claim.attributed_to_id for found in self.claims.values() for claim in found)
        named |= {actor for actor in told if actor is not None}
        self.actor_names = _names(Actor, ActorAlias, "actor", named)

    def passages(self, event: Event) -> Iterator[Passage]:
        """What is found of an event, in the order of its weights."""
        hidden = frozenset(self.hidden[event.pk])
        yield from _plain(Weight.TITLE, event.title, hidden)
        for place in self.rows[event.pk].place_ids:
            yield from _named(Weight.NAMES, self.place_names[place])
        public = set(self.rows[event.pk].actor_ids)
        for actor in sorted(self.shown[event.pk] & public):
            yield from _named(Weight.NAMES, self.actor_names[actor])
        # Roles that only claims assert are not shown in every past view.
        for actor in sorted((self.asserted[event.pk] - self.shown[event.pk]) & public):
            yield from _named(Weight.EVIDENCE, self.actor_names[actor])
        yield from _plain(Weight.EVIDENCE, event.summary, hidden)
        for claim in self.claims[event.pk]:
            yield from self._of_claim(claim, hidden)
        for document in sorted({c.document_id for c in self.claims[event.pk]} & self.texts.keys()):
            others = (self.hidden[other] for other in self.told_by[document])
            names = frozenset(chain.from_iterable(others))
            yield from _plain(Weight.DOCUMENTS, self.texts[document], names)

    def _of_claim(self, claim: Claim, hidden: frozenset[str]) -> Iterator[Passage]:
        restricted = claim.copy is not None and claim.copy.restricted
        texts = [claim.summary, claim.attribution]
        told = hidden | frozenset(self.untitled.get(claim.document_id, ()))
        yield from _plain(Weight.EVIDENCE, claim.document.title, told)
        for text in texts if restricted else [claim.quote, *texts]:
            yield from _plain(Weight.EVIDENCE, text, hidden)
        sources = [claim.document.source, claim.relays_source]
        names = [source.name for source in sources if source is not None]
        if claim.attributed_to is not None and claim.attributed_to.is_nameable:
            names += self.actor_names[claim.attributed_to.pk]
        yield from _named(Weight.EVIDENCE, names)


def _plain(weight: Weight, text: str, hidden: frozenset[str]) -> Iterator[Passage]:
    """A text without hidden names, cut where they stood."""
    for part in redact(text, hidden, _CUT).split(_CUT):
        if part.strip():
            yield Passage(weight, part, hidden)


def _named(weight: Weight, names: Iterable[str]) -> Iterator[Passage]:
    for name in names:
        yield Passage(weight, name)


def _names(
    model: type[Place] | type[Actor],
    aliases: type[PlaceAlias] | type[ActorAlias],
    field: str,
    keys: set[int],
) -> dict[int, list[str]]:
    """Names and other names of these rows."""
    found: dict[int, list[str]] = defaultdict(list)
    for pk, name in model._default_manager.filter(pk__in=keys).values_list("pk", "name"):
        found[pk].append(name)
    rows = aliases._default_manager.filter(**{f"{field}__in": keys}).order_by("pk")
    for pk, name in rows.values_list(field, "name"):
        found[pk].append(name)
    return found


def _cast(
    rows: Iterable[int], facts: Facts
) -> tuple[Mapping[int, set[int]], Mapping[int, set[int]]]:
    """Actors with their superiors, by event: always shown, and shown by public claims alone."""
    superiors = {pk: [up] for pk, up in facts.world.superior_of.items()}
    assertions = RoleAssertion.objects.filter(event_actor=OuterRef("pk"))
    cast = EventActor.objects.filter(event__in=rows).annotate(
        asserted=Exists(assertions), told=Exists(assertions.filter(claim__is_public=True))
    )
    shown: dict[int, set[int]] = defaultdict(set)
    by_claims: dict[int, set[int]] = defaultdict(set)
    for event, actor, asserted, told in cast.values_list("event", "actor", "asserted", "told"):
        if told or not asserted:
            found = by_claims if asserted else shown
            found[event] |= with_ancestors([actor], superiors)
    return shown, by_claims


def _whole_texts(documents: Iterable[int]) -> dict[int, str]:
    """Texts of those documents whose newest copy readers see whole, as on their pages."""
    newest = Copy.objects.filter(document__in=documents).order_by("document_id", "-kept_at", "-pk")
    rows = newest.distinct("document_id").values_list("pk", "rights", "restricted")
    whole = [pk for pk, rights, restricted in rows if rights != Rights.NONE and not restricted]
    texts = Copy.objects.filter(pk__in=whole).values_list("document", "text")
    return {document: _beginning(text) for document, text in texts}


def _beginning(text: str) -> str:
    """As much of a text as is searched, cut between words: half a name hides nothing."""
    if len(text) <= LONGEST_TEXT:
        return text
    return text[:LONGEST_TEXT].rsplit(maxsplit=1)[0]


def _events_told_by(documents: Iterable[int]) -> dict[int, set[int]]:
    """Events that each of these documents publicly tells of."""
    found: dict[int, set[int]] = defaultdict(set)
    claims = Claim.objects.filter(document__in=documents, is_public=True)
    for document, event in claims.values_list("document", "event"):
        found[document].add(event)
    return found


def _hidden_names(event_ids: set[int]) -> dict[int, list[str]]:
    """Names of each event's withheld places and of its people without a public role."""
    found = defaultdict(list, withheld_names(event_ids))
    unnamed = Q(actor__kind=ActorKind.PERSON, actor__public_role="")
    cast = EventActor.objects.filter(unnamed, event__in=event_ids)
    people = set(cast.values_list("event", "actor"))
    speakers = Claim.objects.filter(
        event__in=event_ids,
        is_public=True,
        attributed_to__kind=ActorKind.PERSON,
        attributed_to__public_role="",
    )
    people |= set(speakers.values_list("event", "attributed_to"))
    names = _names(Actor, ActorAlias, "actor", {actor for _event, actor in people})
    for event, actor in people:
        found[event] += names[actor]
    return found
