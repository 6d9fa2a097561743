"""Documents: published items of a source."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.clock import today
from timeline.vocabulary.words import WorkflowState

from .rows import (
    LineField,
    Row,
    TextField,
    language_validator,
    public_id_field,
    slug_validator,
    state_field,
    tracked,
    withdrawn_for_field,
)
from .triggers import NO_DELETE, words_check


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Any) -> Self:
        """Published documents; editors see all."""
        if getattr(user, "editing_role", None):
            return self
        return self.filter(state=WorkflowState.PUBLISHED)

    def known_on(self, day: date) -> Self:
        """Documents that were public by the end of this day."""
        return self.filter(public_on__lte=day)

    def of_unknown_day(self) -> Self:
        """Documents whose own day is not known: past views must leave them out."""
        return self.filter(accessed__isnull=True, span__endswith__isnull=True)


@tracked
class Document(Row):
    """One published item: an article, a statement, a post.

    `public_on` is the first day on which it counts as public: the earliest of the
    latest bound of its date, the day it was read (`accessed`) and the day it was
    recorded here (domain: As known on).
    """

    derived_fields = ("public_on",)

    public_id = public_id_field()
    slug = models.SlugField(_("slug"), max_length=120, unique=True, validators=[slug_validator])
    source = models.ForeignKey(
        "timeline.Source",
        verbose_name=_("source"),
        on_delete=models.PROTECT,
        related_name="documents",
    )
    title = LineField(
        _("title"),
        max_length=500,
        help_text=_("As printed. In [square brackets] where you describe what you could not see."),
    )
    url = models.URLField(_("address"), max_length=2000, blank=True)
    authors = LineField(_("authors"), max_length=500, blank=True)
    language = models.CharField(
        _("language"), max_length=20, blank=True, validators=[language_validator]
    )
    published = LineField(
        _("published"),
        max_length=200,
        blank=True,
        help_text=_("EDTF: 2014-08-18, 2014-08-18~ (about), 2014-08 (that month). Empty: unknown."),
    )
    span = DateRangeField(_("publication bounds"), null=True, blank=True, editable=False)
    accessed = models.DateField(
        _("read on"), null=True, blank=True, help_text=_("The day we first saw it.")
    )
    recorded_on = models.DateField(_("recorded on"), default=today, editable=False)
    public_on = models.DateField(_("public by"), default=today, editable=False, db_index=True)
    unseen = models.BooleanField(
        _("not seen"),
        default=False,
        help_text=_("Known only through others that relay it; it has no address and no copy."),
    )
    note = TextField(_("note"), blank=True)
    state = state_field()
    withdrawn_for = withdrawn_for_field()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-public_on", "pk"]
        constraints = [
            words_check("document_state_is_known", "state", WorkflowState),
            models.CheckConstraint(
                name="document_withdrawn_has_category",
                condition=Q(state=WorkflowState.WITHDRAWN) ^ Q(withdrawn_for=""),
            ),
            models.CheckConstraint(
                name="document_unseen_has_no_address",
                condition=Q(unseen=False) | Q(url=""),
                violation_error_message=_("A document that nobody saw has no address."),
            ),
        ]
        triggers = [NO_DELETE]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document_detail", args=[self.public_id, self.slug])

    @property
    def is_described(self) -> bool:
        """Whether the title is our description of a headline that we could not see."""
        return self.title.startswith("[") and self.title.endswith("]")
