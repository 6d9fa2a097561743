"""Refusing a save over something that somebody else has changed in the meantime."""

import hashlib
import json
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.services.errors import StaleVersion

from .complaints import ComplainingForm


class VersionedForm(ComplainingForm):
    """A form that remembers which version of the row it shows.

    `kin` names the relations whose rows are edited on the same page: changing only those
    leaves the row's own `version` as it was, so they go into the mark as a hash.
    """

    kin: ClassVar[tuple[str, ...]] = ()
    seen_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None and "seen_version" in self.fields:
            self.initial["seen_version"] = mark_of(self.instance, self.kin)

    def current_version(self) -> int:
        """Lock the stored row and return its version, if it is still the one shown.

        Raises StaleVersion.
        """
        model = type(self.instance)
        stored = model._default_manager.select_for_update().get(pk=self.instance.pk)
        if mark_of(stored, self.kin) != self.cleaned_data["seen_version"]:
            raise StaleVersion(
                {
                    "version": _(
                        "Somebody else has changed this in the meantime, and nothing was saved. "
                        "What you typed is still here, put together with what is stored now: "
                        "look it over and save again."
                    )
                }
            )
        return stored.version


class EditForm(VersionedForm):
    """A form for one row, with the reason of the change."""

    reason = forms.CharField(
        label=gettext_lazy("Reason for this change"),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy(
            "Kept in the history for good, with your name and the time. Say why, not what: "
            "'the agency corrected its number'."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "reason" in self.fields:
            self.initial.setdefault("reason", _("first entry"))
        if "slug" in self.fields:
            # The service makes one of the title or name.
            self.fields["slug"].required = False


def mark_of(row: Any, kin: tuple[str, ...]) -> str:
    """The row's version, with a hash of the rows that are edited together with it."""
    if not kin:
        return str(row.version)
    rows = [[_values(child) for child in getattr(row, name).all()] for name in kin]
    digest = hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()[:16]
    return f"{row.version}.{digest}"


def _values(row: Model) -> list[Any]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]
