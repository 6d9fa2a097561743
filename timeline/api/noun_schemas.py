"""What the API answers about places, actors, sources, documents and timelines."""

import datetime as dt
from typing import Annotated, Any

from django.urls import reverse
from ninja import Field, Schema
from pydantic import AliasPath, BeforeValidator

from .schemas import DocumentOut, ListOut, NameOut, PathOut, TextOrNull, url_of

#: Counts by word, in order, of pairs of both.
Counts = Annotated[dict[str, int], BeforeValidator(dict)]


class AliasOut(Schema):
    """Another name; `kind` is own, exonym, historic, pejorative or transliteration."""

    name: str
    language: TextOrNull = Field(description="BCP 47; null where not recorded.")
    kind: str


class EventCountsOut(Schema):
    """Public events as known on the day asked for, today unless `known` says otherwise."""

    count: int
    status: Counts = Field(
        validation_alias="by_status", description="All six words, zeros included."
    )
    forecasts: int = Field(description="Events without a status.")
    url: str = Field(description="Path of the list of these events.")

    @staticmethod
    def resolve_url(counts: Any) -> str:
        return f"{reverse('api-1:list_events')}?{counts.query}"


class PlaceRowOut(Schema):
    """`path` runs from the country down to the place itself."""

    slug: str
    url: str
    name: str
    kind: str
    path: PathOut

    @staticmethod
    def resolve_slug(place: Any) -> Any:
        return place.path[-1][0]

    @staticmethod
    def resolve_name(place: Any) -> Any:
        return place.path[-1][1]

    @staticmethod
    def resolve_url(place: Any) -> str:
        return reverse("place_detail", args=[place.path[-1][0]])


class PlaceDetailOut(PlaceRowOut):
    """Degrees of WGS 84; what would tell a withheld point is null."""

    parent: NameOut | None
    also_in: NameOut | None = Field(description="Second place that a border crossing lies in.")
    children: list[NameOut] = Field(validation_alias="inside")
    aliases: list[AliasOut]
    lat: float | None
    lon: float | None
    disputed: bool = Field(validation_alias=AliasPath("place", "disputed"))
    iso3166_1: TextOrNull = Field(validation_alias=AliasPath("place", "country_code"))
    iso3166_2: TextOrNull = Field(validation_alias=AliasPath("place", "iso3166_2"))
    geonames_id: int | None
    wikidata_id: TextOrNull
    events: EventCountsOut

    @staticmethod
    def resolve_parent(detail: Any) -> Any:
        above = detail.path[:-1]
        return {"slug": above[-1][0], "name": above[-1][1]} if above else None

    @staticmethod
    def resolve_geonames_id(detail: Any) -> Any:
        return None if detail.point_withheld else detail.place.geonames_id

    @staticmethod
    def resolve_wikidata_id(detail: Any) -> Any:
        return None if detail.point_withheld else detail.place.wikidata_id


class ActorRowOut(Schema):
    slug: str
    url: str
    name: str
    kind: str
    country: TextOrNull = Field(validation_alias="country_code", description="ISO 3166-1 alpha-2.")
    parent: NameOut | None

    resolve_url = url_of("actor_detail", "slug")

    @staticmethod
    def resolve_parent(actor: Any) -> Any:
        return actor.shown_parent


class ActorDetailOut(ActorRowOut):
    """`superiors` from the top down; `public_role` is why a person's name is public."""

    public_role: TextOrNull
    superiors: list[NameOut]
    children: list[NameOut] = Field(validation_alias="subordinates")
    aliases: list[AliasOut]
    speaks_through: list[NameOut] = Field(validation_alias="mouthpieces")
    events: EventCountsOut


class SourceRowOut(Schema):
    slug: str
    url: str
    name: str
    kind: str
    country: TextOrNull = Field(validation_alias="country_code")
    language: TextOrNull
    owner: NameOut | None

    resolve_url = url_of("source_detail", "slug")


class NeighbourOut(Schema):
    slug: str | None = Field(validation_alias=AliasPath("name", "slug"))
    name: str = Field(validation_alias=AliasPath("name", "text"))
    claims: int


class SourceRecordOut(Schema):
    """What became of what it said: a count, not a rating.

    `status`: its supporting claims by the status of their events.
    """

    assertions: int
    relays: int
    denials: int
    context: int
    status: Counts = Field(validation_alias="record")
    forecasts: int
    basis: Counts = Field(validation_alias="bases")


class SourceDetailOut(SourceRowOut):
    """`reliability` is the Admiralty grade A to F; F: cannot be judged."""

    homepage: TextOrNull
    speaks_for: NameOut | None
    reliability: str
    reliability_reason: TextOrNull
    outlets: list[NameOut]
    documents: int
    archived: int
    unseen: int
    first_public_on: dt.date | None = Field(validation_alias="first")
    last_public_on: dt.date | None = Field(validation_alias="last")
    record: SourceRecordOut
    relayed: list[NeighbourOut] = Field(description="Whom it relays, in how many claims.")
    relayed_by: list[NeighbourOut]
    events: EventCountsOut

    @staticmethod
    def resolve_record(detail: Any) -> Any:
        return detail


class CopyOut(Schema):
    """What is kept of a document; the text itself only with rights, on its page."""

    sha256: str
    kept_at: dt.datetime
    method: str
    rights: str
    rights_reason: TextOrNull
    restricted: bool
    length: int = Field(description="Characters of the text.")


class ClaimedEventOut(Schema):
    id: str = Field(validation_alias="event_id")
    slug: str = Field(validation_alias="event_slug")
    url: str
    title: str = Field(validation_alias="event_title")
    status: str | None

    resolve_url = url_of("event_detail", "event_id", "event_slug")


class DocumentClaimOut(Schema):
    """`quote` is null where there is none or where it may not be shown."""

    id: str = Field(validation_alias="public_id")
    event: ClaimedEventOut
    stance: str
    summary: str
    quote: TextOrNull
    quote_language: TextOrNull
    quote_check: str | None = Field(validation_alias="quote_verdict")
    attribution: TextOrNull
    attributed_to: NameOut | None
    relays: NameOut | None = Field(description="The source that it passes on.")
    basis: str

    @staticmethod
    def resolve_event(claim: Any) -> Any:
        return claim


class DocumentDetailOut(DocumentOut):
    authors: TextOrNull
    accessed: dt.date | None
    copies: list[CopyOut]
    claims: list[DocumentClaimOut]


class TimelineRowOut(Schema):
    slug: str
    url: str
    title: str
    description: str

    resolve_url = url_of("timeline_detail", "slug")


class TimelineInListOut(TimelineRowOut):
    events: int


class TimelineDetailOut(TimelineRowOut):
    events: EventCountsOut


class PlacesOut(ListOut):
    results: list[PlaceRowOut]


class ActorsOut(ListOut):
    results: list[ActorRowOut]


class SourcesOut(ListOut):
    results: list[SourceRowOut]


class DocumentsOut(ListOut):
    results: list[DocumentOut]


class TimelinesOut(ListOut):
    results: list[TimelineInListOut]
