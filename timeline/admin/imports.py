"""Import runs: what was brought in, to be read."""

from django.contrib import admin
from django.http import HttpRequest

from timeline.models import ImportRun

from .row_forms import RowForm
from .saving import ServiceAdmin
from .sites import site


@admin.register(ImportRun, site=site)
class ImportRunAdmin(ServiceAdmin):
    """Files that were brought in, with a verdict on every row."""

    form = RowForm
    is_edited = False
    fields = ("name", "format", "sha256", "counts", "verdicts", "author", "finished_at")
    list_display = ("name", "format", "author", "finished_at")
    list_filter = ("format", "finished_at")
    list_select_related = ("author",)
    date_hierarchy = "finished_at"
    search_fields = ("name", "sha256")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
