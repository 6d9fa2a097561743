"""Copies: what we kept of a document. Never edited; a new fetch is a new copy."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.kinds import CopyMethod, Rights

from .rows import TextField, tracked
from .triggers import NO_DELETE, words_check


@tracked
class Copy(models.Model):
    """Kept text with the SHA-256 of its UTF-8 bytes, when and how it was taken.

    The text never changes; rights and restriction may, with a reason.
    """

    document = models.ForeignKey(
        "timeline.Document", on_delete=models.PROTECT, related_name="copies"
    )
    text = TextField(_("text"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    kept_at = models.DateTimeField(_("kept at"), auto_now_add=True)
    method = models.CharField(
        _("how"), max_length=10, choices=CopyMethod.choices, default=CopyMethod.PASTED
    )
    rights = models.CharField(
        _("rights"), max_length=20, choices=Rights.choices, default=Rights.NONE
    )
    rights_reason = TextField(_("by what right"), blank=True)
    restricted = models.BooleanField(
        _("restricted"),
        default=False,
        help_text=_("Graphic, or perpetrators' own material: readers see the hash only."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("copy")
        verbose_name_plural = _("copies")
        ordering = ["-kept_at", "-pk"]
        constraints = [
            words_check("copy_rights_is_known", "rights", Rights),
            words_check("copy_method_is_known", "method", CopyMethod),
            models.UniqueConstraint(fields=["document", "sha256"], name="copy_is_kept_once"),
            models.CheckConstraint(
                name="copy_rights_have_reason",
                condition=Q(rights=Rights.NONE) | ~Q(rights_reason=""),
                violation_error_message=_("Say by what right the copy may be shown."),
            ),
        ]
        triggers = [
            NO_DELETE,
            pgtrigger.Protect(
                name="text_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("text", "sha256", "document", "kept_at", "method"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}"
