"""Sources: who publishes."""

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.kinds import SourceKind
from timeline.vocabulary.stances import Reliability

from .derived import SearchRow
from .documents import Document
from .rows import (
    LineField,
    Row,
    TextField,
    country_validator,
    language_validator,
    slug_validator,
    tracked,
)
from .triggers import NO_DELETE, no_cycle, words_check


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, user: Any) -> Self:
        """Sources of something public, or through which something public came."""
        if getattr(user, "editing_role", None):
            return self
        reached = SearchRow.objects.filter(reached_source_ids__contains=[OuterRef("pk")])
        published = Document.objects.visible_to(None).filter(source=OuterRef("pk"))
        return self.filter(Exists(reached) | Exists(published))


@tracked
class Source(Row):
    """An outlet, body or person that publishes.

    Outlets of one `owner` are one origin; a source that `speaks_for` an actor gives
    that actor's own words.
    """

    slug = models.SlugField(_("slug"), max_length=120, unique=True, validators=[slug_validator])
    name = LineField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind.choices)
    country_code = models.CharField(
        _("country"), max_length=2, blank=True, validators=[country_validator]
    )
    language = models.CharField(
        _("language"), max_length=20, blank=True, validators=[language_validator]
    )
    homepage = models.URLField(_("homepage"), max_length=500, blank=True)
    owner = models.ForeignKey(
        "timeline.Source",
        verbose_name=_("owner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="outlets",
        help_text=_("Who controls the newsroom. Outlets of one owner count as one origin."),
    )
    speaks_for = models.ForeignKey(
        "timeline.Actor",
        verbose_name=_("speaks for"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mouthpieces",
        help_text=_("Its own words are those of this actor."),
    )
    reliability = models.CharField(
        _("reliability"),
        max_length=1,
        choices=Reliability.choices,
        default=Reliability.NOT_JUDGED,
    )
    reliability_reason = TextField(_("reason for the grade"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name", "pk"]
        indexes = [GinIndex(fields=["name"], name="source_name_trgm", opclasses=["gin_trgm_ops"])]
        constraints = [
            words_check("source_kind_is_known", "kind", SourceKind),
            words_check("source_reliability_is_known", "reliability", Reliability),
            models.CheckConstraint(
                name="source_grade_has_reason",
                condition=Q(reliability=Reliability.NOT_JUDGED) | ~Q(reliability_reason=""),
                violation_error_message=_("A grade from A to E needs a reason."),
            ),
        ]
        triggers = [NO_DELETE, no_cycle("source_no_cycle", "owner_id")]

    def __str__(self) -> str:
        return self.name
