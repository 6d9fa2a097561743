"""What the lists that await editors have in common: their menu, and reading which page is asked."""

from typing import Any

from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _

from timeline.queries.editors.desk import waiting_counts
from timeline.vocabulary.words import Text

from .pages import DeskRequest
from .review_forms import PageForm

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
