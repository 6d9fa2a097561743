"""Lapses: a claim ceases to stand."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.stances import LapseKind

from .rows import TextField, tracked
from .triggers import standing_without_cycle, words_check


@tracked
class Lapse(models.Model):
    """A claim ceases to stand, by another claim, for a reason."""

    claim = models.ForeignKey("timeline.Claim", on_delete=models.PROTECT, related_name="lapses")
    by = models.ForeignKey("timeline.Claim", on_delete=models.PROTECT, related_name="ends")
    kind = models.CharField(_("kind"), max_length=10, choices=LapseKind.choices)
    reason = TextField(_("reason"))
    recorded_at = models.DateTimeField(auto_now_add=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("lapse")
        verbose_name_plural = _("lapses")
        ordering = ["position", "pk"]
        constraints = [
            words_check("lapse_kind_is_known", "kind", LapseKind),
            models.UniqueConstraint(fields=["claim", "by"], name="lapse_is_unique"),
            models.CheckConstraint(
                name="lapse_by_another",
                condition=~Q(claim=F("by")),
                violation_error_message=_("A claim cannot end itself."),
            ),
            models.CheckConstraint(name="lapse_has_reason", condition=~Q(reason="")),
        ]
        triggers = [
            standing_without_cycle(
                "lapse_standing_no_cycle",
                pgtrigger.Insert | pgtrigger.UpdateOf("claim_id", "by_id"),
                "claim_id",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason}"
