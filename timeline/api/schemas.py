"""What the API answers, field by field, in the order of the contract."""

import datetime as dt

from ninja import Field, Schema


class NameOut(Schema):
    """An actor, source or place by name; no slug where no page tells more."""

    slug: str | None
    name: str


class DateOut(Schema):
    """EDTF, and its inclusive bounds; null where open or not known."""

    edtf: str
    earliest: dt.date | None
    latest: dt.date | None


class PlaceOut(Schema):
    """`path` runs from the country down to the place itself."""

    slug: str
    name: str
    path: list[NameOut]
    role: str
    precision: str
    lat: float | None
    lon: float | None


class ActorOut(Schema):
    slug: str | None
    name: str
    role: str


class EventOut(Schema):
    id: str
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
    updated_at: dt.datetime


class EventsOut(Schema):
    count: int
    next: str | None
    results: list[EventOut]


class DocumentOut(Schema):
    """`url` is the path of our page, `address` where the document itself was published."""

    id: str
    slug: str
    url: str
    title: str
    address: str | None
    source: NameOut
    language: str
    published: str | None
    public_on: dt.date
    unseen: bool
    archived: bool


class OriginOut(Schema):
    kind: str
    slug: str | None
    name: str
    party: str | None


class LapseOut(Schema):
    kind: str
    by: str
    reason: str
    day: dt.date


class MeasureOut(Schema):
    measure: str
    text: str
    low: int | None
    best: int | None
    high: int | None


class ClaimOut(Schema):
    id: str
    stance: str
    summary: str
    quote: str | None
    quote_check: str | None
    differs_on: str | None
    attribution: str | None
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


class DecisionOut(Schema):
    status: str
    known_on: dt.date
    recorded_at: dt.datetime
    reason: str


class LinkOut(Schema):
    """Another event: with `outward`, this event is `kind` that one, else the other way round."""

    kind: str
    outward: bool
    id: str
    slug: str
    url: str
    title: str
    status: str | None


class EventDetailOut(EventOut):
    claims: list[ClaimOut]
    origin_groups: list[OriginGroupOut]
    status_history: list[DecisionOut]
    links: list[LinkOut]


class OptionOut(Schema):
    """`parent` is the slug of the nearest one above it in this list."""

    slug: str
    name: str
    parent: str | None
    count: int


class FacetsOut(Schema):
    count: int
    status: dict[str, int]
    type: dict[str, int]
    nature: dict[str, int]
    place: list[OptionOut]
    actor: list[OptionOut]
    source: list[OptionOut]
    basis: dict[str, int]
    lang: dict[str, int]
    origins: dict[str, int] = Field(description="At least so many supporting origins.")
    denied: int
    differs: int
    unarchived: int
    timeline: list[OptionOut]


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
