"""Bringing what a service refuses to the field of the form that it is about.

A service runs when all forms are valid. When it refuses, everything is rolled back and
the page is built a second time, its forms now carrying the complaint: so the error stands
at its field and nothing that was typed is lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from timeline.models import Account
from timeline.services.errors import Refused


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a service said of one form: the form's prefix, and sentences by field."""

    prefix: str
    errors: dict[str, list[str]]


class FormRefused(Refused):
    """A refusal that knows which form of the page it is about."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.errors)
        self.complaint = complaint


@contextmanager
def about(form: forms.BaseForm, **renamed: str) -> Iterator[None]:
    """Whatever is refused inside is about this form; `renamed` maps a service's names to its."""
    try:
        yield
    except FormRefused:
        raise
    except Refused as refused:
        errors: dict[str, list[str]] = {}
        for name, messages in refused.message_dict.items():
            errors.setdefault(renamed.get(name, name), []).extend(messages)
        raise FormRefused(Complaint(str(form.prefix or ""), errors)) from refused


class ComplainingForm(forms.ModelForm):
    """A form that shows a complaint about it, and knows who fills it in."""

    complaint: ClassVar[Complaint | None] = None
    account: ClassVar[Account]

    def full_clean(self) -> None:
        """Validate, then add the complaint; what has no visible field goes to the top."""
        super().full_clean()
        complaint = self.complaint
        if complaint is None or not self.is_bound or complaint.prefix != (self.prefix or ""):
            return
        for name, messages in complaint.errors.items():
            field = self.fields.get(name)
            shown = field is not None and not field.widget.is_hidden
            self.add_error(name if shown else None, list[Any](messages))
