"""Quotes to mend, and documents of which nothing is kept."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from timeline.queries.editors.gaps import browse_failed_quotes, browse_uncopied_documents
from timeline.vocabulary.roles import Verb

from .pages import DeskRequest, desk_page, render_desk
from .review_forms import PageForm
from .review_menu import asked, review_menu


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
