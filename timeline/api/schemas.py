"""What the API answers, field by field, in the order in which it stands there.

A field is read from the attribute of its name, or of its alias, of the row that is answered.
"""

import datetime as dt
from contextlib import suppress
from typing import Annotated, Any

from django.urls import reverse
from ninja import Field, Schema
from pydantic import AliasChoices, AliasPath, BeforeValidator

from timeline.vocabulary.statuses import Status

#: Text that a row keeps empty where there is none.
TextOrNull = Annotated[str | None, BeforeValidator(lambda text: text or None)]


def url_of(view: str, *fields: str) -> Any:
    """A resolver of `url`: the path of the row's own page."""
    return staticmethod(lambda row: reverse(view, args=[getattr(row, field) for field in fields]))


class Together:
    """Rows that are answered as one: the first that has a field gives it, `more` before all."""

    def __init__(self, *rows: Any, **more: Any) -> None:
        self.__dict__.update(more)
        self._rows = rows

    def __getattr__(self, field: str) -> Any:
        for row in self._rows:
            with suppress(AttributeError):
                return getattr(row, field)
        raise AttributeError(field)


class NameOut(Schema):
    """An actor, source or place by name; no slug where no page tells more."""

    slug: str | None
    name: str = Field(validation_alias=AliasChoices("text", "name"))


#: Names from the top down, of pairs of slug and name.
PathOut = Annotated[
    list[NameOut],
    BeforeValidator(lambda path: [{"slug": slug, "name": name} for slug, name in path]),
]


class DateOut(Schema):
    """EDTF, and its inclusive bounds; null where open or not known."""

    edtf: str
    earliest: dt.date | None
    latest: dt.date | None


class PlaceOut(Schema):
    """`path` runs from the country down to the place itself."""

    slug: str
    name: str
    path: PathOut
    role: str
    precision: str
    lat: float | None
    lon: float | None


class ActorOut(Schema):
    slug: str | None
    name: str
    role: str


class EventOut(Schema):
    id: str = Field(validation_alias="public_id")
    slug: str
    url: str
    title: str
    summary: str = Field(description="Empty in past views.")
    date: DateOut
    listed_on: dt.date
    status: str | None
    status_by: str
    suggested: str | None
    outcome: str | None
    type: str
    nature: str
    origins: int
    parties: int
    documents: int
    denials: int
    places: list[PlaceOut]
    actors: list[ActorOut]
    updated_at: dt.datetime = Field(validation_alias="changed_at")

    @staticmethod
    def resolve_date(event: Any) -> Any:
        return event


class ListOut(Schema):
    count: int
    next: str | None


class EventsOut(ListOut):
    results: list[EventOut]


class DocumentOut(Schema):
    """`url` is the path of our page, `address` where the document itself was published."""

    id: str = Field(validation_alias="public_id")
    slug: str
    url: str
    title: str
    address: str | None
    source: NameOut
    language: str
    published: TextOrNull
    public_on: dt.date
    unseen: bool
    archived: bool

    resolve_url = url_of("document_detail", "public_id", "slug")

    @staticmethod
    def resolve_address(document: Any) -> Any:
        return document.url or None


class OriginOut(Schema):
    kind: str = Field(validation_alias=AliasPath("name", "kind"))
    slug: str | None = Field(validation_alias=AliasPath("name", "slug"))
    name: str = Field(validation_alias=AliasPath("name", "text"))
    party: str | None


class LapseOut(Schema):
    kind: str
    by: str
    reason: str
    day: dt.date


class MeasureOut(Schema):
    measure: str = Field(validation_alias="quantity")
    text: str
    low: int | None
    best: int | None
    high: int | None


class ClaimOut(Schema):
    id: str = Field(validation_alias="public_id")
    stance: str
    summary: str
    quote: TextOrNull
    quote_check: str | None = Field(validation_alias="quote_verdict")
    differs_on: str | None
    attribution: TextOrNull
    attributed_to: NameOut | None
    attributed_unnamed: bool
    basis: str
    certainty: str
    rejects: bool
    relays: str | None
    relays_source: NameOut | None
    origin_unknown: bool
    origin: OriginOut | None
    standing: bool
    lapses: list[LapseOut]
    document: DocumentOut
    measures: list[MeasureOut]


class OriginGroupOut(Schema):
    """Claims of one side that go back to one origin; `counted` in the event's numbers or not."""

    side: str
    origin: OriginOut | None
    counted: bool
    documents: int
    claims: list[str]

    @staticmethod
    def resolve_claims(group: Any) -> list[str]:
        return [claim.public_id for claim in group.claims]


class DecisionOut(Schema):
    status: str
    known_on: dt.date
    recorded_at: dt.datetime
    reason: str


class LinkOut(Schema):
    """Another event: with `outward`, this event is `kind` that one, else the other way round."""

    kind: str
    outward: bool
    id: str = Field(validation_alias="public_id")
    slug: str
    url: str
    title: str
    status: str | None

    resolve_url = url_of("event_detail", "public_id", "slug")


class EventDetailOut(EventOut):
    claims: list[ClaimOut]
    origin_groups: list[OriginGroupOut] = Field(validation_alias="groups")
    status_history: list[DecisionOut] = Field(validation_alias="decisions")
    links: list[LinkOut]


class OptionOut(Schema):
    """`parent` is the slug of the nearest one above it in this list."""

    slug: str = Field(validation_alias="value")
    name: str
    parent: str | None
    count: int


class HistogramBinOut(Schema):
    """Events listed from `from` to `to` inclusive, by status."""

    from_: dt.date = Field(validation_alias="first", serialization_alias="from")
    to: dt.date = Field(validation_alias="last")
    counts: dict[Status, int]


class FilterErrorOut(Schema):
    word: str
    value: str
    problem: str
    accepted: str


class ProblemOut(Schema):
    """RFC 9457; `errors` where filter words were refused, `category` where withdrawn."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FilterErrorOut] | None = None
    category: str | None = None
