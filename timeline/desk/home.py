"""The desk's first page: what awaits the person who signed in."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from timeline.queries.desk import unpublished_events

from .pages import DeskRequest, desk_page, render_desk


@require_safe
@desk_page()
def desk_home(request: DeskRequest) -> HttpResponse:
    """What is begun and not yet public."""
    return render_desk(request, "desk/home.html", {"drafts": unpublished_events()})
