"""Form fields in which an editor types a name, and what is meant is looked up.

While one types, names to choose from come as options of a list.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey
from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from timeline.models import Document, Event, Place
from timeline.queries.editors.typed_names import (
    actors_named,
    places_named,
    sources_named,
    suggest_typed,
    ways_down,
)
from timeline.queries.editors.typed_titles import (
    documents_titled,
    events_titled,
    label_of,
    suggest_titles,
)
from timeline.vocabulary.sentences import say_list

from .pages import DeskRequest, desk_page

_FINDERS: dict[str, Callable[[str], list[Any]]] = {
    "source": sources_named,
    "actor": actors_named,
    "place": places_named,
    "document": documents_titled,
    "event": events_titled,
}

SUGGESTED = {
    **dict.fromkeys(("source", "actor", "place"), suggest_typed),
    **dict.fromkeys(("document", "event"), suggest_titles),
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
            raise ValidationError(several, params={"names": say_list(_labels(found))})
        if self.new:
            return typed
        raise ValidationError(
            _("Nothing is recorded under “%(name)s”; choose a name from the list."),
            params={"name": typed},
        )


class Typed:
    """The Meta of forms whose fields come from a model: what names a row is typed."""

    @staticmethod
    def formfield_callback(column: Any, **given: Any) -> Any:
        """The field for a column, as the form calls it or else as the model does."""
        if not isinstance(column, ForeignKey):
            return column.formfield(**given)
        words = {"label": capfirst(column.verbose_name), "help_text": column.help_text}
        kind = str(column.related_model._meta.model_name)
        return TypedField(kind, required=not column.blank, **words | given)


class TypedForm(forms.ModelForm):
    """A form with the fields of a model; the service that saves it makes and checks the row."""

    def _post_clean(self) -> None:
        """Leave the stored row as it is."""


def _labels(found: list[Any]) -> list[str]:
    """What tells rows of one name apart: places by their way down, others by their slug."""
    if isinstance(found[0], Place):
        return list(ways_down(found).values())
    if isinstance(found[0], Document | Event):
        return [label_of(row) for row in found]
    return [row.slug for row in found]


@require_safe
@desk_page()
def names(request: DeskRequest) -> HttpResponse:
    """Labels of the `kind`; what is typed comes under the name of the field, whatever it is."""
    words = request.GET.dict()
    kind = words.pop("kind", "")
    typed = next(iter(words.values()), "")
    labels = SUGGESTED[kind](kind, typed) if kind in SUGGESTED else []
    return HttpResponse(format_html_join("", '<option value="{}"></option>', zip(labels)))
