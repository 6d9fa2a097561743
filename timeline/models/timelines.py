"""Timelines: named collections of events; and links between events."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.kinds import LinkKind
from timeline.vocabulary.words import WorkflowState

from .rows import LineField, Row, TextField, slug_validator, state_field, tracked
from .triggers import NO_DELETE, words_check


class TimelineQuerySet(models.QuerySet["Timeline"]):
    def visible_to(self, user: Any) -> Self:
        """Published timelines; editors see all."""
        if getattr(user, "editing_role", None):
            return self
        return self.filter(state=WorkflowState.PUBLISHED)


@tracked
class Timeline(Row):
    """A story or investigation. An event may stand in several."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True, validators=[slug_validator])
    title = LineField(_("title"), max_length=200)
    description = TextField(_("description"), blank=True)
    state = state_field()
    events = models.ManyToManyField(
        "timeline.Event", through="timeline.TimelineEntry", related_name="timelines", blank=True
    )

    objects = TimelineQuerySet.as_manager()

    class Meta:
        verbose_name = _("timeline")
        verbose_name_plural = _("timelines")
        ordering = ["title", "pk"]
        constraints = [words_check("timeline_state_is_known", "state", WorkflowState)]
        triggers = [NO_DELETE]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("timeline_detail", args=[self.slug])


@tracked
class TimelineEntry(models.Model):
    """An event's place in a timeline."""

    timeline = models.ForeignKey(
        "timeline.Timeline", on_delete=models.CASCADE, related_name="entries"
    )
    event = models.ForeignKey("timeline.Event", on_delete=models.CASCADE, related_name="entries")

    class Meta:
        verbose_name = _("event of a timeline")
        verbose_name_plural = _("events of a timeline")
        constraints = [
            models.UniqueConstraint(fields=["timeline", "event"], name="timelineentry_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.timeline}: {self.event}"


@tracked
class EventLink(models.Model):
    """`event` KIND `other`: a denial answers an event, a convoy is part of a massing."""

    event = models.ForeignKey("timeline.Event", on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(
        "timeline.Event",
        verbose_name=_("other event"),
        on_delete=models.PROTECT,
        related_name="linked_from",
    )
    kind = models.CharField(_("kind"), max_length=15, choices=LinkKind.choices)

    class Meta:
        verbose_name = _("link between events")
        verbose_name_plural = _("links between events")
        ordering = ["pk"]
        constraints = [
            words_check("eventlink_kind_is_known", "kind", LinkKind),
            models.UniqueConstraint(fields=["event", "other", "kind"], name="eventlink_is_unique"),
            models.CheckConstraint(
                name="eventlink_to_another",
                condition=~Q(event=F("other")),
                violation_error_message=_("An event is not linked to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.get_kind_display()} {self.other}"
