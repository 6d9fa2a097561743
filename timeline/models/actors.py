"""Actors: who does, suffers, supports, speaks or is spoken of."""

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.kinds import ActorKind

from .derived import SearchRow
from .other_names import OtherName
from .rows import LineField, Row, country_validator, slug_validator, tracked
from .triggers import NO_DELETE, no_cycle, words_check


class ActorQuerySet(models.QuerySet["Actor"]):
    def named(self) -> Self:
        """Without persons whose name may not be public."""
        return self.exclude(kind=ActorKind.PERSON, public_role="")

    def visible_to(self, user: Any) -> Self:
        """Actors that may be named and that something public reaches; editors see all."""
        if getattr(user, "editing_role", None):
            return self
        reached = SearchRow.objects.filter(reached_actor_ids__contains=[OuterRef("pk")])
        return self.named().filter(Exists(reached))


@tracked
class Actor(Row):
    """A state, body, group, community or person. `parent` is the superior."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True, validators=[slug_validator])
    name = LineField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=ActorKind.choices)
    country_code = models.CharField(
        _("country"), max_length=2, blank=True, validators=[country_validator]
    )
    parent = models.ForeignKey(
        "timeline.Actor",
        verbose_name=_("subordinate to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="subordinates",
    )
    description = LineField(
        _("description"),
        max_length=200,
        blank=True,
        help_text=_("Shown instead of the name of a person without a public role: 'a resident'."),
    )
    public_role = LineField(
        _("public role"),
        max_length=300,
        blank=True,
        help_text=_(
            "Persons only: why the name may be public (office, spokesperson, self-published, "
            "consent). Left empty, readers see the description only."
        ),
    )

    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name", "pk"]
        indexes = [GinIndex(fields=["name"], name="actor_name_trgm", opclasses=["gin_trgm_ops"])]
        constraints = [
            words_check("actor_kind_is_known", "kind", ActorKind),
            models.CheckConstraint(
                name="actor_unnamed_person_is_described",
                condition=~Q(kind=ActorKind.PERSON, public_role="", description=""),
                violation_error_message=_(
                    "A person needs a public role, or a description to be shown instead."
                ),
            ),
        ]
        triggers = [NO_DELETE, no_cycle("actor_no_cycle", "parent_id")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_nameable(self) -> bool:
        """Whether readers may see the name."""
        return self.kind != ActorKind.PERSON or bool(self.public_role)

    @property
    def shown_name(self) -> str:
        """The name, or the description of a person whose name is not public."""
        return self.name if self.is_nameable else self.description

    @property
    def shown_parent(self) -> "Actor | None":
        """The superior, where it may be named."""
        return self.parent if self.parent is not None and self.parent.is_nameable else None


@tracked
class ActorAlias(OtherName):
    """Another name of an actor."""

    actor = models.ForeignKey("timeline.Actor", on_delete=models.CASCADE, related_name="aliases")

    class Meta(OtherName.Meta):
        verbose_name = _("other name of an actor")
        verbose_name_plural = _("other names of actors")
        constraints = [
            *OtherName.Meta.constraints,
            models.UniqueConstraint(
                fields=["actor", "name", "language"], name="actoralias_is_unique"
            ),
        ]
