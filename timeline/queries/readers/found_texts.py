"""The texts by which a public event is found: only what readers may see of it.

Weights: A the title, B names of its places and actors with what stands above them, C its
summary and its public claims (paraphrase, quote, attribution, document and source), D the
texts of documents that may be shown whole. Withheld places and people without a public role
never become words, whoever's text names them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from django.db.models import Exists, OuterRef

from timeline.models import (
    Actor,
    ActorAlias,
    Claim,
    Copy,
    Event,
    EventActor,
    Place,
    PlaceAlias,
    RoleAssertion,
    SearchRow,
)
from timeline.queries.rows.facts import climb, names_of, with_ancestors
from timeline.vocabulary.kinds import Rights
from timeline.vocabulary.texts.search_vectors import Weight, Weighted

from .names import name_of_actor
from .veil import Veil

#: Characters of one document's text that are searched: about a hundred printed pages.
LONGEST_TEXT = 300_000


class Kind(Enum):
    """What a text is. DESCRIPTION stands for a headline that was not seen."""

    TITLE = auto()
    NAME = auto()
    SUMMARY = auto()
    HEADLINE = auto()
    DESCRIPTION = auto()
    QUOTE = auto()
    PARAPHRASE = auto()
    ATTRIBUTION = auto()
    DOCUMENT = auto()

    @property
    def is_sources_own(self) -> bool:
        """Whether the words are a source's and not ours."""
        return self in {Kind.HEADLINE, Kind.QUOTE, Kind.ATTRIBUTION, Kind.DOCUMENT}


@dataclass(frozen=True, slots=True)
class FoundText(Weighted):
    """A text by which an event is found; `of` names whose: the owner of a name, a publisher."""

    kind: Kind = Kind.TITLE
    of: str = ""


class FoundTexts:
    """The texts of some public events, loaded at once in a constant number of queries."""

    def __init__(self, rows: Mapping[int, SearchRow]) -> None:
        self.rows = rows
        self.events = Event.objects.in_bulk(rows)
        self.claims: dict[int, list[Claim]] = defaultdict(list)
        claims = Claim.objects.filter(event__in=rows, is_public=True).order_by("pk")
        loaded = claims.select_related("document__source", "relays_source", "attributed_to", "copy")
        for claim in loaded.defer("copy__text"):
            self.claims[claim.event_id].append(claim)
        documents = {c.document_id for found in self.claims.values() for c in found}
        self.texts = _whole_texts(documents)
        self.veil = Veil(events=rows, documents=documents)
        self.place_names = names_of(
            Place, PlaceAlias, "place", {pk for row in rows.values() for pk in row.place_ids}
        )
        self.shown, self.asserted = _cast(rows)
        named = {pk for row in rows.values() for pk in row.actor_ids}
        told = (claim.attributed_to_id for found in self.claims.values() for claim in found)
        named |= {actor for actor in told if actor is not None}
        self.actor_names = names_of(Actor, ActorAlias, "actor", named)

    def of_event(self, event: int) -> Iterator[FoundText]:
        """What one of the events is found by, in the order of the weights."""
        own = self.events[event]
        yield from self._plain(Kind.TITLE, Weight.TITLE, own.title, event=event)
        for place in self.rows[event].place_ids:
            yield from _named(Weight.NAMES, self.place_names[place])
        public = set(self.rows[event].actor_ids)
        for actor in sorted(self.shown[event] & public):
            yield from _named(Weight.NAMES, self.actor_names[actor])
        # Roles that only claims assert are not shown in every past view.
        for actor in sorted((self.asserted[event] - self.shown[event]) & public):
            yield from _named(Weight.EVIDENCE, self.actor_names[actor])
        yield from self._plain(Kind.SUMMARY, Weight.EVIDENCE, own.summary, event=event)
        for claim in self.claims[event]:
            yield from self._of_claim(claim)
        publishers = {c.document_id: c.document.source.name for c in self.claims[event]}
        for document in sorted(publishers.keys() & self.texts.keys()):
            text, of = self.texts[document], publishers[document]
            yield from self._plain(Kind.DOCUMENT, Weight.DOCUMENTS, text, of, document=document)

    def _of_claim(self, claim: Claim) -> Iterator[FoundText]:
        restricted = claim.copy is not None and claim.copy.restricted
        of, weight = claim.document.source.name, Weight.EVIDENCE
        told = {"event": claim.event_id, "document": claim.document_id}
        headline = Kind.DESCRIPTION if claim.document.is_described else Kind.HEADLINE
        yield from self._plain(headline, weight, claim.document.title, of, **told)
        if not restricted:
            yield from self._plain(Kind.QUOTE, weight, claim.quote, of, **told)
        yield from self._plain(Kind.PARAPHRASE, weight, claim.summary, of, **told)
        yield from self._plain(Kind.ATTRIBUTION, weight, claim.attribution, of, **told)
        for source in (claim.document.source, claim.relays_source):
            if source is not None:
                yield from _named(weight, [source.name])
        teller = claim.attributed_to
        if teller is not None and name_of_actor(teller).slug is not None:
            yield from _named(weight, self.actor_names[teller.pk])

    def _plain(
        self, kind: Kind, weight: Weight, text: str, of: str = "", **row: int
    ) -> Iterator[FoundText]:
        """A text of this row without hidden names, cut where they stood."""
        parts, hidden = self.veil.cut_for_search(text, **row)
        for part in parts:
            if part.strip():
                yield FoundText(weight, part, hidden, kind, of)


def _named(weight: Weight, names: Iterable[str]) -> Iterator[FoundText]:
    """The names of one place or actor, its own first."""
    known = list(names)
    for name in known:
        yield FoundText(weight, name, kind=Kind.NAME, of=known[0])


def _cast(rows: Iterable[int]) -> tuple[Mapping[int, set[int]], Mapping[int, set[int]]]:
    """Actors with their superiors, by event: always shown, and shown by public claims alone."""
    assertions = RoleAssertion.objects.filter(event_actor=OuterRef("pk"))
    cast = EventActor.objects.filter(event__in=rows).annotate(
        asserted=Exists(assertions), told=Exists(assertions.filter(claim__is_public=True))
    )
    roles = list(cast.values_list("event", "actor", "asserted", "told"))
    above = climb(Actor, {actor for _event, actor, *_rest in roles}, "parent_id")
    shown: dict[int, set[int]] = defaultdict(set)
    by_claims: dict[int, set[int]] = defaultdict(set)
    for event, actor, asserted, told in roles:
        if told or not asserted:
            found = by_claims if asserted else shown
            found[event] |= with_ancestors([actor], above)
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
