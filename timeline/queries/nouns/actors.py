"""Pages about actors."""

from dataclasses import dataclass

from django.db.models import QuerySet

from timeline.models import Actor, Place, Source
from timeline.queries.readers.names import Name, name_of_actor
from timeline.queries.rows.facts import climb
from timeline.vocabulary.kinds import ActorKind, NameKind

from .noun_lists import PAGE_SIZE, NounPage, by_name, page_by_slug


@dataclass(frozen=True, slots=True)
class Alias:
    name: str
    language: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class ActorDetail:
    """An actor that readers may see; `superiors` from the top down, without itself."""

    actor: Actor
    kind: ActorKind
    superiors: tuple[Name, ...]
    subordinates: tuple[Actor, ...]
    aliases: tuple[Alias, ...]
    mouthpieces: tuple[Source, ...]


def list_actors(q: str, start: tuple[bool, str] | None, size: int = PAGE_SIZE) -> NounPage[Actor]:
    """Visible actors by slug, `size` a page; `q` looks into names and other names."""
    found: QuerySet[Actor] = Actor.objects.visible_to(None).select_related("parent")
    return page_by_slug(by_name(found, q, aliases=True), start, size)


def find_actor_detail(slug: str) -> ActorDetail | None:
    """None where there is no such actor for readers."""
    actor = Actor.objects.visible_to(None).filter(slug=slug).first()
    if actor is None:
        return None
    visible = Actor.objects.visible_to(None)
    return ActorDetail(
        actor=actor,
        kind=ActorKind(actor.kind),
        superiors=tuple(_superiors(actor)),
        subordinates=tuple(visible.filter(parent=actor).order_by("name", "pk")),
        aliases=aliases_of(actor),
        mouthpieces=tuple(Source.objects.visible_to(None).filter(speaks_for=actor)),
    )


def aliases_of(row: Actor | Place) -> tuple[Alias, ...]:
    """Other names in the order of their languages; one query."""
    return tuple(
        Alias(found.name, found.language, NameKind(found.kind)) for found in row.aliases.all()
    )


def _superiors(actor: Actor) -> list[Name]:
    """Named superiors from the top down; a superior that may not be named is left out."""
    above = climb(Actor, [actor.pk], "parent_id")
    rows = Actor.objects.in_bulk(above.keys() - {actor.pk})
    names = []
    here = actor.pk
    while parents := above.get(here):
        here = parents[0]
        names.append(name_of_actor(rows[here]))
    return [name for name in reversed(names) if name.slug is not None]
