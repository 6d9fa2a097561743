"""What somebody typed and has not saved: nobody else's business, and no history."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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

    class Meta:
        verbose_name = _("kept draft")
        verbose_name_plural = _("kept drafts")
        constraints = [
            models.UniqueConstraint(fields=["account", "form", "row"], name="keptdraft_is_one")
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.row}".strip()
