"""The forms of our admins: they know who fills them in, and what a service refused of them.

A service runs when all forms are valid. When it refuses, everything is rolled back and the page
is built a second time, its forms now carrying the complaint: so the error stands at its field
and nothing that was typed is lost.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from timeline.editing.event_forms import ReasonField
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


class RowForm(forms.ModelForm):
    """A form that shows what a service refused of it, and knows who fills it in."""

    shown: ClassVar[Shown | None] = None
    account: ClassVar[Account]

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        # The forms of rows within the page are fed by their formset.
        if self.shown is not None and kwargs.get("prefix") is None:
            data, files = self.shown.typed, None
        super().__init__(data, files, **kwargs)

    def full_clean(self) -> None:
        """Validate, then add the complaint."""
        super().full_clean()
        refused = self.shown.refused if self.shown is not None else None
        if refused is not None and self.is_bound and refused.prefix == (self.prefix or ""):
            show_refusal(self, refused)


class EditForm(RowForm):
    """A form for one row, with the reason of the change."""

    reason = ReasonField(widget=forms.TextInput(attrs={"class": "vTextField"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "reason" in self.fields:
            self.initial.setdefault("reason", _("first entry"))
        if "slug" in self.fields:
            # The service makes one of the title or name.
            self.fields["slug"].required = False
