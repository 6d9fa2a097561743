"""The veil: what may be said to readers, and the only place that knows (docs/data-model.md).

A withheld place is stood in for by its nearest public ancestor, and a person without a public
role by a description; the names of both are taken out of every text and address. Whoever tells
readers of a row says to the veil which row and which field it is; which names are hidden nobody
else learns.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.urls import reverse

from timeline.models import (
    Claim,
    Copy,
    Document,
    Event,
    EventPlace,
    Lapse,
    Measure,
    Place,
    StatusChange,
)
from timeline.vocabulary.kinds import Withhold

from .hidden_names import (
    HiddenNames,
    events_told_by,
    hides_names,
    names_ever_hidden_by,
    names_hidden_by,
    split,
)
from .passages import Paragraph
from .shown_places import PlaceVeil, ShownPlace

#: What stands for a slug that holds a hidden name.
HIDDEN_SLUG = "withheld"


class Veil:
    """What readers see of some events and documents, or of all (None), and of their places.

    A document hides what every event hides that it publicly tells of. Costs a constant number
    of queries, names and places when first asked for. To ask for a row over which it does not
    lie is a KeyError: an answer would be a leak.
    """

    def __init__(
        self, *, events: Iterable[int] | None = (), documents: Iterable[int] | None = ()
    ) -> None:
        self._events = None if events is None else set(events)
        self._documents = None if documents is None else set(documents)

    # --- Texts -------------------------------------------------------------------------------

    def text(self, row: Any, field: str) -> str:
        """A text of an event, a document or whatever belongs to one."""
        return self._hidden(**_owner(row)).take_out(getattr(row, field))

    def say(self, words: str, *, event: int | None = None, document: int | None = None) -> str:
        """Words put together from texts of an event, of a document or of both."""
        return self._hidden(event, document).take_out(words)

    def hides(self, row: Event | Document, field: str) -> bool:
        """Whether readers see something else than what is stored."""
        if field == "slug":
            return self.slug(row) != row.slug
        return bool(self.text(row, field) != getattr(row, field))

    def finds(self, row: Any, field: str, words: str) -> bool:
        """Whether readers find these words in it, in large letters or small."""
        return words.casefold() in self.text(row, field).casefold()

    def cut_for_search(
        self, words: str, *, event: int | None = None, document: int | None = None
    ) -> tuple[list[str], frozenset[str]]:
        """The pieces between hidden names, and what else a list of their words passes over:
        those names, which may stand there in forms that only folding shows."""
        hidden = self._hidden(event, document)
        pieces = split(words, hidden.spans(words))
        return [piece for piece, is_stand_in in pieces if not is_stand_in], hidden.all

    def paragraphs(self, copy: Copy, shown: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
        """Paragraphs of a kept text.

        Names are found in the whole text: where a quote or a passage ends within one, half of
        it would tell all.
        """
        paragraphs = list(shown)
        spans = self._hidden(document=copy.document_id).spans(copy.text) if paragraphs else []
        return tuple(_without(paragraph, spans) for paragraph in paragraphs)

    # --- Addresses ---------------------------------------------------------------------------

    def slug(self, row: Event | Document) -> str:
        return HIDDEN_SLUG if self._hidden(**_owner(row)).are_in_address(row.slug) else row.slug

    def path(self, row: Event | Document) -> str:
        """The address of its page."""
        page = "event_detail" if isinstance(row, Event) else "document_detail"
        return reverse(page, args=[row.public_id, self.slug(row)])

    def address(self, document: Document) -> str:
        """Where it was published; empty where that names what is hidden."""
        hidden = self._hidden(**_owner(document))
        return "" if hidden.are_in_address(document.url) else document.url

    # --- Places ------------------------------------------------------------------------------

    def places(self, event: int) -> tuple[ShownPlace, ...]:
        """Shown places of an event, the primary one first."""
        self._refuse_unless_over(event, self._events)
        return tuple(self._shown.get(event, ()))

    def place_ids(self, event: int) -> set[int]:
        """Its shown places and everything above them that may be named."""
        return self._ground.named(place.place_id for place in self.places(event))

    @cached_property
    def _placed(self) -> list[tuple[int, int, str, str, str]]:
        rows = EventPlace.objects.order_by("event", "position", "pk")
        if self._events is not None:
            rows = rows.filter(event__in=self._events)
        return list(rows.values_list("event", "place", "withhold", "role", "precision"))

    @cached_property
    def _ground(self) -> PlaceVeil:
        return PlaceVeil(place for _event, place, *_rest in self._placed)

    @cached_property
    def _shown(self) -> Mapping[int, list[ShownPlace]]:
        shown: dict[int, list[ShownPlace]] = defaultdict(list)
        for event, place, withhold, role, precision in self._placed:
            found = self._ground.show(place, withhold, role, precision)
            if found is not None and found not in shown[event]:
                shown[event].append(found)
        return shown

    # --- What is hidden ----------------------------------------------------------------------

    @property
    def hiding_events(self) -> set[int]:
        """Those of its events that hide any name."""
        return {pk for pk in self._names if self._events is None or pk in self._events}

    @property
    def hiding_documents(self) -> set[int]:
        """Those of its documents that hide any name."""
        return set(self._told)

    def _hidden(self, event: int | None = None, document: int | None = None) -> HiddenNames:
        hidden = HiddenNames()
        if event is not None:
            self._refuse_unless_over(event, self._events)
            hidden |= self._names.get(event, HiddenNames())
        if document is not None:
            self._refuse_unless_over(document, self._documents)
            for told in self._told.get(document, ()):
                hidden |= self._names.get(told, HiddenNames())
        return hidden

    @staticmethod
    def _refuse_unless_over(key: int, keys: set[int] | None) -> None:
        if keys is not None and key not in keys:
            raise KeyError(key)

    @cached_property
    def _told(self) -> Mapping[int, set[int]]:
        """Events that hide names, by the document that tells of them."""
        return events_told_by(self._documents) if self._documents != set() else {}

    @cached_property
    def _names(self) -> Mapping[int, HiddenNames]:
        return self._load_names()

    def _load_names(self) -> dict[int, HiddenNames]:
        events = self._events
        if events is None:
            hiding = Event.objects.filter(hides_names("pk"), search_row__isnull=False)
            events = set(hiding.values_list("pk", flat=True))
        return names_hidden_by(events.union(*self._told.values()))


class PastVeil(Veil):
    """The veil over all that was ever recorded of one event.

    What is withheld today, or was in any version, is withheld in every old value; of the other
    events and documents what is withheld today.
    """

    def __init__(self, event: int, *, others: Iterable[int], documents: Iterable[int]) -> None:
        super().__init__(events={event, *others}, documents=documents)
        self._event = event

    def places_ever(self, ids: Iterable[int]) -> Mapping[int, Place]:
        """What stands for each of these, which were its places once; the place itself where
        it may be named. Those above which nothing is public are absent."""
        ground = PlaceVeil(ids)
        _names, withheld = self._ever
        found = {
            pk: ground.stand_in(pk, Withhold.PLACE if pk in withheld else Withhold.NONE)
            for pk in ids
        }
        return {pk: place for pk, place in found.items() if place is not None}

    @cached_property
    def _ever(self) -> tuple[HiddenNames, set[int]]:
        return names_ever_hidden_by(self._event)

    def _load_names(self) -> dict[int, HiddenNames]:
        ever, _places = self._ever
        names = super()._load_names()
        return {**names, self._event: names.get(self._event, HiddenNames()) | ever}


def _owner(row: Any) -> dict[str, int]:
    """Whose text it is: the event's, the document's, or what the one says of the other."""
    match row:
        case Event():
            return {"event": row.pk}
        case Document():
            return {"document": row.pk}
        case Claim():
            return {"event": row.event_id, "document": row.document_id}
        case Measure() | Lapse():
            return _owner(row.claim)
        case StatusChange():
            return {"event": row.event_id}
        case Copy():
            return {"document": row.document_id}
    raise TypeError(row)


def _without(paragraph: Paragraph, spans: Iterable[tuple[int, int, str]]) -> Paragraph:
    pieces = []
    start = paragraph.start
    for piece in paragraph.pieces:
        text = "".join(part for part, _hidden in split(piece.text, spans, start))
        pieces.append(replace(piece, text=text))
        start += len(piece.text)
    return replace(paragraph, pieces=tuple(pieces))
