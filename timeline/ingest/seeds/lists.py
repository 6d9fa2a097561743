"""Bringing in the lists of the seeds: places, actors, sources and documents."""

from collections.abc import Iterable
from typing import Any

from timeline.models import Actor, Document, Place, Source
from timeline.services.nouns.places import OtherName as NamePart

from .fields import Seed
from .records import ActorSeed, DocumentSeed, OtherName, PlaceSeed, SourceSeed
from .upserts import Upserts, digest_of_record, in_order


def put_places(seeds: tuple[PlaceSeed, ...], places: Upserts[Place]) -> None:
    """Parents before what is part of them."""
    for seed in in_order(seeds, "slug", "parent", "second_parent"):
        same = ("slug", "name", "kind", "lat", "lon", "iso3166_2", "disputed", "withhold")
        fields = _same(seed, *same) | {
            "parent": places.get(seed.parent),
            "second_parent": places.get(seed.second_parent),
            "aliases": _names(seed.names),
        }
        if seed.outline is not None:
            # Without one in the files, an outline that a gazetteer brought stays.
            fields["outline"] = seed.outline.geometry
        places.put(seed, seed.slug, digest_of_record(seed), fields)


def put_actors(seeds: tuple[ActorSeed, ...], actors: Upserts[Actor]) -> None:
    """Superiors before subordinates."""
    for seed in in_order(seeds, "slug", "parent"):
        fields = _same(seed, "slug", "name", "kind", "description", "public_role") | {
            "country_code": seed.country,
            "parent": actors.get(seed.parent),
            "aliases": _names(seed.names),
        }
        actors.put(seed, seed.slug, digest_of_record(seed), fields)


def put_sources(
    seeds: tuple[SourceSeed, ...], sources: Upserts[Source], actors: Upserts[Actor]
) -> None:
    """Owners before their outlets."""
    for seed in in_order(seeds, "slug", "owner"):
        same = ("slug", "name", "kind", "language", "homepage", "reliability", "reliability_reason")
        fields = _same(seed, *same) | {
            "country_code": seed.country,
            "owner": sources.get(seed.owner),
            "speaks_for": actors.get(seed.speaks_for),
        }
        sources.put(seed, seed.slug, digest_of_record(seed), fields)


def put_documents(
    seeds: tuple[DocumentSeed, ...], documents: Upserts[Document], sources: Upserts[Source]
) -> None:
    """The day of reading stays empty, so that the published date decides what was known when."""
    same = ("slug", "title", "url", "authors", "published", "language", "unseen", "note")
    for seed in seeds:
        fields = _same(seed, *same) | {"source": sources.get(seed.source)}
        digest = digest_of_record(seed)
        documents.put(seed, seed.slug, digest, fields, public_id=seed.public_id)


def _same(seed: Seed, *fields: str) -> dict[str, Any]:
    """What the file says in fields that the noun calls by the same names."""
    return {name: getattr(seed, name) for name in fields}


def _names(names: Iterable[OtherName]) -> list[NamePart]:
    return [NamePart(name.name, name.language, name.kind) for name in names]
