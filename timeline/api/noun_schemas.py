"""What the API answers about places, actors, sources, documents and timelines."""

import datetime as dt

from ninja import Field, Schema

from .schemas import DocumentOut, NameOut


class AliasOut(Schema):
    """Another name; `kind` is own, exonym, historic, pejorative or transliteration."""

    name: str
    language: str | None = Field(description="BCP 47; null where not recorded.")
    kind: str


class EventCountsOut(Schema):
    """Public events as known on the day asked for, today unless `known` says otherwise."""

    count: int
    status: dict[str, int] = Field(description="All six words, zeros included.")
    forecasts: int = Field(description="Events without a status.")
    url: str = Field(description="Path of the list of these events.")


class PlaceRowOut(Schema):
    """`path` runs from the country down to the place itself."""

    slug: str
    url: str
    name: str
    kind: str
    path: list[NameOut]


class PlaceDetailOut(PlaceRowOut):
    """Degrees of WGS 84; what would tell a withheld point is null."""

    parent: NameOut | None
    also_in: NameOut | None = Field(description="Second place that a border crossing lies in.")
    children: list[NameOut]
    aliases: list[AliasOut]
    lat: float | None
    lon: float | None
    disputed: bool
    iso3166_1: str | None
    iso3166_2: str | None
    geonames_id: int | None
    wikidata_id: str | None
    events: EventCountsOut


class ActorRowOut(Schema):
    slug: str
    url: str
    name: str
    kind: str
    country: str | None = Field(description="ISO 3166-1 alpha-2.")
    parent: NameOut | None


class ActorDetailOut(ActorRowOut):
    """`superiors` from the top down; `public_role` is why a person's name is public."""

    public_role: str | None
    superiors: list[NameOut]
    children: list[NameOut]
    aliases: list[AliasOut]
    speaks_through: list[NameOut]
    events: EventCountsOut


class SourceRowOut(Schema):
    slug: str
    url: str
    name: str
    kind: str
    country: str | None
    language: str | None
    owner: NameOut | None


class NeighbourOut(NameOut):
    claims: int


class SourceRecordOut(Schema):
    """What became of what it said: a count, not a rating.

    `status`: its supporting claims by the status of their events.
    """

    assertions: int
    relays: int
    denials: int
    context: int
    status: dict[str, int]
    forecasts: int
    basis: dict[str, int]


class SourceDetailOut(SourceRowOut):
    """`reliability` is the Admiralty grade A to F; F: cannot be judged."""

    homepage: str | None
    speaks_for: NameOut | None
    reliability: str
    reliability_reason: str | None
    outlets: list[NameOut]
    documents: int
    archived: int
    unseen: int
    first_public_on: dt.date | None
    last_public_on: dt.date | None
    record: SourceRecordOut
    relayed: list[NeighbourOut] = Field(description="Whom it relays, in how many claims.")
    relayed_by: list[NeighbourOut]
    events: EventCountsOut


class CopyOut(Schema):
    """What is kept of a document; the text itself only with rights, on its page."""

    sha256: str
    kept_at: dt.datetime
    method: str
    rights: str
    rights_reason: str | None
    restricted: bool
    length: int = Field(description="Characters of the text.")


class ClaimedEventOut(Schema):
    id: str
    slug: str
    url: str
    title: str
    status: str | None


class DocumentClaimOut(Schema):
    """`quote` is null where there is none or where it may not be shown."""

    id: str
    event: ClaimedEventOut
    stance: str
    summary: str
    quote: str | None
    quote_language: str | None
    quote_check: str | None
    attribution: str | None
    attributed_to: NameOut | None
    relays: NameOut | None = Field(description="The source that it passes on.")
    basis: str


class DocumentDetailOut(DocumentOut):
    authors: str | None
    accessed: dt.date | None
    copies: list[CopyOut]
    claims: list[DocumentClaimOut]


class TimelineRowOut(Schema):
    slug: str
    url: str
    title: str
    description: str


class TimelineInListOut(TimelineRowOut):
    events: int


class TimelineDetailOut(TimelineRowOut):
    events: EventCountsOut


class PlacesOut(Schema):
    count: int
    next: str | None
    results: list[PlaceRowOut]


class ActorsOut(Schema):
    count: int
    next: str | None
    results: list[ActorRowOut]


class SourcesOut(Schema):
    count: int
    next: str | None
    results: list[SourceRowOut]


class DocumentsOut(Schema):
    count: int
    next: str | None
    results: list[DocumentOut]


class TimelinesOut(Schema):
    count: int
    next: str | None
    results: list[TimelineInListOut]
