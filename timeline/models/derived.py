"""Rows derived from the others, rewritten by the services in the same transaction.

Only what readers may see goes in: a draft cannot leak from here, whatever is asked.
"""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    RangeOperators,
)
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from timeline.vocabulary.statuses import DecidedBy, Outcome, Status
from timeline.vocabulary.types import EventType, Nature


class SearchRow(models.Model):
    """One public event, as narrow as filtering needs it.

    `place_ids` and `actor_ids` hold ancestors and superiors too (of `actor_ids` only
    those that may be named); the `reached_…` arrays hold everything that this event
    makes public, through its claims as well. `digest` is a hash of all that readers see
    of the event, `changed_at` the moment it last changed.
    """

    event = models.OneToOneField(
        "timeline.Event", primary_key=True, on_delete=models.CASCADE, related_name="search_row"
    )
    listed_on = models.DateField()
    span = DateRangeField()
    nature = models.CharField(max_length=12, choices=Nature.choices)
    type = models.CharField(max_length=30, choices=EventType.choices)
    place_ids = ArrayField(models.BigIntegerField(), default=list)
    actor_ids = ArrayField(models.BigIntegerField(), default=list)
    timeline_ids = ArrayField(models.BigIntegerField(), default=list)
    reached_actor_ids = ArrayField(models.BigIntegerField(), default=list)
    reached_source_ids = ArrayField(models.BigIntegerField(), default=list)
    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["-listed_on", "-event"], name="searchrow_newest"),
            models.Index(fields=["-changed_at", "-event"], name="searchrow_changed"),
            GinIndex(fields=["place_ids"], name="searchrow_places"),
            GinIndex(fields=["actor_ids"], name="searchrow_actors"),
            GinIndex(fields=["timeline_ids"], name="searchrow_timelines"),
            GinIndex(fields=["reached_actor_ids"], name="searchrow_reached_actors"),
            GinIndex(fields=["reached_source_ids"], name="searchrow_reached_sources"),
        ]

    def __str__(self) -> str:
        return f"{self.listed_on} {self.event_id}"


class SearchText(models.Model):
    """The words of a public event, folded; kept apart so that search rows stay narrow."""

    event = models.OneToOneField(
        "timeline.SearchRow", primary_key=True, on_delete=models.CASCADE, related_name="text"
    )
    words = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["words"], name="searchtext_words")]

    def __str__(self) -> str:
        return str(self.event_id)


class EvidenceStateQuerySet(models.QuerySet["EvidenceState"]):
    def known_on(self, day: date) -> Self:
        """The one state of each event that was known on this day."""
        return self.filter(days__contains=day)


class EvidenceState(models.Model):
    """What the public evidence on an event came to, over a range of days.

    The last state is open-ended, so that now is the same question as then. `origin_keys`
    are "actor:ID" and "source:ID" of supporting and denying origins; `source_ids` those
    that the filter word `source` finds; `fallen` counts origins that said so and of whose word
    nothing stands any more; `status` is None for a forecast and where
    nothing is recorded.
    """

    row = models.ForeignKey(
        SearchRow, on_delete=models.CASCADE, related_name="states", db_column="event_id"
    )
    days = DateRangeField()
    # None is an answer here, apart from every word: nothing recorded, or a forecast.
    status = models.CharField(max_length=12, null=True, choices=Status.choices)  # noqa: DJ001
    status_by = models.CharField(max_length=8, choices=DecidedBy.choices)
    suggested = models.CharField(max_length=12, null=True, choices=Status.choices)  # noqa: DJ001
    outcome = models.CharField(max_length=8, null=True, choices=Outcome.choices)  # noqa: DJ001
    origins = models.PositiveIntegerField()
    parties = models.PositiveIntegerField()
    denials = models.PositiveIntegerField()
    documents = models.PositiveIntegerField()
    fallen = models.PositiveIntegerField(default=0)
    accused_party_denies = models.BooleanField()
    differs = models.BooleanField()
    unarchived = models.BooleanField()
    origin_keys = ArrayField(models.CharField(max_length=30), default=list)
    source_ids = ArrayField(models.BigIntegerField(), default=list)
    bases = ArrayField(models.CharField(max_length=25), default=list)
    languages = ArrayField(models.CharField(max_length=20), default=list)

    objects = EvidenceStateQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="evidencestate_one_a_day",
                expressions=[("row", RangeOperators.EQUAL), ("days", RangeOperators.OVERLAPS)],
            )
        ]
        indexes = [
            GinIndex(fields=["origin_keys"], name="evidencestate_origins"),
            GinIndex(fields=["source_ids"], name="evidencestate_sources"),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.days}"
