"""Events, and the places and actors that take part in them."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.dates.bounds import Precision
from timeline.vocabulary.kinds import PlacePrecision, Withhold
from timeline.vocabulary.roles import ActorRole, PlaceRole
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import UNPUBLISHED, WithdrawalCategory, WorkflowState

from .derived import SearchRow
from .rows import (
    LineField,
    Row,
    TextField,
    public_id_field,
    slug_validator,
    state_field,
    tracked,
    withdrawn_for_field,
)
from .triggers import NO_DELETE, words_check


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user: Any) -> Self:
        """Published events for which a published claim speaks; editors see all."""
        if getattr(user, "editing_role", None):
            return self
        return self.filter(Exists(SearchRow.objects.filter(event=OuterRef("pk"))))


@tracked
class Event(Row):
    """Something that happened or is said to have, was said, or is expected.

    Its title is one testable proposition. Its status is not stored here: the rule and
    the editors' decisions give it (EvidenceState).
    """

    public_id = public_id_field()
    slug = models.SlugField(_("slug"), max_length=120, unique=True, validators=[slug_validator])
    title = LineField(
        _("title"),
        max_length=300,
        help_text=_(
            "One proposition that can be tested, with its words of doubt: 'reported massing', "
            "'said to pass'. The plain verb only for confirmed events."
        ),
    )
    summary = TextField(_("summary"), blank=True, help_text=_("Our own words, two sentences."))
    date = LineField(
        _("date"),
        max_length=200,
        help_text=_(
            "EDTF. A day 2014-08-18, about that day 2014-08-18~, a month 2014-08, "
            "16 to 18 August 2014-08-16/2014-08-18, by 3 August [..2014-08-03], "
            "one of two days [2014-08-03,2014-08-05]. The day it happened, not the day it was said."
        ),
    )
    span = DateRangeField(_("bounds"), null=True, editable=False)
    approximate = models.BooleanField(default=False, editable=False)
    uncertain = models.BooleanField(default=False, editable=False)
    precision = models.CharField(
        max_length=10, choices=Precision.choices, default=Precision.UNKNOWN, editable=False
    )
    time_of_day = models.TimeField(_("time of day"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    nature = models.CharField(
        _("nature"), max_length=12, choices=Nature.choices, default=Nature.OCCURRENCE
    )
    type = models.CharField(_("type"), max_length=30, choices=EventType.choices)
    state = state_field()
    withdrawn_for = withdrawn_for_field()
    merged_into = models.ForeignKey(
        "timeline.Event",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        editable=False,
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-pk"]
        indexes = [
            # The desk asks for what overlaps an event, and for the few that are not public yet.
            GistIndex(fields=["span"], name="event_span"),
            models.Index(
                fields=["-updated_at", "-id"],
                name="event_unpublished",
                condition=Q(state__in=list(UNPUBLISHED)),
            ),
        ]
        constraints = [
            words_check("event_nature_is_known", "nature", Nature),
            words_check("event_type_is_known", "type", EventType),
            words_check("event_state_is_known", "state", WorkflowState),
            models.CheckConstraint(
                name="event_withdrawn_has_category",
                condition=Q(state=WorkflowState.WITHDRAWN) ^ Q(withdrawn_for=""),
            ),
            models.CheckConstraint(
                name="event_time_has_zone",
                condition=Q(time_of_day__isnull=True, time_zone="")
                | (Q(time_of_day__isnull=False) & ~Q(time_zone="")),
                violation_error_message=_("A time of day needs its time zone."),
            ),
            models.CheckConstraint(
                name="event_merged_is_withdrawn",
                condition=Q(merged_into__isnull=True)
                | Q(state=WorkflowState.WITHDRAWN, withdrawn_for=WithdrawalCategory.DUPLICATE),
            ),
        ]
        triggers = [NO_DELETE]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("event_detail", args=[self.public_id, self.slug])


@tracked
class EventPlace(models.Model):
    """A place in an event; the first by `position` is the primary one."""

    event = models.ForeignKey(
        "timeline.Event", on_delete=models.CASCADE, related_name="event_places"
    )
    place = models.ForeignKey(
        "timeline.Place",
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        related_name="appearances",
    )
    role = models.CharField(
        _("role"), max_length=12, choices=PlaceRole.choices, default=PlaceRole.LOCATION
    )
    precision = models.CharField(
        _("known to"), max_length=10, blank=True, choices=PlacePrecision.choices
    )  # empty: the default of the place's kind
    withhold = models.CharField(
        _("withhold"), max_length=10, choices=Withhold.choices, default=Withhold.NONE
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("place of an event")
        verbose_name_plural = _("places of an event")
        ordering = ["position", "pk"]
        constraints = [
            words_check("eventplace_role_is_known", "role", PlaceRole),
            words_check("eventplace_withhold_is_known", "withhold", Withhold),
            models.UniqueConstraint(fields=["event", "place", "role"], name="eventplace_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.place} ({self.get_role_display()})"


class EventActorQuerySet(models.QuerySet["EventActor"]):
    def visible_to(self, user: Any) -> Self:
        """Roles that no claim is named for, or that a public claim asserts; editors see all."""
        if getattr(user, "editing_role", None):
            return self
        assertions = RoleAssertion.objects.filter(event_actor=OuterRef("pk"))
        return self.filter(~Exists(assertions) | Exists(assertions.filter(claim__is_public=True)))

    def known_on(self, day: date) -> Self:
        """Roles that no claim is named for, or that a claim asserts which was public by then."""
        assertions = RoleAssertion.objects.filter(event_actor=OuterRef("pk"))
        told = assertions.filter(claim__is_public=True, claim__document__public_on__lte=day)
        return self.filter(~Exists(assertions) | Exists(told))


@tracked
class EventActor(models.Model):
    """An actor's role in an event, with the claims that assert it where recorded."""

    event = models.ForeignKey(
        "timeline.Event", on_delete=models.CASCADE, related_name="event_actors"
    )
    actor = models.ForeignKey(
        "timeline.Actor",
        verbose_name=_("actor"),
        on_delete=models.PROTECT,
        related_name="appearances",
    )
    role = models.CharField(_("role"), max_length=12, choices=ActorRole.choices)
    position = models.PositiveSmallIntegerField(default=0)
    asserted_by = models.ManyToManyField(
        "timeline.Claim", through="timeline.RoleAssertion", related_name="asserts", blank=True
    )

    objects = EventActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor in an event")
        verbose_name_plural = _("actors in an event")
        ordering = ["position", "pk"]
        constraints = [
            words_check("eventactor_role_is_known", "role", ActorRole),
            models.UniqueConstraint(fields=["event", "actor", "role"], name="eventactor_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_role_display()})"


@tracked
class RoleAssertion(models.Model):
    """A claim that says an actor had this role."""

    event_actor = models.ForeignKey(
        "timeline.EventActor", on_delete=models.CASCADE, related_name="assertions"
    )
    claim = models.ForeignKey("timeline.Claim", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("role asserted by a claim")
        verbose_name_plural = _("roles asserted by claims")
        constraints = [
            models.UniqueConstraint(
                fields=["event_actor", "claim"], name="roleassertion_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_actor}: {self.claim}"
