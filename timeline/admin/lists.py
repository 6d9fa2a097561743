"""Lists of rows: what is asked of them in their address, and done to the rows that are chosen."""

import re
from typing import Any

from django.contrib import admin
from django.contrib.admin import helpers
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse


class CheckedLists(admin.ModelAdmin):
    """An admin whose lists answer 400 where Django would fail."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; 400 for filters and keys that no list of ours sends."""
        chosen = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
        if not all(re.fullmatch("[0-9]{1,18}", key) for key in chosen):
            raise BadRequest("keys of rows are numbers")
        try:
            return super().changelist_view(request, extra_context)
        except (ValueError, DataError) as error:
            if request.method == "GET":
                raise BadRequest("no such filter") from error
            raise
