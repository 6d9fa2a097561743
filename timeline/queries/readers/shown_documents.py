"""A document as readers are told of it, wherever it is named."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from timeline.models import Copy, Document
from timeline.vocabulary.dates.bounds import parse_date
from timeline.vocabulary.dates.wording import say_date

from .names import Name, name_of_source
from .veil import Veil


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """A document in the chain of a claim. `when` is its date in words, empty if not known."""

    public_id: str
    slug: str
    title: str
    described: bool
    url: str
    url_withheld: bool
    source: Name
    language: str
    published: str
    when: str
    public_on: date
    unseen: bool
    archived: bool


def copies_of(documents: Iterable[int]) -> dict[int, frozenset[str]]:
    """Hashes of the copies kept of each of these documents."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Copy.objects.filter(document__in=set(documents))
    for document, sha256 in rows.values_list("document", "sha256"):
        found[document].add(sha256)
    return {document: frozenset(hashes) for document, hashes in found.items()}


def tell_document(document: Document, veil: Veil, *, archived: bool) -> DocumentShown:
    """A document, with its source loaded, as readers are told of it."""
    url = veil.address(document)
    stored = document_as_stored(document, archived=archived)
    return replace(
        stored,
        slug=veil.slug(document),
        title=veil.text(document, "title"),
        url=url,
        url_withheld=url != stored.url,
    )


def document_as_stored(document: Document, *, archived: bool) -> DocumentShown:
    """The same for editors, from whom nothing is withheld."""
    return DocumentShown(
        public_id=document.public_id,
        slug=document.slug,
        title=document.title,
        described=document.is_described,
        url=document.url,
        url_withheld=False,
        source=name_of_source(document.source),
        language=document.language,
        published=document.published,
        when=say_date(parse_date(document.published), year=True) if document.published else "",
        public_on=document.public_on,
        unseen=document.unseen,
        archived=archived,
    )
