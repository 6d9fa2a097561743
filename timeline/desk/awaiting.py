"""What awaits the person who signed in: the first page, the lists and what these have in common."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from timeline.queries.editors.awaiting import (
    browse_failed_quotes,
    browse_uncopied_documents,
    unpublished_events,
    waiting_counts,
)
from timeline.queries.editors.proposals import Whose, list_proposals
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.words import Text

from .pages import DeskRequest, desk_page, may, render_desk
from .review_forms import PageForm

#: So many of one's own proposals are told here.
_PROPOSALS = 5


#: Names of the lists, their addresses and what they are called.
_LISTS: tuple[tuple[str, str, Text], ...] = (
    ("events", "desk:review", _("Events")),
    ("proposals", "desk:proposals", _("Proposals")),
    ("quotes", "desk:failed_quotes", _("Quotes to mend")),
    ("documents", "desk:uncopied", _("Documents without a copy")),
    ("duplicates", "desk:duplicates", _("Possible duplicates")),
)


def review_menu(request: DeskRequest, current: str) -> dict[str, Any]:
    """The lists with their counts; None where counting would cost as much as the list itself."""
    counts = waiting_counts(request.user)
    lists = [(name == current, url, label, counts.get(name)) for name, url, label in _LISTS]
    return {"desk_page": "review", "lists": lists}


def asked[F: PageForm](form: F) -> F:
    """The form of a page's address, which nobody types: 400 where it makes no sense."""
    if not form.is_valid():
        raise BadRequest(str(form.errors.as_json()))
    return form


@require_safe
@desk_page()
def desk_home(request: DeskRequest) -> HttpResponse:
    """What awaits an editor, what became of their proposals, and what is not yet public."""
    context: dict[str, Any] = {"drafts": unpublished_events(), "desk_page": "home"}
    if may(request.user, Verb.DECIDE):
        own = list_proposals(request.user, Whose.MINE, None, size=_PROPOSALS)
        context |= review_menu(request, "") | {"proposals": own.rows, "desk_page": "home"}
    return render_desk(request, "desk/home.html", context)


@require_safe
@desk_page(Verb.DECIDE)
def failed_quotes(request: DeskRequest) -> HttpResponse:
    """Quotes that do not stand in the kept text of their document."""
    after = asked(PageForm(request.GET)).cleaned_data["after"]
    context = {"page": browse_failed_quotes(after), "goes_back": after is not None}
    return render_desk(request, "desk/failed_quotes.html", review_menu(request, "quotes") | context)


@require_safe
@desk_page(Verb.DECIDE)
def uncopied(request: DeskRequest) -> HttpResponse:
    """Documents that somebody saw and of which no copy is kept."""
    after = asked(PageForm(request.GET)).cleaned_data["after"]
    context = {"page": browse_uncopied_documents(after), "goes_back": after is not None}
    return render_desk(request, "desk/uncopied.html", review_menu(request, "documents") | context)
