"""Quotes for the rows of a list, and by what way each came, in a sentence."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from timeline.models import Claim
from timeline.queries.readers.names import name_of_actor
from timeline.queries.readers.veil import Veil
from timeline.queries.rows.facts import evidence_of, load_facts
from timeline.vocabulary.evidence.origins import Origin, origins_of
from timeline.vocabulary.evidence.standing import Evidence
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.stances import SUPPORTING, Stance
from timeline.vocabulary.texts.highlighting import count_hits
from timeline.vocabulary.texts.search_terms import Search
from timeline.vocabulary.words import Text

#: Quotes are cut here, at a blank, and say so by an ellipsis.
LONGEST_QUOTE = 240

NOTHING = Search()

#: The sentence for so many in a row, as a denial or not: without and with whom its root cites.
#: A relay carries; only who stands at the beginning says so or denies it.
_WAYS: dict[tuple[int, bool], tuple[Text, Text]] = {
    (1, False): (_("%(first)s says so."), _("%(first)s says so, citing %(teller)s.")),
    (1, True): (_("%(first)s denies it."), _("%(first)s denies it, citing %(teller)s.")),
    (2, False): (
        _("%(first)s carries %(second)s."),
        _("%(first)s carries %(second)s, citing %(teller)s."),
    ),
    (2, True): (
        _("Denied: %(first)s carries %(second)s."),
        _("Denied: %(first)s carries %(second)s, citing %(teller)s."),
    ),
    (3, False): (
        _("%(first)s carries %(second)s, which carries %(third)s."),
        _("%(first)s carries %(second)s, which carries %(third)s, citing %(teller)s."),
    ),
    (3, True): (
        _("Denied: %(first)s carries %(second)s, which carries %(third)s."),
        _("Denied: %(first)s carries %(second)s, which carries %(third)s, citing %(teller)s."),
    ),
    (4, False): (
        _("%(first)s carries what passed through: %(others)s."),
        _("%(first)s carries what passed through: %(others)s. The last one cites %(teller)s."),
    ),
    (4, True): (
        _("Denied: %(first)s carries what passed through: %(others)s."),
        _(
            "Denied: %(first)s carries what passed through: %(others)s. "
            "The last one cites %(teller)s."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class RowQuote:
    """Somebody's words on an event, in their language, and who carries whom.

    `quote` is empty where no claim has words that may be shown; then the sentence stands
    alone. `denies` where it is from a denial. `hits` are the terms of the search in it.
    """

    quote: str
    language: str
    way: str
    denies: bool
    hits: int = 0


def load_row_quotes(
    event_ids: Collection[int], day: date, search: Search = NOTHING
) -> dict[int, RowQuote]:
    """A quote for each of these events as known on `day`, by the event's key.

    The one that holds most of what is searched for; else from the first document whose
    claim stands and says so; where nothing of that side stands, from the first denial.
    Claims with a quote come before those without. A number of queries that does not grow
    with the events.
    """
    if not event_ids:
        return {}
    telling = _Telling(event_ids, day)
    found = {}
    for pk in event_ids:
        chosen = min(telling.standing(pk), key=_rank(search, telling.veil), default=None)
        if chosen is not None:
            found[pk] = telling.tell(chosen, search)
    return found


def quote_origins(event_id: int, day: date) -> tuple[RowQuote, ...]:
    """What each origin of one event says as known on `day`, those that deny it last.

    One quote an origin, chosen as `load_row_quotes` does; claims whose origin is not known
    have one among them.
    """
    telling = _Telling([event_id], day)
    facts = telling.facts
    standing = telling.standing(event_id)
    origins = origins_of(
        [claim.pk for claim in standing], facts.claims, facts.events[event_id], facts.world
    )
    heard: dict[tuple[bool, Origin | None], Claim] = {}
    for claim in sorted(standing, key=_rank(NOTHING, telling.veil)):
        heard.setdefault((claim.stance == Stance.DENIES, origins[claim.pk]), claim)
    return tuple(telling.tell(claim, NOTHING) for claim in heard.values())


class _Telling:
    """The public claims of some events and what they came to on a day, loaded at once."""

    def __init__(self, event_ids: Collection[int], day: date) -> None:
        self.facts = load_facts(event_ids)
        self.evidence = {pk: evidence_of(self.facts, pk, day) for pk in event_ids}
        rows = Claim.objects.filter(event__in=event_ids, is_public=True).order_by("pk")
        rows = rows.select_related("document__source", "relays_source", "attributed_to", "copy")
        self.claims = {claim.pk: claim for claim in rows.defer("copy__text")}
        documents = {claim.document_id for claim in self.claims.values()}
        self.veil = Veil(events=event_ids, documents=documents)

    def standing(self, event: int) -> list[Claim]:
        """Its claims that say so or deny it and stand."""
        able = (*SUPPORTING, Stance.DENIES)
        standing = (self.claims[pk] for pk in sorted(self.evidence[event].standing))
        return [claim for claim in standing if claim.stance in able]

    def tell(self, claim: Claim, search: Search) -> RowQuote:
        quote = _quote(claim, self.veil)
        way = _say_way(claim, self.claims, self.evidence[claim.event_id], self.veil)
        way = self.veil.say(way, event=claim.event_id, document=claim.document_id)
        denies = claim.stance == Stance.DENIES
        return RowQuote(quote, claim.quote_language, way, denies, count_hits(quote, search))


type _Rank = tuple[int, bool, bool, date, int]


def _rank(search: Search, veil: Veil) -> Callable[[Claim], _Rank]:
    """The order in which claims are chosen, the best first."""

    def rank(claim: Claim) -> _Rank:
        hits = count_hits(_quote(claim, veil), search)
        silent = _is_restricted(claim) or not claim.quote
        return -hits, claim.stance == Stance.DENIES, silent, claim.document.public_on, claim.pk

    return rank


def _is_restricted(claim: Claim) -> bool:
    return claim.copy is not None and claim.copy.restricted


def _quote(claim: Claim, veil: Veil) -> str:
    """Its words where they may be shown: not from a copy that is restricted."""
    return "" if _is_restricted(claim) else _cut(veil.text(claim, "quote"))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _say_way(claim: Claim, claims: Mapping[int, Claim], evidence: Evidence, veil: Veil) -> str:
    """As in "A carries B, which carries C, citing an informed source."

    What was not public on that day is left out, as it is everywhere.
    """
    carriers = [claim.document.source.name]
    root = claim
    while (upstream := claims.get(root.relays_id or 0)) is not None and (
        upstream.pk in evidence.public
    ):
        root = upstream
        carriers.append(root.document.source.name)
    if root.relays_id and root.relays_id not in evidence.public:
        carriers.append(pgettext("within a sentence", "something not yet public"))
    if root.relays_source is not None:
        carriers.append(root.relays_source.name)
    plain, citing = _WAYS[min(len(carriers), 4), claim.stance == Stance.DENIES]
    said = dict(zip(("first", "second", "third"), carriers, strict=False))
    said |= {"others": say_list(carriers[1:]), "teller": _teller(root, veil)}
    return str(citing if said["teller"] else plain) % said


def _teller(root: Claim, veil: Veil) -> str:
    """Whom the first document of a chain cites, in words; nothing where it knows by itself."""
    publisher = root.relays_source or root.document.source
    if root.attributed_to is not None:
        if root.attributed_to_id == publisher.speaks_for_id:
            return ""
        name = name_of_actor(root.attributed_to).text
        if not root.attributed_unnamed:
            return name
        people = pgettext("within a sentence", "people of %(name)s, not named")
        return people % {"name": name}
    # Of a source that is carried the words may be no more than its name.
    words = veil.text(root, "attribution") if root.relays_source is None else ""
    return f"“{words}”" if words else ""
