"""Import runs: one file or folder brought in, with a verdict on every row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rows import LineField, tracked


@tracked
class ImportRun(models.Model):
    """What was read, its SHA-256, and what became of its rows (`counts`, `verdicts`)."""

    name = LineField(_("file"), max_length=300)
    format = models.CharField(_("format"), max_length=30)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    counts = models.JSONField(_("counts"), default=dict)
    verdicts = models.JSONField(_("verdicts"), default=list)
    author = models.ForeignKey(
        "timeline.Account", on_delete=models.PROTECT, related_name="import_runs"
    )
    finished_at = models.DateTimeField(_("finished"), auto_now_add=True)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-finished_at", "-pk"]

    def __str__(self) -> str:
        return self.name
