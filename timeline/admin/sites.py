"""Our admin site: who may come in, and how a choice is named in a list of choices."""

import re
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from timeline.editing.kept_forms import keep_and_come_back


class ChoiceLookup(AutocompleteJsonView):
    """ChoiceLookup with what tells two of the same title apart."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        """Id and label of one choice."""
        return {"id": str(getattr(obj, to_field_name)), "text": label_of(obj)}


class KeyedChoices:
    """For widgets that look rows up: chosen by their key, whatever else is posted."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        """The rows that are chosen."""
        keys = [key for key in value if re.fullmatch("[0-9]{1,18}", str(key))]
        return super().optgroups(name, keys, attr)  # type: ignore[misc]


class ChoiceSelect(KeyedChoices, AutocompleteSelect):
    """One row that is looked up."""


class StaffSite(AdminSite):
    """The staff door. A role opens it; `is_staff` alone does not."""

    site_title = _("Editing")
    site_header = _("Editing")
    index_title = _("What is there to enter or to correct?")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether an active account with a role asks."""
        role = getattr(request.user, "editing_role", None)
        return role is not None and super().has_permission(request)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page knows; also whether nothing can be changed."""
        return {**super().each_context(request), "is_read_only": settings.TIMELINE_READ_ONLY}

    def get_urls(self) -> list[Any]:
        """Without the way from any row of any table to its page: ours name their own."""
        return [u for u in super().get_urls() if getattr(u, "name", "") != "view_on_site"]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Keep what is posted when the sign-in has run out: Django drops it and asks to sign in."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            strange = request.method == "POST" and not request.user.is_authenticated
            if strange and (again := keep_and_come_back(request)) is not None:
                return redirect_to_login(again)
            return guarded(request, *args, **kwargs)

        return keeping

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Sign-in is elsewhere; whoever is signed in and may not come in is told so."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        return redirect_to_login(wanted)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Passwords are changed where people sign in, which ends all other sign-ins."""
        return redirect("account_change_password")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]
        """Answer what is typed into a field that looks rows up."""
        return ChoiceLookup.as_view(admin_site=self)(request)


site = StaffSite()


def label_of(row: Any) -> str:
    """A row's name in a list of choices, as its admin says it."""
    admin = site.get_model_admin(type(row)) if site.is_registered(type(row)) else None
    name = getattr(admin, "choice_label", str)
    return str(name(row))
