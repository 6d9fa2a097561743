"""Other names of places and actors."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.kinds import NameKind

from .rows import LineField, language_validator
from .triggers import words_check


class OtherName(models.Model):
    """Another name of a row, with its language and kind."""

    name = LineField(_("name"), max_length=200)
    language = models.CharField(
        _("language"), max_length=20, blank=True, validators=[language_validator]
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=NameKind.choices, default=NameKind.OWN
    )

    class Meta:
        abstract = True
        ordering = ["language", "name", "pk"]
        constraints = [words_check("%(class)s_kind_is_known", "kind", NameKind)]

    def __str__(self) -> str:
        return self.name
