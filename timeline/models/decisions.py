"""Editors' decisions on the status of an event. Append-only and in order."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.statuses import DecidedBy, Ground, Outcome, Status

from .rows import TextField, tracked

STATUS_CHOICES = Status.choices + Outcome.choices


@tracked
class StatusChange(models.Model):
    """What was decided, on what ground, why, as known on which day, moved by which claims.

    For a forecast the word is an outcome, for anything else a status.
    """

    event = models.ForeignKey(
        "timeline.Event", on_delete=models.PROTECT, related_name="status_changes"
    )
    status = models.CharField(_("status"), max_length=12, choices=STATUS_CHOICES)
    ground = models.CharField(
        _("ground"),
        max_length=30,
        blank=True,
        choices=Ground.choices,
        help_text=_("Needed for 'confirmed'."),
    )
    reason = TextField(_("reason"))
    known_on = models.DateField(
        _("as known on"), help_text=_("From this day on; not in the future.")
    )
    decided_by = models.CharField(
        max_length=8, choices=DecidedBy.choices, default=DecidedBy.EDITOR, editable=False
    )
    author = models.ForeignKey(
        "timeline.Account", on_delete=models.PROTECT, related_name="decisions", editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    claims = models.ManyToManyField(
        "timeline.Claim", through="timeline.StatusChangeClaim", related_name="moved", blank=True
    )

    class Meta:
        verbose_name = _("status decision")
        verbose_name_plural = _("status decisions")
        ordering = ["known_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="statuschange_status_is_known",
                condition=Q(status__in=sorted(Status.values + Outcome.values)),
            ),
            models.CheckConstraint(
                name="statuschange_confirmed_has_ground",
                condition=Q(status=Status.CONFIRMED, ground__in=sorted(Ground.values))
                | (~Q(status=Status.CONFIRMED) & Q(ground="")),
                violation_error_message=_("'Confirmed' needs a ground, and only it has one."),
            ),
            models.CheckConstraint(
                name="statuschange_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("A decision needs a reason."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="in_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=pgtrigger.Func(
                    """
                    PERFORM 1 FROM timeline_event WHERE id = NEW.event_id FOR UPDATE;
                    IF NEW.known_on > (now() AT TIME ZONE 'UTC')::date THEN
                        RAISE EXCEPTION 'a decision cannot be known in the future'
                            USING ERRCODE = '23514';
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM {meta.db_table} earlier
                        WHERE earlier.event_id = NEW.event_id AND earlier.known_on > NEW.known_on
                    ) THEN
                        RAISE EXCEPTION 'a decision cannot be known before the one it follows'
                            USING ERRCODE = '23514';
                    END IF;
                    RETURN NEW;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} ({self.known_on})"


@tracked
class StatusChangeClaim(models.Model):
    """A claim that moved a decision."""

    status_change = models.ForeignKey(
        "timeline.StatusChange", on_delete=models.PROTECT, related_name="moving_claims"
    )
    claim = models.ForeignKey("timeline.Claim", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("claim behind a decision")
        verbose_name_plural = _("claims behind decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["status_change", "claim"], name="statuschangeclaim_is_unique"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.status_change}: {self.claim}"
