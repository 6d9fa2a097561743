"""What lies below a place, an actor or a source, and which events feel a change of it."""

from collections.abc import Iterable

from django.db import connection, models
from django.db.models.expressions import RawSQL

from timeline.models import Actor, Claim, EventActor, EventPlace, Place, Source


def descend(model: type[models.Model], ids: Iterable[int], *fields: str) -> set[int]:
    """`ids` and every row below them along self-references, one query a level."""
    found = set(ids)
    level = found
    while level:
        below = models.Q()
        for field in fields:
            below |= models.Q(**{f"{field}__in": level})
        level = set(model._default_manager.filter(below).values_list("pk", flat=True)) - found
        found = found | level
    return found


def below(model: type[models.Model], ids: Iterable[int], field: str) -> RawSQL:
    """The keys that `descend` finds, as a subquery: to ask for them costs no query of its own."""
    quote = connection.ops.quote_name
    table, column = quote(model._meta.db_table), quote(f"{field}_id")
    return RawSQL(  # noqa: S611
        # Names of our own table and column; the keys are parameters.
        f"""
        WITH RECURSIVE below AS (
            SELECT id FROM {table} WHERE id = ANY(%s)
            UNION SELECT t.id FROM {table} t JOIN below ON t.{column} = below.id
        )
        SELECT id FROM below
        """,  # noqa: S608
        [list(ids)],
    )


def events_at(place: Place) -> set[int]:
    """Events set in the place or anywhere below it."""
    places = descend(Place, [place.pk], "parent", "second_parent")
    return set(EventPlace.objects.filter(place__in=places).values_list("event", flat=True))


def events_with(actor: Actor) -> set[int]:
    """Events whose cast or evidence the actor or a subordinate is part of."""
    actors = descend(Actor, [actor.pk], "parent")
    cast = EventActor.objects.filter(actor__in=actors).values_list("event", flat=True)
    claims = Claim.objects.filter(
        models.Q(attributed_to__in=actors)
        | models.Q(document__source__speaks_for__in=actors)
        | models.Q(relays_source__speaks_for__in=actors)
    )
    return set(cast) | set(claims.values_list("event", flat=True))


def events_through(source: Source) -> set[int]:
    """Events with claims in documents of the source or its outlets, or relaying them."""
    sources = descend(Source, [source.pk], "owner")
    claims = Claim.objects.filter(
        models.Q(document__source__in=sources) | models.Q(relays_source__in=sources)
    )
    return set(claims.values_list("event", flat=True))
