"""What was typed into a page when the sign-in had run out, there again after the next one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from timeline.queries.editors.kept_drafts import find_kept
from timeline.services.nouns.kept_drafts import TICKET, TYPED, drop_draft, ticket_for

from .complaints import Complaint


class KeepsTyped(admin.ModelAdmin):
    """An admin whose pages carry tickets (`services.kept_drafts`), unless they hold secrets."""

    keeps_typed = True

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page with its ticket."""
        account: Any = request.user
        if self.keeps_typed:
            context[TICKET] = ticket_for(account, **self._which(kwargs.get("obj")))
        return super().render_change_form(request, context, *args, **kwargs)

    def show_typed(
        self, request: HttpRequest, object_id: str | None, form_url: str
    ) -> HttpResponse | None:
        """The page as this person had typed it, where the address asks for that."""
        account: Any = request.user
        if request.method != "GET" or TYPED not in request.GET or not self.keeps_typed:
            return None
        row = self.get_object(request, object_id) if object_id else None
        kept = find_kept(account, **self._which(row))
        if kept is None:
            return None
        words = _("Your sign-in had run out, so nothing is saved yet. What you typed is here.")
        # A page with a complaint is shown and never saved.
        request.complaint = Complaint("", {"__all__": [words]})  # type: ignore[attr-defined]
        # Django reads files and fields in one go: what it would read must not come after ours.
        request.FILES  # noqa: B018
        request.POST = QueryDict(urlencode(kept.data, doseq=True))  # type: ignore[assignment]
        request.method = "POST"
        try:
            return super().changeform_view(request, object_id, form_url)
        finally:
            request.method = "GET"

    def drop_typed(self, request: HttpRequest, row: Any) -> None:
        """Throw away what was kept of a page that is saved."""
        account: Any = request.user
        drop_draft(account, **self._which(row))

    def _which(self, row: Any) -> dict[str, str]:
        key = str(row.pk) if row is not None and row.pk else ""
        return {"form": f"admin {self.opts.model_name}", "row": key}
