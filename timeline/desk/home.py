"""The desk's first page: what awaits the person who signed in."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from timeline.queries.editors.desk import unpublished_events
from timeline.queries.editors.proposals import Whose, list_proposals
from timeline.vocabulary.roles import Verb

from .pages import DeskRequest, desk_page, may, render_desk
from .review_menu import review_menu

#: So many of one's own proposals are told here.
_PROPOSALS = 5


@require_safe
@desk_page()
def desk_home(request: DeskRequest) -> HttpResponse:
    """What awaits an editor, what became of their proposals, and what is not yet public."""
    context: dict[str, Any] = {"drafts": unpublished_events(), "desk_page": "home"}
    if may(request.user, Verb.DECIDE):
        own = list_proposals(request.user, Whose.MINE, None, size=_PROPOSALS)
        context |= review_menu(request, "") | {"proposals": own.rows, "desk_page": "home"}
    return render_desk(request, "desk/home.html", context)
