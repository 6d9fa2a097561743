"""What awaits the person who signed in: the first page, the lists and what these have in common."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from timeline.queries.editors.awaiting import (
    list_failed_quotes,
    list_uncopied_documents,
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


#: The lists by the names of their addresses, and what they are called.
_LISTS: dict[str, Text] = {
    "review": _("Events"),
    "proposals": _("Proposals"),
    "failed_quotes": _("Quotes to mend"),
    "uncopied": _("Documents without a copy"),
    "duplicates": _("Possible duplicates"),
}


def review_menu(request: DeskRequest, current: str) -> dict[str, Any]:
    """The lists with their counts; None where counting would cost as much as the list itself."""
    counts = waiting_counts(request.user)
    lists = [(k == current, f"desk:{k}", label, counts.get(k)) for k, label in _LISTS.items()]
    return {"desk_page": "review", "lists": lists}


def show_list(request: DeskRequest, name: str, form: PageForm, **context: Any) -> HttpResponse:
    """The page of a list that `form` asks for; `page` is what it holds."""
    goes_back = form.cleaned_data["after"] is not None
    context |= review_menu(request, name) | {"heading": _LISTS[name], "goes_back": goes_back}
    return render_desk(request, f"desk/{name}.html", context)


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
    form = asked(PageForm(request.GET))
    page = list_failed_quotes(form.cleaned_data["after"])
    return show_list(request, "failed_quotes", form, page=page)


@require_safe
@desk_page(Verb.DECIDE)
def uncopied(request: DeskRequest) -> HttpResponse:
    """Documents that somebody saw and of which no copy is kept."""
    form = asked(PageForm(request.GET))
    page = list_uncopied_documents(form.cleaned_data["after"])
    return show_list(request, "uncopied", form, page=page)
