"""The forms of our admins: they know who fills them in, and what a service refused of them.

A service runs when all forms are valid. When it refuses, everything is rolled back and the page
is built a second time, its forms now carrying the complaint: so the error stands at its field
and nothing that was typed is lost.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, QueryDict

from timeline.editing.event_forms import EditFields, ReasonField, RowFields
from timeline.editing.refusals import RefusedAtFields, show_refusal
from timeline.models import Account


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows whatever was posted to it: `typed` as a browser would post it, or what
    is stored; and what was `refused` of it. A page that shows something is never saved.
    """

    typed: QueryDict | None = None
    refused: RefusedAtFields | None = None

    @classmethod
    def by(cls, request: HttpRequest) -> "Shown | None":
        """What the page that answers this request shows; None where it is as posted."""
        return getattr(request, "shown", None)


class RowForm(RowFields):
    """A form that shows what a service refused of it, and knows who fills it in."""

    shown: ClassVar[Shown | None] = None
    account: Account

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        # The forms of rows within the page are fed by their formset.
        if self.shown is not None and kwargs.get("prefix") is None:
            data, files = self.shown.typed, None
        super().__init__(data, files, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs.setdefault("class", "vLargeTextField")

    def full_clean(self) -> None:
        """Validate, then add the complaint."""
        super().full_clean()
        refused = self.shown.refused if self.shown is not None else None
        if refused is not None and self.is_bound and refused.prefix == (self.prefix or ""):
            show_refusal(self, refused)


class EditForm(EditFields, RowForm):
    """A form for one row, with the reason of the change."""

    reason = ReasonField(widget=forms.TextInput(attrs={"class": "vTextField"}))
