"""An event as it stood at earlier moments, in words that readers may see today.

What is withheld today is withheld in every old value; claims, links and persons that readers
may not see today are absent from all of it, as if they had never been.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from timeline.models import Actor, Claim, Document, Event, Place, Source
from timeline.queries.readers.names import name_of_actor
from timeline.queries.readers.veil import PastVeil
from timeline.queries.rows.versions import Versions
from timeline.vocabulary.dates.bounds import parse_date
from timeline.vocabulary.dates.days import say_day, say_time
from timeline.vocabulary.dates.wording import say_date
from timeline.vocabulary.kinds import LinkKind
from timeline.vocabulary.roles import ActorRole, PlaceRole
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.stances import LapseKind, Quantity
from timeline.vocabulary.statuses import say_status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import Text, WorkflowState

from .claims import ClaimShown

#: Words by what they are about: the public id of a claim or nothing, the field, and for a row
#: of a list the row itself.
type Record = dict[tuple[str, str, str], str]
type Told = Iterator[tuple[str, str]]


_FIELDS = {field.name: field for field in Claim._meta.fields if field.editable}
#: Told of a claim: what readers are shown of it, in that order. What it relays is told once,
#: and of its quote only that it changed.
_TOLD = tuple(
    shown.name
    for shown in fields(ClaimShown)
    if shown.name in {*_FIELDS, "measures"} - {"quote_language", "translated_by", "relays_source"}
)


@dataclass(frozen=True)
class PastRecords:
    """All that was ever recorded of one public event."""

    event: Event

    @cached_property
    def versions(self) -> dict[str, Versions]:
        """By model. Eight queries."""
        own = Q(event_id=self.event.pk)
        claims = Versions("Claim", own)
        keys = claims.values("pgh_obj_id")
        return {
            "Event": Versions("Event", Q(pgh_obj_id=self.event.pk)),
            "EventPlace": Versions("EventPlace", own),
            "EventActor": Versions("EventActor", own),
            "EventLink": Versions("EventLink", own),
            "StatusChange": Versions("StatusChange", own),
            # Also where it went: a claim that was moved away is told of.
            "Claim": Versions("Claim", Q(pgh_obj_id__in=keys)),
            "Measure": Versions("Measure", Q(claim_id__in=keys)),
            "Lapse": Versions("Lapse", Q(claim_id__in=keys)),
        }

    def moments(self) -> list[datetime]:
        """When anything was written, in order."""
        return sorted(set().union(*(found.moments() for found in self.versions.values())))

    def record_at(self, moment: datetime) -> tuple[Any, Record]:
        """The event's own version and the words of everything; later with each call."""
        rows = {name: found.wind_to(moment) for name, found in self.versions.items()}
        (event,) = rows["Event"]
        return event, {key: words for key, words in self._tell(event, rows) if words}

    def _tell(
        self, event: Any, rows: Mapping[str, Any]
    ) -> Iterator[tuple[tuple[str, str, str], str]]:
        yield from self._event(event)
        for name, tell in (
            ("EventPlace", self._places),
            ("EventActor", self._actors),
            ("EventLink", self._links),
            ("StatusChange", partial(self._decisions, event.nature)),
            ("Lapse", self._lapses),
        ):
            for field, words in tell(rows[name]):
                yield ("", field, words), words
        yield from self._claims(rows["Claim"], rows["Measure"])

    def _event(self, row: Any) -> Iterator[tuple[tuple[str, str, str], str]]:
        fields = {
            "title": self._plain(row.title),
            "summary": self._plain(row.summary),
            "date": say_date(parse_date(row.date), long=True),
            "time": say_time(row.time_of_day, row.time_zone) if row.time_of_day else "",
            "nature": str(Nature(row.nature).label),
            "type": str(EventType(row.type).label),
        }
        for field, words in fields.items():
            yield ("", field, ""), words

    def _places(self, rows: Any) -> Told:
        """Places in their order, each one that is withheld as what stands in for it."""
        field = "primary_place"
        for row in sorted(rows, key=lambda row: (row.position, row.pgh_obj_id)):
            if (shown := self._shown_places.get(row.place_id)) is not None:
                yield field, _in_role(shown.name, PlaceRole(row.role).label)
                field = "place"

    def _actors(self, rows: Any) -> Told:
        for row in rows:
            if row.pgh_obj_id not in self._unasserted:
                name = name_of_actor(self._actors_by_key[row.actor_id]).text
                yield "actor", _in_role(name, ActorRole(row.role).label)

    def _links(self, rows: Any) -> Told:
        for row in rows:
            if title := self._linked.get(row.other_id):
                words = {"kind": LinkKind(row.kind).label, "title": title}
                yield "link", _("%(kind)s: %(title)s") % words

    def _decisions(self, nature: str, rows: Any) -> Told:
        for row in rows:
            forecast = nature == Nature.FORECAST
            said = say_status(nature, None if forecast else row.status, row.status)
            words = _("%(status)s, as known from %(day)s on: %(reason)s") % {
                "status": said,
                "day": say_day(row.known_on),
                "reason": self._plain(row.reason),
            }
            yield "decision", words

    def _lapses(self, rows: Any) -> Told:
        for row in rows:
            claim = self._public.get(row.claim_id)
            if claim is not None and row.by_id in self._public:
                words = {
                    "source": claim.document.source.name,
                    "kind": LapseKind(row.kind).label,
                    "reason": self._plain(row.reason, claim.document_id),
                }
                yield "lapse", _("%(source)s: %(kind)s. %(reason)s") % words

    def _claims(self, rows: Any, measures: Any) -> Iterator[tuple[tuple[str, str, str], str]]:
        """Fields of the claims that readers may see today, from their publication on."""
        values: dict[int, list[Any]] = defaultdict(list)
        for measure in measures:
            values[measure.claim_id].append(measure)
        for row in rows:
            claim = self._public.get(row.pgh_obj_id)
            here = row.event_id == self.event.pk and row.state == WorkflowState.PUBLISHED
            if claim is None or not here:
                continue
            own = values[row.pgh_obj_id]
            version = row.pgh_id, *(measure.pgh_id for measure in own)
            if version not in self._said:
                self._said[version] = list(self._claim(claim, row, own))
            for field, words in self._said[version]:
                yield (claim.public_id, field, ""), words

    @cached_property
    def _said(self) -> dict[tuple[int, ...], list[tuple[str, str]]]:
        """What was worked out before: between two saves most claims stay as they are."""
        return {}

    def _claim(self, claim: Claim, row: Any, measures: list[Any]) -> Told:
        """Words, texts and flags as they are; the rest by hand."""
        # Its words are not repeated: readers see no more of a document than its rights allow.
        quote = _("as on the page of the event") if row.quote == claim.quote else _("other words")
        actor = self._actors_by_key.get(row.attributed_to_id)
        relayed = self._public.get(row.relays_id)
        source = relayed.document.source if relayed else self._sources.get(row.relays_source_id)
        own = {
            "document": self._documents.get(row.document_id, ""),
            "quote": quote if row.quote else "",
            "measures": say_list([self._measure(measure, row.document_id) for measure in measures]),
            "attributed_to": str(name_of_actor(actor).text) if actor else "",
            "relays": source.name if source else "",
        }
        for name in _TOLD:
            yield name, own[name] if name in own else self._field(row, name)

    def _field(self, row: Any, name: str) -> str:
        field, value = _FIELDS[name], getattr(row, name)
        if field.choices:
            return str(dict(field.flatchoices).get(value, ""))
        if isinstance(field, models.BooleanField):
            return _("yes") if value else ""
        return self._plain(value, row.document_id)

    def _measure(self, row: Any, document: int) -> str:
        said = {"what": Quantity(row.quantity).label, "value": self._plain(row.text, document)}
        return _("%(what)s: %(value)s") % said

    # --- What readers may see today ----------------------------------------------------------

    def _plain(self, text: str, document: int | None = None) -> str:
        return self._veil.say(text, event=self.event.pk, document=document)

    @cached_property
    def _veil(self) -> PastVeil:
        return PastVeil(
            self.event.pk,
            others=self.versions["EventLink"].values("other_id"),
            documents=self.versions["Claim"].values("document_id"),
        )

    @cached_property
    def _shown_places(self) -> Mapping[int, Place]:
        return self._veil.places_ever(self.versions["EventPlace"].values("place_id"))

    @cached_property
    def _public(self) -> dict[int | None, Claim]:
        """Claims that readers see, by key, with document and source."""
        keys = self.versions["Claim"].values("pgh_obj_id", "relays_id")
        keys |= self.versions["Lapse"].values("by_id")
        rows = Claim.objects.filter(pk__in=keys, is_public=True).select_related("document__source")
        return {claim.pk: claim for claim in rows}

    @cached_property
    def _documents(self) -> dict[int, str]:
        keys = self.versions["Claim"].values("document_id")
        rows = Document.objects.visible_to(None).filter(pk__in=keys).select_related("source")
        return {
            row.pk: _("%(source)s: %(title)s")
            % {"source": row.source.name, "title": self._plain(row.title, row.pk)}
            for row in rows
        }

    @cached_property
    def _sources(self) -> dict[int | None, Source]:
        keys = self.versions["Claim"].values("relays_source_id")
        return dict(Source.objects.in_bulk(keys))

    @cached_property
    def _actors_by_key(self) -> dict[int | None, Actor]:
        keys = self.versions["EventActor"].values("actor_id")
        keys |= self.versions["Claim"].values("attributed_to_id")
        return dict(Actor.objects.in_bulk(keys))

    @cached_property
    def _unasserted(self) -> set[int]:
        """Roles that claims were named for, none of which readers may see."""
        keys = self.versions["EventActor"].values("pgh_obj_id")
        asserted = Versions("RoleAssertion", Q(event_actor_id__in=keys)).all
        told = {row.event_actor_id for row in asserted if row.claim_id in self._public}
        return {row.event_actor_id for row in asserted} - told

    @cached_property
    def _linked(self) -> dict[int, str]:
        """Titles of the public events that it was ever linked to."""
        keys = self.versions["EventLink"].values("other_id")
        rows = Event.objects.visible_to(None).filter(pk__in=keys)
        return {row.pk: self._veil.text(row, "title") for row in rows}


def _in_role(name: str, role: Text) -> str:
    return _("%(name)s (%(role)s)") % {"name": name, "role": role}
