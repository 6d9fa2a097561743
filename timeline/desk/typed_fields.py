"""Form fields in which an editor types a name, and what is meant is looked up."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.models import Document, Event, Place
from timeline.queries.editors.typed_names import (
    actors_named,
    places_named,
    sources_named,
    ways_down,
)
from timeline.queries.editors.typed_titles import documents_titled, events_titled, label_of

_FINDERS: dict[str, Callable[[str], list[Any]]] = {
    "source": sources_named,
    "actor": actors_named,
    "place": places_named,
    "document": documents_titled,
    "event": events_titled,
}


class TypedInput(forms.TextInput):
    """A line whose list of names (desk/field.html) the server fills while one types."""

    def __init__(self, kind: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.kind = kind

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        names = f"{(attrs or {}).get('id', name)}-names"
        asks = {
            "list": names,
            "hx-get": f"{reverse('desk:names')}?kind={self.kind}",
            "hx-trigger": "input changed delay:150ms",
            "hx-target": f"#{names}",
            "hx-swap": "innerHTML",
            "hx-sync": "this:queue last",
        }
        return super().get_context(name, value, {**(attrs or {}), **asks})


class TypedField(forms.CharField):
    """The row that the typed name means; None where nothing is typed.

    `new` lets an unknown name through as the text itself: the form then asks what it is.
    """

    def __init__(self, kind: str, *, new: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 600)
        super().__init__(widget=TypedInput(kind), **kwargs)
        self.kind, self.new = kind, new

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = _FINDERS[self.kind](typed)
        if len(found) == 1:
            return found[0]
        if found:
            several = _("Several are called so; write one of these: %(names)s.")
            raise ValidationError(several, params={"names": "; ".join(_labels(found))})
        if self.new:
            return typed
        raise ValidationError(
            _("Nothing is recorded under “%(name)s”; choose a name from the list."),
            params={"name": typed},
        )


def _labels(found: list[Any]) -> list[str]:
    """What tells rows of one name apart: places by their way down, others by their slug."""
    if isinstance(found[0], Place):
        return list(ways_down(found).values())
    if isinstance(found[0], Document | Event):
        return [label_of(row) for row in found]
    return [row.slug for row in found]
