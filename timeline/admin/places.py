"""Places: where it is said to have happened."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from timeline.models import Place
from timeline.services.nouns.places import FIELDS, edit_place, record_place

from .name_rows import PlaceAliases, aliases_of
from .saving import Entry, ServiceAdmin
from .sites import site


@admin.register(Place, site=site)
class PlaceAdmin(ServiceAdmin):
    """Countries, regions, districts, towns, sites, crossings and waters."""

    record, edit, service_fields = record_place, edit_place, FIELDS
    public_page = "place_detail"
    fieldsets = [
        (None, {"fields": ("name", "kind", "parent", "second_parent", ("lat", "lon"))}),
        (
            _("Protecting people"),
            {
                "fields": ("withhold", "disputed"),
                "description": _(
                    "Choose “the place itself” for shelters, hospitals treating wounded, "
                    "detention sites, homes and routes of displaced people: its name then shows "
                    "nowhere, and the nearest public place stands in for it."
                ),
            },
        ),
        (
            _("Numbers elsewhere"),
            {
                "classes": ("collapse",),
                "fields": (("country_code", "iso3166_2"), ("geonames_id", "wikidata_id")),
            },
        ),
        (_("Address on this site"), {"classes": ("collapse",), "fields": ("slug",)}),
    ]
    inlines = (PlaceAliases,)
    autocomplete_fields = ("parent", "second_parent")
    list_display = ("name", "kind", "parent", "withhold", "disputed")
    list_filter = ("kind", "withhold", "disputed", "country_code")
    list_select_related = ("parent",)
    search_fields = ("name", "slug", "aliases__name")

    @staticmethod
    def choice_label(place: Place) -> str:
        return f"{place.name} ({place.get_kind_display()})"

    def kin_of(self, entry: Entry) -> dict[str, Any]:
        return aliases_of(entry)
