"""Our admin site: who may come in, and how a choice is named in a list of choices."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _


class Choices(AutocompleteJsonView):
    """Choices with what tells two of the same title apart."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """Id and label of one choice."""
        return {"id": str(getattr(obj, to_field_name)), "text": label_of(obj)}


class StaffSite(AdminSite):
    """The staff door. A role opens it; `is_staff` alone does not."""

    site_title = _("Editing")
    site_header = _("Editing")
    index_title = _("What is there to enter or to correct?")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether an active account with a role asks."""
        role = getattr(request.user, "editing_role", None)
        return role is not None and super().has_permission(request)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]
        """Answer what is typed into a field that looks rows up."""
        return Choices.as_view(admin_site=self)(request)


site = StaffSite()


def label_of(row: Any) -> str:
    """A row's name in a list of choices, as its admin says it."""
    admin = site.get_model_admin(type(row)) if site.is_registered(type(row)) else None
    name = getattr(admin, "choice_label", str)
    return str(name(row))
