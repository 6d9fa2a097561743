"""The shape of a histogram's bin."""

from datetime import date

from ninja import Field, Schema

from timeline.vocabulary.statuses import Status


class HistogramBinOut(Schema):
    """Events listed from `from` to `to` inclusive, by status."""

    from_: date = Field(alias="from", serialization_alias="from")
    to: date
    counts: dict[Status, int]
