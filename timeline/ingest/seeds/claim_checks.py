"""What must hold of claims: where they stand, what they relay, what ends them."""

from collections.abc import Mapping, Sequence

from timeline.vocabulary.evidence.origins import find_cycle
from timeline.vocabulary.stances import COUNTED, NUMERIC, DiffersOn, Stance
from timeline.vocabulary.statuses import Ground, Status
from timeline.vocabulary.words import WorkflowState

from .claims import ClaimSeed, MeasureSeed
from .errors import Mistake
from .records import DecisionSeed, EventSeed, Seeds

type Home = dict[str, EventSeed]


def check_claims(seeds: Seeds, mistakes: list[Mistake]) -> None:
    """Note every mistake in the claims of the events, and in what names claims."""
    home: Home = {}
    claims: dict[str, ClaimSeed] = {}
    for event in seeds.events:
        for claim in event.claims:
            if claim.key and claim.key in claims:
                first = claims[claim.key].where
                reason = f"{claim.key} stands twice; first in {first.file}:{first.line}"
                mistakes.append(claim.where.mistake("key", reason))
            home.setdefault(claim.key, event)
            claims.setdefault(claim.key, claim)
    for event in seeds.events:
        _check_speaks(event, mistakes)
        for claim in event.claims:
            _check_claim(claim, mistakes)
            _check_upstream(claim, event, home, mistakes)
        for decision in event.decisions:
            _check_decision(decision, event, home, mistakes)
        for part in event.actors:
            for key in part.asserted_by:
                if home.get(key) is not event:
                    reason = f"no claim {key!r} in this event"
                    mistakes.append(part.where.mistake("asserted_by", reason))
    _check_circles(claims, mistakes)


def _check_speaks(event: EventSeed, mistakes: list[Mistake]) -> None:
    """A published event needs somebody who says or denies it (domain: none recorded)."""
    if event.workflow is WorkflowState.PUBLISHED and not any(
        claim.stance in COUNTED for claim in event.claims
    ):
        reason = "no claim supports, differs or denies; add one, or say workflow: draft"
        mistakes.append(event.where.mistake("claims", reason))


def _check_claim(claim: ClaimSeed, mistakes: list[Mistake]) -> None:
    faults = []
    if claim.stance is Stance.DIFFERS and claim.differs_on is None:
        accepted = ", ".join(DiffersOn.values)
        faults.append(("differs_on", f"is missing; accepted: {accepted}"))
    if claim.stance is not Stance.DIFFERS and claim.differs_on is not None:
        faults.append(("differs_on", "belongs to a claim whose stance is differs"))
    if claim.relays and claim.relays_source:
        reason = "a claim relays another claim or a source, not both"
        faults.append(("relays_source", reason))
    if claim.same_origin_as and claim.relays:
        faults.append(("same_origin_as", "is set on a claim that relays no other claim"))
    if bool(claim.same_origin_as) != bool(claim.same_origin_reason):
        reason = "same_origin_as and its reason stand together"
        faults.append(("same_origin_reason", reason))
    if claim.attributed_unnamed and not claim.attributed_to:
        reason = "needs attributed_to: the body whose people are not named"
        faults.append(("attributed_unnamed", reason))
    quoting = (("quote_language", claim.quote_language), ("translated_by", claim.translated_by))
    faults += [(name, "belongs to a quote") for name, text in quoting if text and not claim.quote]
    mistakes += [claim.where.mistake(name, reason) for name, reason in faults]
    for measure in claim.measures:
        _check_measure(measure, mistakes)


def _check_measure(measure: MeasureSeed, mistakes: list[Mistake]) -> None:
    numbers = [n for n in (measure.low, measure.best, measure.high) if n is not None]
    if numbers != sorted(numbers):
        mistakes.append(measure.where.mistake("best", "order the numbers: low, best, high"))
    if numbers and measure.quantity not in NUMERIC:
        reason = f"a {measure.quantity} is words only: put it into text"
        mistakes.append(measure.where.mistake("best", reason))


def _check_upstream(
    claim: ClaimSeed, event: EventSeed, home: Home, mistakes: list[Mistake]
) -> None:
    for name, key in (("relays", claim.relays), ("same_origin_as", claim.same_origin_as)):
        if key is None:
            continue
        if key not in home:
            mistakes.append(claim.where.mistake(name, f"no claim {key!r} in these files"))
        elif home[key] is not event:
            reason = f"{key} is a claim of another event ({home[key].slug})"
            mistakes.append(claim.where.mistake(name, reason))
    named = set()
    for lapse in claim.lapses:
        if lapse.by and lapse.by not in home:
            mistakes.append(lapse.where.mistake("by", f"no claim {lapse.by!r} in these files"))
        if lapse.by in named:
            mistakes.append(lapse.where.mistake("by", f"{lapse.by} ends this claim twice"))
        named.add(lapse.by)


def _check_decision(
    decision: DecisionSeed, event: EventSeed, home: Home, mistakes: list[Mistake]
) -> None:
    if decision.status is Status.CONFIRMED and decision.ground is None:
        accepted = ", ".join(Ground.values)
        mistakes.append(decision.where.mistake("ground", f"is missing; accepted: {accepted}"))
    if decision.status is not Status.CONFIRMED and decision.ground is not None:
        mistakes.append(decision.where.mistake("ground", "belongs to the status confirmed"))
    for key in decision.claims:
        if home.get(key) is not event:
            reason = f"no claim {key!r} in this event"
            mistakes.append(decision.where.mistake("claims", reason))


def _check_circles(claims: dict[str, ClaimSeed], mistakes: list[Mistake]) -> None:
    """Relays and lapses together run in no circle, nor do same-origin findings."""
    relays = {key: [claim.relays] if claim.relays else [] for key, claim in claims.items()}
    standing = {
        key: relays[key] + [lapse.by for lapse in claim.lapses] for key, claim in claims.items()
    }
    origins = {
        key: [claim.same_origin_as] if claim.same_origin_as else relays[key]
        for key, claim in claims.items()
    }
    for name, graph in (("relays", relays), ("lapses", standing), ("same_origin_as", origins)):
        if circle := find_circle(graph):
            reason = f"{circle[0]} leads back to itself: {' → '.join(circle)}"
            mistakes.append(claims[circle[0]].where.mistake(name, reason))
            return


def find_circle(leads: Mapping[str, Sequence[str]]) -> list[str]:
    """One circle of names, from its first in the alphabet back to it; empty without any.

    `leads` says to which names a name leads; names that have no entry lead nowhere.
    """
    cycle = find_cycle(leads)
    if cycle is None:
        return []
    start = cycle.index(min(cycle))
    return [*cycle[start:], *cycle[: start + 1]]
