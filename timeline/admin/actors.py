"""Actors: who does, suffers, supports, speaks or is spoken of."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from timeline.models import Actor
from timeline.services.nouns.actors import FIELDS, edit_actor, record_actor

from .name_rows import ActorAliases, aliases_of
from .saving import Entry, ServiceAdmin
from .sites import site


@admin.register(Actor, site=site)
class ActorAdmin(ServiceAdmin):
    """States, bodies, groups, communities and persons."""

    record, edit, service_fields = record_actor, edit_actor, FIELDS
    public_page = "actor_detail"
    fieldsets = [
        (None, {"fields": ("name", "kind", "parent", "country_code")}),
        (
            _("Persons"),
            {
                "fields": ("public_role", "description"),
                "description": _(
                    "Minors, detainees, hostages and survivors of sexual violence are never "
                    "named without a publisher's decision: leave their public role empty."
                ),
            },
        ),
        (_("Address on this site"), {"classes": ("collapse",), "fields": ("slug",)}),
    ]
    inlines = (ActorAliases,)
    autocomplete_fields = ("parent",)
    list_display = ("name", "kind", "parent", "country_code", "public_role")
    list_filter = ("kind", "country_code")
    list_select_related = ("parent",)
    search_fields = ("name", "slug", "aliases__name")

    def kin_of(self, entry: Entry) -> dict[str, Any]:
        return aliases_of(entry)
