"""What editors have looked at, and what therefore awaits them: the review queue."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.statuses import Status

from .rows import TextField, tracked
from .triggers import NO_DELETE


@tracked
class EvidenceReview(models.Model):
    """What the public evidence on an event came to when an editor last looked at it.

    A decision counts as made on what was public when it took effect. `standing` are the keys
    of the claims that stood, `lapses` how many lapses bore on them. The queue shows the event
    again only when one of these is no longer so.
    """

    event = models.OneToOneField("timeline.Event", on_delete=models.PROTECT, related_name="review")
    decision = models.ForeignKey(
        "timeline.StatusChange", null=True, on_delete=models.PROTECT, related_name="+"
    )
    origins = models.PositiveIntegerField()
    denials = models.PositiveIntegerField()
    documents = models.PositiveIntegerField()
    # None is an answer: the rule suggests nothing.
    suggested = models.CharField(max_length=12, null=True, choices=Status.choices)  # noqa: DJ001
    standing = ArrayField(models.BigIntegerField(), default=list)
    lapses = models.PositiveIntegerField(default=0)
    reviewer = models.ForeignKey("timeline.Account", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("review of evidence")
        verbose_name_plural = _("reviews of evidence")
        triggers = [NO_DELETE]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.origins} / {self.documents}, {self.denials}"

    @property
    def counts(self) -> tuple[int, int, int, str | None]:
        """What the rule and the decision were weighed against."""
        return self.origins, self.denials, self.documents, self.suggested


class QueueEntry(models.Model):
    """An event that awaits an editor; derived with the evidence, gone once it was looked at.

    `changed`: decided on, and the counts have changed since. `differs`: so much that the
    rule now says something else. `lapsed`: a lapse bears on it that nobody has looked at.
    `decider` made the last decision, None where the rule alone holds.
    """

    event = models.OneToOneField(
        "timeline.SearchRow", on_delete=models.CASCADE, related_name="queue_entry"
    )
    changed = models.BooleanField()
    differs = models.BooleanField()
    lapsed = models.BooleanField()
    decider = models.ForeignKey(
        "timeline.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="queueentry_differs", condition=Q(differs=True)),
            models.Index(fields=["id"], name="queueentry_lapsed", condition=Q(lapsed=True)),
            models.Index(fields=["decider", "id"], name="queueentry_decider"),
        ]

    def __str__(self) -> str:
        return str(self.event_id)


@tracked
class DistinctPair(models.Model):
    """Two events that somebody looked at and judged to be two: not offered as one again."""

    first = models.ForeignKey("timeline.Event", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("timeline.Event", on_delete=models.PROTECT, related_name="+")
    reason = TextField(_("reason"))
    judged_by = models.ForeignKey("timeline.Account", on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("pair that is not the same")
        verbose_name_plural = _("pairs that are not the same")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="distinctpair_is_unique"),
            models.CheckConstraint(
                name="distinctpair_in_order", condition=Q(first__lt=F("second"))
            ),
            models.CheckConstraint(name="distinctpair_has_reason", condition=~Q(reason="")),
        ]
        triggers = [pgtrigger.Protect(name="judged_once", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.first_id}, {self.second_id}"
