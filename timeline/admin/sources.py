"""Sources: who publishes."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from timeline.models import Source
from timeline.services.nouns.sources import FIELDS, edit_source, record_source

from .saving import ServiceAdmin
from .sites import site


@admin.register(Source, site=site)
class SourceAdmin(ServiceAdmin):
    """Agencies, papers, broadcasters, bodies, accounts and persons that publish."""

    record, edit, service_fields = record_source, edit_source, FIELDS
    public_page = "source_detail"
    fieldsets = [
        (None, {"fields": ("name", "kind", ("country_code", "language"), "homepage")}),
        (_("Whose voice it is"), {"fields": ("owner", "speaks_for")}),
        (_("How reliable it has been"), {"fields": ("reliability", "reliability_reason")}),
        (_("Address on this site"), {"classes": ("collapse",), "fields": ("slug",)}),
    ]
    autocomplete_fields = ("owner", "speaks_for")
    list_display = ("name", "kind", "country_code", "owner", "speaks_for", "reliability")
    list_filter = ("kind", "reliability", "language", "country_code")
    list_select_related = ("owner", "speaks_for")
    search_fields = ("name", "slug", "homepage", "owner__name")
