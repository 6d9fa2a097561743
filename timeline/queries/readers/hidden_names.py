"""Names that readers may not see, by the event or document whose texts must not hold them.

Of withheld places and of people without a public role, with their other names. Only the veil
asks for them.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _

from timeline.models import Actor, ActorAlias, Claim, EventActor, EventPlace, Place, PlaceAlias
from timeline.queries.rows.facts import names_of
from timeline.vocabulary.kinds import ActorKind, Withhold
from timeline.vocabulary.texts.highlighting import find_names

#: Of an event's places, of its cast, and of those to whom its claims are attributed.
IS_WITHHELD = Q(withhold=Withhold.PLACE) | Q(place__withhold=Withhold.PLACE)
_UNNAMED = Q(actor__kind=ActorKind.PERSON, actor__public_role="")
_UNNAMED_TELLERS = Q(attributed_to__kind=ActorKind.PERSON, attributed_to__public_role="")

#: A stretch of a text, and what stands there for readers.
type Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class HiddenNames:
    """Names of places and of persons that one text must not hold."""

    places: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()

    def __or__(self, other: "HiddenNames") -> "HiddenNames":
        return HiddenNames(self.places | other.places, self.persons | other.persons)

    @property
    def all(self) -> frozenset[str]:
        return self.places | self.persons

    def spans(self, text: str) -> list[Span]:
        """Where they stand in the text, in any spelling, and what stands there for readers."""
        persons = [(*span, _("[name withheld]")) for span in find_names(text, self.persons)]
        places = [(*span, _("[place withheld]")) for span in find_names(text, self.places)]
        return sorted(persons + places)

    def take_out(self, text: str) -> str:
        return "".join(piece for piece, _hidden in split(text, self.spans(text)))

    def are_in_address(self, address: str) -> bool:
        """In a slug or a whole address, in whatever way it is encoded."""
        ways = _spellings(address) if self.all else ()
        return any(any(find_names(way.replace("_", " "), self.all)) for way in ways)


def _spellings(address: str) -> Iterator[str]:
    """An address decoded once and again, and its host as it is read."""
    while True:
        yield address
        yield " ".join(_read_label(label) for label in re.split(r"[/.@:]+", address))
        decoded = unquote(address)
        if decoded == address:
            return
        address = decoded


def _read_label(label: str) -> str:
    """A part of a host name without its encoding in ASCII (punycode)."""
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def split(part: str, spans: Iterable[Span], start: int = 0) -> Iterable[tuple[str, bool]]:
    """A part of a text, which begins at `start` there, in pieces: (piece, whether a stand-in)."""
    here = start
    for left, right, stand_in in spans:
        if here < right and left < start + len(part):
            yield part[here - start : max(left - start, 0)], False
            yield stand_in, True
            here = right
    yield part[here - start :], False


def hides_names(event: str) -> Q:
    """Of rows whose field `event` leads to an event: those where that one hides names."""
    here = OuterRef(event)
    return (
        Q(Exists(EventPlace.objects.filter(IS_WITHHELD, event=here)))
        | Q(Exists(EventActor.objects.filter(_UNNAMED, event=here)))
        | Q(Exists(Claim.objects.filter(_UNNAMED_TELLERS, event=here, is_public=True)))
    )


def events_told_by(documents: Collection[int] | None) -> dict[int, set[int]]:
    """Events that hide names and that each of these documents, or any, publicly tells of."""
    claims = Claim.objects.filter(hides_names("event"), is_public=True)
    if documents is not None:
        claims = claims.filter(document__in=documents)
    told: dict[int, set[int]] = defaultdict(set)
    for document, event in claims.values_list("document", "event"):
        told[document].add(event)
    return told


def names_hidden_by(events: Collection[int]) -> dict[int, HiddenNames]:
    """What each of these events hides; those that hide nothing are not among the keys."""
    rows = _hidden_rows(
        EventPlace.objects.filter(event__in=events),
        EventActor.objects.filter(event__in=events),
        Claim.objects.filter(event__in=events, is_public=True),
    )
    return _names(rows)


def names_ever_hidden_by(event: int) -> tuple[HiddenNames, set[int]]:
    """What the event hides of all that was ever recorded of it, and which places.

    A place that is withheld or was so in any version, a person who may not be named today.
    """
    places, cast, claims = (
        apps.get_model("timeline", f"{name}History")._default_manager.all()
        for name in ("EventPlace", "EventActor", "Claim")
    )
    own = claims.filter(event=event).values("pgh_obj")
    rows = _hidden_rows(
        places.filter(event=event), cast.filter(event=event), claims.filter(pgh_obj__in=own)
    )
    # A claim that came from another event brings whom it was attributed to there.
    found = {(event, key, kind) for _event, key, kind in rows}
    return _names(found).get(event, HiddenNames()), {
        key for _event, key, kind in found if kind == "place"
    }


def _hidden_rows(
    places: QuerySet[Any], cast: QuerySet[Any], claims: QuerySet[Any]
) -> Collection[tuple[int, int, str]]:
    """(event, place or actor, which of the two) of what is hidden among these; one query."""
    hidden = places.filter(IS_WITHHELD).order_by().values_list("event", "place", Value("place"))
    cast = cast.filter(_UNNAMED).order_by().values_list("event", "actor", Value("actor"))
    tellers = claims.filter(_UNNAMED_TELLERS).order_by()
    told = tellers.values_list("event", "attributed_to", Value("actor"))
    return list(hidden.union(cast, told).order_by())


def _names(rows: Collection[tuple[int, int, str]]) -> dict[int, HiddenNames]:
    keys: dict[str, set[int]] = defaultdict(set)
    for _event, key, kind in rows:
        keys[kind].add(key)
    places = names_of(Place, PlaceAlias, "place", keys["place"])
    people = names_of(Actor, ActorAlias, "actor", keys["actor"])
    found: dict[int, HiddenNames] = defaultdict(HiddenNames)
    for event, key, kind in rows:
        if kind == "place":
            found[event] |= HiddenNames(places=frozenset(places[key]))
        else:
            found[event] |= HiddenNames(persons=frozenset(people[key]))
    return found
