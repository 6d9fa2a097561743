"""What readers are told of actors and sources, and where a page about them may be found."""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.models import Actor, Source
from timeline.vocabulary.evidence.origins import Origin, OriginKind


@dataclass(frozen=True, slots=True)
class Name:
    """An actor or source by name.

    `slug` is None where no page tells more: a person whose name is not public is
    called by the description ("a resident").
    """

    kind: OriginKind
    slug: str | None
    text: str

    @property
    def view(self) -> str:
        """Name of the page that tells more."""
        return "actor_detail" if self.kind is OriginKind.ACTOR else "source_detail"


def name_of_actor(actor: Actor) -> Name:
    slug = actor.slug if actor.is_nameable else None
    return Name(OriginKind.ACTOR, slug, actor.shown_name)


def name_of_source(source: Source) -> Name:
    return Name(OriginKind.SOURCE, source.slug, source.name)


def names_of_origins(origins: Iterable[Origin | None]) -> dict[Origin, Name]:
    """Names of these origins, in two queries at most."""
    wanted = {origin for origin in origins if origin is not None}
    actors = Actor.objects.in_bulk({o.key for o in wanted if o.kind is OriginKind.ACTOR})
    sources = Source.objects.in_bulk({o.key for o in wanted if o.kind is OriginKind.SOURCE})
    return {
        origin: name_of_actor(actors[origin.key])
        if origin.kind is OriginKind.ACTOR
        else name_of_source(sources[origin.key])
        for origin in wanted
    }
