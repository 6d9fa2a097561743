"""What a service refuses, told at the fields of the form that asked for it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from timeline.services.errors import Refused, StaleVersion

#: What is said of these is said of the whole form.
_WHOLE = (NON_FIELD_ERRORS, "by", "version")


class RefusedAtFields(Refused):
    """A refusal by the names of a form's fields; `prefix` tells which form of the page."""

    def __init__(self, complaints: Mapping[str, object], prefix: str = "") -> None:
        super().__init__(complaints)
        self.prefix = prefix


class EditConflict(Exception):
    """Somebody else saved since the person began to type; nothing was saved."""


@contextmanager
def at_fields(prefix: str = "", **renamed: str) -> Iterator[None]:
    """Whatever is refused inside is about this form of the page.

    `renamed` maps what the services call a field to what the form does. Raises
    RefusedAtFields, EditConflict.
    """
    try:
        yield
    except RefusedAtFields:
        raise
    except StaleVersion as stale:
        raise EditConflict from stale
    except Refused as refused:
        raise RefusedAtFields(_by_field(refused, renamed), prefix) from refused


def show_refusal(form: forms.BaseForm, refused: Refused, **renamed: str) -> None:
    """Add every complaint to its field; to the form where it shows none of that name."""
    for name, complaints in _by_field(refused, renamed).items():
        field = form.fields.get(name)
        if field is not None and not field.widget.is_hidden:
            form.add_error(name, complaints)
        elif name in _WHOLE or field is not None:
            form.add_error(None, complaints)
        else:
            form.add_error(None, [f"{name}: {complaint}" for complaint in complaints])


def _by_field(refused: Refused, renamed: Mapping[str, str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name, complaints in refused.message_dict.items():
        found.setdefault(renamed.get(name, name), []).extend(complaints)
    return found
