"""Pages about documents."""

from django.http import Http404, HttpRequest, HttpResponse

from timeline.models import Document
from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.documents import describe_document, list_documents
from timeline.queries.readers.addresses import Withdrawn, find_document, slug_of

from .answers import gone, moved, reading
from .noun_pages import detail_context, list_context
from .past_views import knowledge_of
from .rendering import may_edit, render_page


@reading
def document_list(request: HttpRequest) -> HttpResponse:
    words = read_words(request.GET, q="q", cursor="cursor", known="known")
    day = knowledge_of(request.path, words["known"])["day"]
    page = list_documents(words["q"] or "", words["cursor"], day)
    context = list_context(request, "documents", page, words)
    return render_page(request, "documents/document_list.html", context)


@reading
def document_detail(request: HttpRequest, public_id: str, slug: str = "") -> HttpResponse:
    """One document; 301 to its right slug, 410 where it was withdrawn."""
    found = find_document(public_id)
    if isinstance(found, Withdrawn):
        return gone(found.category)
    if found is None:
        raise Http404
    right = slug_of(found)
    if slug != right:
        return moved(request, "document_detail", public_id, right)
    return _page(request, found)


def _page(request: HttpRequest, document: Document) -> HttpResponse:
    words = read_words(request.GET, known="known")
    day = knowledge_of(request.path, words["known"])["day"]
    edits = may_edit(request)
    loaded = {"detail": describe_document(document, day, editor=edits), "may_edit": edits}
    context = detail_context(request, "documents", words, loaded)
    if document.public_on > day:
        return render_page(request, "documents/document_before.html", context)
    return render_page(request, "documents/document_detail.html", context)
