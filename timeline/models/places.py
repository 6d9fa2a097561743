"""Places and their other names."""

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.kinds import PlaceKind, Withhold

from .derived import SearchRow
from .other_names import OtherName
from .rows import LineField, Row, country_validator, slug_validator, tracked
from .triggers import NO_DELETE, no_cycle, words_check


class PlaceQuerySet(models.QuerySet["Place"]):
    def named(self) -> Self:
        """Without those that are withheld whole."""
        return self.exclude(withhold=Withhold.PLACE)

    def pinned(self) -> Self:
        """Those whose point may be public."""
        return self.filter(withhold=Withhold.NONE)

    def visible_to(self, user: Any) -> Self:
        """Places that something public reaches, withheld ones never; editors see all."""
        if getattr(user, "editing_role", None):
            return self
        reached = SearchRow.objects.filter(place_ids__contains=[OuterRef("pk")])
        return self.named().filter(Exists(reached))


@tracked
class Place(Row):
    """A country, region, district, town, site, crossing or water.

    Identity is ours: ISO, GeoNames and Wikidata numbers are attributes.
    """

    slug = models.SlugField(_("slug"), max_length=120, unique=True, validators=[slug_validator])
    name = LineField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=PlaceKind.choices)
    parent = models.ForeignKey(
        "timeline.Place",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    second_parent = models.ForeignKey(
        "timeline.Place",
        verbose_name=_("also part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="second_children",
        help_text=_("A border crossing may lie in two regions."),
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True, help_text=_("Degrees north."))
    lon = models.FloatField(_("longitude"), null=True, blank=True, help_text=_("Degrees east."))
    outline = models.JSONField(
        _("outline"), null=True, blank=True, editable=False
    )  # GeoJSON geometry, WGS 84
    country_code = models.CharField(
        _("ISO 3166-1"), max_length=2, blank=True, validators=[country_validator]
    )
    iso3166_2 = models.CharField(_("ISO 3166-2"), max_length=8, blank=True)
    geonames_id = models.PositiveIntegerField(_("GeoNames"), null=True, blank=True)
    wikidata_id = models.CharField(_("Wikidata"), max_length=16, blank=True)
    disputed = models.BooleanField(
        _("disputed"), default=False, help_text=_("Whom it belongs to is disputed.")
    )
    withhold = models.CharField(
        _("withhold"),
        max_length=10,
        choices=Withhold.choices,
        default=Withhold.NONE,
        help_text=_("Withhold shelters, hospitals treating wounded, detention sites and homes."),
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name", "pk"]
        indexes = [
            GinIndex(fields=["name"], name="place_name_trgm", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            words_check("place_kind_is_known", "kind", PlaceKind),
            words_check("place_withhold_is_known", "withhold", Withhold),
            models.CheckConstraint(
                name="place_point_is_whole_and_on_earth",
                # Each is asked whether it is there: a missing one alone would pass a comparison.
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(
                    lat__isnull=False,
                    lon__isnull=False,
                    lat__gte=-90,
                    lat__lte=90,
                    lon__gte=-180,
                    lon__lte=180,
                ),
                violation_error_message=_("Give both latitude (-90 to 90) and longitude."),
            ),
            models.CheckConstraint(
                name="place_second_parent_of_crossing",
                condition=Q(second_parent__isnull=True)
                | (
                    Q(kind=PlaceKind.CROSSING, parent__isnull=False) & ~Q(second_parent=F("parent"))
                ),
                violation_error_message=_("Only a border crossing lies in two places."),
            ),
        ]
        triggers = [NO_DELETE, no_cycle("place_no_cycle", "parent_id", "second_parent_id")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_nameable(self) -> bool:
        """Whether readers may see the name."""
        return self.withhold != Withhold.PLACE

    @property
    def has_public_point(self) -> bool:
        """Whether readers may see where it is, as far as that is known."""
        return self.withhold == Withhold.NONE


@tracked
class PlaceAlias(OtherName):
    """Another name of a place."""

    place = models.ForeignKey("timeline.Place", on_delete=models.CASCADE, related_name="aliases")

    class Meta(OtherName.Meta):
        verbose_name = _("other name of a place")
        verbose_name_plural = _("other names of places")
        constraints = [
            *OtherName.Meta.constraints,
            models.UniqueConstraint(
                fields=["place", "name", "language"], name="placealias_is_unique"
            ),
        ]
