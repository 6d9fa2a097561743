"""What a service refuses, told at the fields of the form that asked for it."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def tell(form: forms.Form, refused: ValidationError, names: dict[str, str] | None = None) -> None:
    """Add every complaint to its field; `names` maps what the service calls it to the form's."""
    for name, complaints in refused.message_dict.items():
        field = (names or {}).get(name, name)
        known = field if field in form.fields else None
        words: list[Any] = complaints
        if known is None and name != NON_FIELD_ERRORS:
            words = [f"{name}: {complaint}" for complaint in complaints]
        form.add_error(known, words)
