"""The claims about one event as readers see them, each with the chain it came through."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from timeline.models import Claim, Document, Lapse
from timeline.queries.readers.names import Name, name_of_actor, name_of_source, names_of_origins
from timeline.queries.readers.shown_documents import DocumentShown, copies_of, tell_document
from timeline.queries.readers.veil import Veil
from timeline.queries.rows.facts import Facts
from timeline.vocabulary.evidence.origins import Origin, origins_of, side_of
from timeline.vocabulary.evidence.standing import Evidence, standing_on
from timeline.vocabulary.roles import Side
from timeline.vocabulary.stances import Basis, Certainty, DiffersOn, LapseKind, Quantity, Stance
from timeline.vocabulary.texts.quotes import Verdict


@dataclass(frozen=True, slots=True)
class OriginShown:
    """Who a claim goes back to, and on which side of the event they are, if on any."""

    name: Name
    party: Side | None


@dataclass(frozen=True, slots=True)
class MeasureShown:
    quantity: Quantity
    text: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class LapseShown:
    """Why a claim ceased to stand, by which claim of which document, and from which day.

    Only while that claim stands itself: what ended by one that was taken back stands again.
    """

    kind: LapseKind
    by: str
    by_document: DocumentShown
    reason: str
    day: date


@dataclass(frozen=True, slots=True)
class RelayStep:
    """One node of a chain, from the origin on.

    `verb` says how it got here from the node before, empty for the first. `seen` is
    False for what nobody here has seen, `archived` for what no copy is kept of; both
    are True for people, of whom there is nothing to keep.
    """

    verb: str
    name: str
    note: str
    seen: bool = True
    archived: bool = True
    document: DocumentShown | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimShown:
    """A claim with everything that its page and the API say of it.

    `quote` is empty where there is none or where it may not be shown
    (`quote_withheld`). `chain` runs from the origin to the claim's own document. What is
    shown here is told of in the history of the event, in this order.
    """

    key: int
    public_id: str
    document: DocumentShown
    summary: str
    stance: Stance
    differs_on: DiffersOn | None
    quote: str
    quote_language: str
    translated_by: str
    quote_verdict: Verdict | None
    quote_withheld: bool
    measures: tuple[MeasureShown, ...]
    attribution: str
    attributed_to: Name | None
    attributed_unnamed: bool
    basis: Basis
    certainty: Certainty
    rejects: bool
    relays: str | None
    relays_key: int | None
    relays_source: Name | None
    origin_unknown: bool
    origin_key: Origin | None
    origin: OriginShown | None
    standing: bool
    lapses: tuple[LapseShown, ...]
    chain: tuple[RelayStep, ...]


def load_claims(
    event: int,
    facts: Facts,
    evidence: Evidence,
    day: date,
    veil: Veil,
) -> list[ClaimShown]:
    """The claims about an event that were public by `day`, in the order of their recording.

    The veil lies over the event and the documents of all its facts. A constant number of queries.
    """
    lapses = Lapse.objects.filter(by__is_public=True).select_related("by__document__source")
    rows = Claim.objects.filter(event=event, is_public=True).order_by("pk")
    rows = rows.select_related(
        "document__source", "relays_source", "attributed_to", "copy"
    ).prefetch_related("measures", Prefetch("lapses", lapses.order_by("position", "pk")))
    claims = {claim.pk: claim for claim in rows.defer("copy__text")}
    documents = {c.document_id for c in claims.values()}
    documents |= {lapse.by.document_id for c in claims.values() for lapse in c.lapses.all()}
    kept = copies_of(documents)
    origins = origins_of(claims, facts.claims, facts.events[event], facts.world)
    names = names_of_origins(origins.values())
    standing = standing_on(day, facts.claims)
    shown = []
    for pk in sorted(evidence.public):
        origin = origins[pk]
        side = side_of(origin, facts.events[event], facts.world)
        found = OriginShown(names[origin], side) if origin is not None else None
        teller = _Teller(claims, kept, standing, day, veil)
        shown.append(teller.tell(claims[pk], origin, found, pk in evidence.standing))
    return shown


@dataclass(frozen=True, slots=True)
class _Teller:
    claims: Mapping[int, Claim]
    kept: Mapping[int, frozenset[str]]
    standing: frozenset[int]
    day: date
    veil: Veil

    def tell(
        self, claim: Claim, origin_key: Origin | None, origin: OriginShown | None, standing: bool
    ) -> ClaimShown:
        withheld = claim.copy is not None and claim.copy.restricted
        relayed = self.claims.get(claim.relays_id or 0)
        return ClaimShown(
            key=claim.pk,
            public_id=claim.public_id,
            stance=Stance(claim.stance),
            differs_on=DiffersOn(claim.differs_on) if claim.differs_on else None,
            summary=self.veil.text(claim, "summary"),
            quote="" if withheld else self.veil.text(claim, "quote"),
            quote_language=claim.quote_language,
            translated_by=self.veil.text(claim, "translated_by"),
            quote_verdict=Verdict(claim.quote_verdict) if claim.quote_verdict else None,
            quote_withheld=withheld and bool(claim.quote),
            attribution=self.veil.text(claim, "attribution"),
            attributed_to=name_of_actor(claim.attributed_to) if claim.attributed_to else None,
            attributed_unnamed=claim.attributed_unnamed,
            basis=Basis(claim.basis),
            certainty=Certainty(claim.certainty),
            rejects=claim.rejects,
            relays=relayed.public_id if relayed else None,
            relays_key=claim.relays_id,
            relays_source=name_of_source(claim.relays_source) if claim.relays_source else None,
            origin_unknown=claim.origin_unknown,
            origin_key=origin_key,
            origin=origin,
            standing=standing,
            lapses=tuple(self._lapses(claim)),
            document=self._document(claim.document),
            measures=tuple(
                MeasureShown(Quantity(m.quantity), self.veil.text(m, "text"), m.low, m.best, m.high)
                for m in claim.measures.all()
            ),
            chain=tuple(self._chain(claim)),
        )

    def _document(self, document: Document) -> DocumentShown:
        return tell_document(document, self.veil, archived=document.pk in self.kept)

    def _lapses(self, claim: Claim) -> Iterable[LapseShown]:
        for lapse in claim.lapses.all():
            if lapse.by_id in self.standing:
                document = self._document(lapse.by.document)
                reason = self.veil.text(lapse, "reason")
                since = document.public_on
                yield LapseShown(LapseKind(lapse.kind), lapse.by.public_id, document, reason, since)

    def _chain(self, claim: Claim) -> list[RelayStep]:
        way = [claim]
        while (upstream := self.claims.get(way[-1].relays_id or 0)) is not None:
            way.append(upstream)
        way.reverse()
        steps = self._beginning(way[0])
        for index, here in enumerate(way):
            verb = self._verb(way, index) if index or steps else ""
            steps.append(self._printed(verb, here))
        return steps

    def _beginning(self, root: Claim) -> list[RelayStep]:
        """Who told whom before the first document that is recorded."""
        steps: list[RelayStep] = []
        words = f"“{self.veil.text(root, 'attribution')}”" if root.attribution else ""
        publisher = root.relays_source or root.document.source
        speaker = root.attributed_to
        if root.origin_unknown:
            steps.append(RelayStep("", str(_("Origin not said")), words, seen=False))
        elif speaker is not None and speaker.pk != publisher.speaks_for_id:
            note = _("people not named") if root.attributed_unnamed else words
            steps.append(RelayStep("", name_of_actor(speaker).text, note))
        elif speaker is None and root.attribution:
            steps.append(RelayStep("", words, _("as it is called there")))
        if root.relays_source is not None:
            verb = "" if not steps else _telling(root)
            note = _("document not recorded")
            steps.append(RelayStep(verb, root.relays_source.name, note, seen=False, archived=False))
        return steps

    def _verb(self, way: list[Claim], index: int) -> str:
        here = way[index]
        if index:
            before = self.kept.get(way[index - 1].document_id, frozenset())
            same = before & self.kept.get(here.document_id, frozenset())
            return _("copied by") if same else _("relays")
        return _("relays") if here.relays_source_id else _telling(here)

    def _printed(self, verb: str, claim: Claim) -> RelayStep:
        document = self._document(claim.document)
        if document.public_on > self.day:
            note = _("not published by that day")
            return RelayStep(verb, document.source.text, note, seen=False, archived=False)
        notes = [document.when or _("date not known")]
        if document.unseen:
            notes.append(_("not seen"))
        elif not document.archived:
            notes.append(_("not archived"))
        return RelayStep(
            verb,
            document.source.text,
            " · ".join(notes),
            seen=not document.unseen,
            archived=document.archived,
            document=document,
        )


def _telling(root: Claim) -> str:
    """How the words of a root got to its publisher."""
    return _("reported by") if root.attributed_to_id or root.origin_unknown else _("tells")
