"""What somebody typed and has not saved: nobody else's business, and no history."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: So long what was typed is kept after the last letter.
KEPT_FOR = timedelta(days=30)


class KeptDraftQuerySet(models.QuerySet["KeptDraft"]):
    def kept_still(self) -> Self:
        """Those that are not too old."""
        return self.filter(saved_at__gt=timezone.now() - KEPT_FOR)


class KeptDraft(models.Model):
    """The fields of one form as one account last typed them.

    `form` says which form, `row` the public id of what it edits, empty for a new one. `data`
    is what a browser would post: lists of texts by the names of the inputs.
    """

    account = models.ForeignKey(
        "timeline.Account", on_delete=models.CASCADE, related_name="kept_drafts"
    )
    form = models.CharField(max_length=20)
    row = models.CharField(max_length=10, blank=True)
    data = models.JSONField()
    saved_at = models.DateTimeField()

    objects = KeptDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept draft")
        verbose_name_plural = _("kept drafts")
        constraints = [
            models.UniqueConstraint(fields=["account", "form", "row"], name="keptdraft_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.row}".strip()
