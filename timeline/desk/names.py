"""Names to choose from while one types, as options of a list."""

from django.http import HttpResponse
from django.utils.html import format_html_join
from django.views.decorators.http import require_safe

from timeline.queries.editors.typed_names import suggest_typed
from timeline.queries.editors.typed_titles import suggest_titles

from .pages import DeskRequest, desk_page

SUGGESTED = {
    **dict.fromkeys(("source", "actor", "place"), suggest_typed),
    **dict.fromkeys(("document", "event"), suggest_titles),
}


@require_safe
@desk_page()
def names(request: DeskRequest) -> HttpResponse:
    """Labels of the `kind`; what is typed comes under the name of the field, whatever it is."""
    words = request.GET.dict()
    kind = words.pop("kind", "")
    typed = next(iter(words.values()), "")
    labels = SUGGESTED[kind](kind, typed) if kind in SUGGESTED else []
    return HttpResponse(format_html_join("", '<option value="{}"></option>', zip(labels)))
