"""The filter word `actor` with those that belong to it, and who took part on a past day."""

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from timeline.models import Actor, EventActor, EvidenceState, RoleAssertion
from timeline.queries.rows.facts import climb, with_ancestors
from timeline.queries.rows.subtrees import below

from .sorts import Slugs

if TYPE_CHECKING:
    from .filters import Filters


class Cast(Slugs):
    """Actors with their subordinates, or exactly these, in any role or in one.

    In past views only by roles that were known on that day. `exact_actor` and `role` are
    part of it.
    """

    def fits(self, filters: "Filters") -> Q | None:
        keys = self.operand(filters)
        together = self.select(keys) if keys else Q()
        if not filters.role and not (keys and (filters.exact_actor or filters.is_past)):
            return together or None
        cast = EventActor.objects.known_on(filters.day).filter(event=OuterRef("row_id"))
        if filters.role:
            cast = cast.filter(role=filters.role)
        if keys:
            wanted = keys if filters.exact_actor else below(Actor, keys, "parent")
            cast = cast.filter(actor__in=wanted)
        # The column first: it has an index, and where it does not fit no role does.
        return together & Q(Exists(cast))

    @staticmethod
    def later(states: QuerySet[EvidenceState], day: date) -> Counter[int]:
        """In how many of these events each actor or superior has only roles not known by `day`.

        Search rows hold today's cast. One query, two more where there are such roles.
        """
        assertions = RoleAssertion.objects.filter(event_actor=OuterRef("pk"), claim__is_public=True)
        by_then = assertions.filter(claim__document__public_on__lte=day)
        later = EventActor.objects.filter(Exists(assertions), ~Exists(by_then))
        rows = states.filter(Exists(later.filter(event=OuterRef("row_id")))).order_by()
        today = dict(rows.values_list("row", "row__actor_ids"))
        if not today:
            return Counter()
        then: dict[int, set[int]] = defaultdict(set)
        known = EventActor.objects.known_on(day).filter(event__in=today)
        for event, actor in known.values_list("event", "actor"):
            then[event].add(actor)
        above = climb(Actor, set().union(*then.values()), "parent_id")
        unknown: Counter[int] = Counter()
        for event, actors in today.items():
            unknown.update(set(actors) - with_ancestors(then[event], above))
        return unknown
