"""What would come of something if it were done now: it is done, looked at, and undone.

The services do it and the ordinary queries look, so nothing here knows a rule of theirs.
Whoever may write a draft may look: nothing of this is ever seen by others.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from timeline.models import Account, Claim, Event
from timeline.queries.rows.facts import load_facts
from timeline.services.nouns.marking import drafts_published_with
from timeline.services.nouns.workflow import make_public
from timeline.services.writing import rehearsing, writing
from timeline.vocabulary.clock import today
from timeline.vocabulary.evidence.origins import origin_of
from timeline.vocabulary.evidence.standing import Evidence, evidence_on
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.stances import COUNTED
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.words import UNPUBLISHED


@contextmanager
def rehearse(do: Callable[[], list[Event]], *, by: Account) -> Iterator[list[Event]]:
    """Do what `do` does, let the caller look at the events that it returns, and undo it.

    They come with their search rows where readers would see them. Raises what `do` raises.
    """
    with writing(by, Verb.DRAFT, "preview"), rehearsing(by) as frame:
        keys = [event.pk for event in do()]
        frame.touch(keys)
        frame.derive_now(frame.touched)
        found = Event.objects.select_related("search_row").in_bulk(keys)
        yield [found[key] for key in keys]


@contextmanager
def rehearse_publishing(save: Callable[[], Event], *, by: Account) -> Iterator[Event]:
    """Do what `save` does, publish the event, let the caller look, and undo all of it.

    Raises what `save` raises, and Refused where it could not be published.
    """

    def do() -> list[Event]:
        event = save()
        make_public(event, event.claims.filter(state__in=UNPUBLISHED).select_related("document"))
        return [event]

    with rehearse(do, by=by) as events:
        yield events[0]


@dataclass(frozen=True, slots=True)
class ForecastCounts:
    """The counts and the rule's word with a new claim in, once it is published.

    `before` is what the event comes to without what is new. `same_as` are older claims of the
    event, in their order, that go back to the origin of this one; none for context.
    """

    before: Evidence
    after: Evidence
    suggested: Status | None
    same_as: tuple[Claim, ...]

    @property
    def adds_origin(self) -> bool:
        """Whether somebody speaks through it who is not counted yet, on either side."""
        known = self.before.supporting | self.before.denying
        return bool((self.after.supporting | self.after.denying) - known)

    @property
    def adds_document(self) -> bool:
        """Whether its document tells of the event for the first time."""
        return self.after.documents > self.before.documents


def forecast_counts(
    mark: Callable[[], Claim], event: Event | None, *, by: Account
) -> ForecastCounts:
    """What the event of the claim that `mark` writes comes to today, once that is published.

    `event` is that event where it is recorded already. Of one that readers see, their claims
    count and what goes public with this one; of a draft, all of its claims. Raises what `mark`
    raises, and Refused where it could not be published.
    """
    old = set(event.claims.values_list("pk", flat=True)) if event is not None else set()
    made: list[Claim] = []

    def do() -> list[Event]:
        # Read again: what is undone here must not stay in rows that the caller holds.
        claim = Claim.objects.select_related("event").get(pk=mark().pk)
        made.append(claim)
        make_public(claim.event, drafts_published_with(claim))
        return [claim.event]

    with rehearse(do, by=by) as (found,):
        (claim,) = made
        facts = load_facts([found.pk])
        rules = facts.events[found.pk]
        new = facts.claims_of(found.pk).keys() - old
        known = {key: row for key, row in facts.claims.items() if key not in new}
        before = evidence_on(today(), rules, known, facts.world)
        after = evidence_on(today(), rules, facts.claims, facts.world)
        origin = origin_of(claim.pk, facts.claims, rules, facts.world)
        same = [
            key
            for key in facts.claims_of(found.pk).keys() & old
            if claim.stance in COUNTED
            and facts.claims[key].stance in COUNTED
            and origin_of(key, facts.claims, rules, facts.world) == origin
        ]
        rows = Claim.objects.filter(pk__in=same).select_related("document__source")
        return ForecastCounts(before, after, after.suggested, tuple(rows.order_by("pk")))
