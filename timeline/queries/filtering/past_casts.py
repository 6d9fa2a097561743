"""Who took part in an event as far as was known on a past day."""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from timeline.models import Actor, EventActor, EvidenceState, RoleAssertion
from timeline.queries.rows.facts import climb, with_ancestors


def count_unknown_actors(states: QuerySet[EvidenceState], day: date) -> Counter[int]:
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
