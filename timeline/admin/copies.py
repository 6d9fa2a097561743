"""Copies: what we kept of a document. The text never changes; what may be shown can."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.models import Copy
from timeline.services.nouns.documents import edit_copy, keep_copy

from .saving import Entry, ServiceAdmin
from .sites import site


class KeptCopies(admin.TabularInline):
    """The copies of a document, to look at; text is pasted above them."""

    model = Copy
    fields = readonly_fields = ("sha256", "kept_at", "method", "rights", "restricted")
    extra = 0
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Copy, site=site)
class CopyAdmin(ServiceAdmin):
    """Kept texts, with the right to show them."""

    fieldsets = [
        (None, {"fields": ("document", "text")}),
        (_("What may be shown"), {"fields": (("rights", "rights_reason"), "restricted")}),
    ]
    autocomplete_fields = ("document",)
    list_display = ("sha256", "document", "kept_at", "method", "rights", "restricted")
    list_filter = ("rights", "restricted", "method")
    list_select_related = ("document",)
    date_hierarchy = "kept_at"
    search_fields = ("sha256", "document__title")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What was kept stays as it was."""
        return ("document", "text") if obj else ()

    def store(self, entry: Entry) -> Copy | None:
        given = {n: entry.form.cleaned_data[n] for n in ("rights", "rights_reason", "restricted")}
        if entry.row is None:
            text = entry.form.cleaned_data["text"]
            return entry.do(keep_copy, entry.form.cleaned_data["document"], text=text, **given)
        entry.do(edit_copy, entry.row, version=entry.row.version, **given)
        return entry.row
