"""Pages about documents: what was published, what it says of which events, what we keep."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from timeline.models import Claim, Copy, Document, EvidenceState
from timeline.queries.filtering.cursors import Cursor
from timeline.queries.readers.names import Name, name_of_actor, name_of_source
from timeline.queries.readers.passages import Marked, Paragraph, mark_text, spans_of
from timeline.queries.readers.shown_documents import DocumentShown, tell_document
from timeline.queries.readers.veil import Veil
from timeline.queries.rows.pages import read_page
from timeline.vocabulary.kinds import CopyMethod, Rights
from timeline.vocabulary.stances import Basis, Stance
from timeline.vocabulary.statuses import Status, say_status
from timeline.vocabulary.texts.quotes import Verdict

from .noun_lists import PAGE_SIZE


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of documents, the latest first. Cursors are empty where there is no page."""

    rows: tuple[DocumentShown, ...]
    count: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a document; `whole` tells whether all of its text may be shown."""

    sha256: str
    kept_at: datetime
    method: CopyMethod
    rights: Rights
    rights_reason: str
    restricted: bool
    length: int
    whole: bool


@dataclass(frozen=True, slots=True)
class DocumentClaim:
    """What the document says of one event, numbered as in the margin of its text."""

    number: int
    public_id: str
    event_id: str
    event_slug: str
    event_title: str
    status: Status | None
    status_words: str
    stance: Stance
    summary: str
    quote: str
    quote_language: str
    quote_verdict: Verdict | None
    attribution: str
    attributed_to: Name | None
    relays: Name | None
    basis: Basis
    in_text: bool


@dataclass(frozen=True, slots=True)
class DocumentDetail:
    """A document as readers see it; `paragraphs` of its newest copy, as far as shown."""

    key: int
    shown: DocumentShown
    accessed: date | None
    authors: str
    note: str
    copies: tuple[Kept, ...]
    claims: tuple[DocumentClaim, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> list[tuple[Paragraph, list[DocumentClaim]]]:
        """Paragraphs with the claims whose quotes begin in them."""
        by_number = {claim.number: claim for claim in self.claims}
        return [(p, [by_number[number] for number in p.quoted]) for p in self.paragraphs]

    @property
    def events(self) -> int:
        return len({claim.event_id for claim in self.claims})

    @property
    def relayed(self) -> list[tuple[Name, list[str]]]:
        """The sources that it carries, each with the numbers of those claims."""
        found: dict[Name, list[str]] = {}
        for claim in self.claims:
            if claim.relays:
                found.setdefault(claim.relays, []).append(str(claim.number))
        return list(found.items())


def list_documents(q: str, cursor: Cursor | None, day: date, size: int = PAGE_SIZE) -> DocumentPage:
    """Published documents that were public by `day`, the latest first, `size` a page.

    `q` looks into titles and names of sources.
    """
    found = Document.objects.visible_to(None).known_on(day).select_related("source")
    if q:
        titled = Q(title__icontains=q) & ~Q(pk__in=_found_by_hidden_names(q))
        found = found.filter(titled | Q(source__name__icontains=q))
    count = found.count()
    beyond, backwards = (_beyond(cursor), cursor.backwards) if cursor else (None, False)
    order = ("-public_on", "public_id")
    rows, goes_back, goes_on = read_page(found, size, order, beyond, backwards)
    kept = Exists(Copy.objects.filter(document=OuterRef("pk")))
    archived = set(
        Document.objects.filter(kept, pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    veil = Veil(documents=[row.pk for row in rows])
    return DocumentPage(
        rows=tuple(tell_document(row, veil, archived=row.pk in archived) for row in rows),
        count=count,
        before=_cursor(rows[0], backwards=True) if goes_back and rows else "",
        after=_cursor(rows[-1]) if goes_on and rows else "",
    )


def _found_by_hidden_names(q: str) -> list[int]:
    """Documents whose title holds `q` only where readers do not see it."""
    veil = Veil(documents=None)
    rows = Document.objects.filter(pk__in=veil.hiding_documents, title__icontains=q)
    return [row.pk for row in rows.only("title") if not veil.finds(row, "title", q)]


def _beyond(cursor: Cursor) -> Q:
    """Documents after the cursor's, or before it."""
    side, tie = ("gt", "lt") if cursor.backwards else ("lt", "gt")
    same = Q(public_on=cursor.position, **{f"public_id__{tie}": cursor.public_id})
    return Q(**{f"public_on__{side}": cursor.position}) | same


def _cursor(row: Document, *, backwards: bool = False) -> str:
    return Cursor(row.public_on, row.public_id, backwards).encode()


def describe_document(document: Document, day: date, *, editor: bool = False) -> DocumentDetail:
    """All about a public document (see `addresses.find_document`) as of a day of knowledge.

    Editors see the whole of every copy. A constant number of queries.
    """
    copies = list(document.copies.order_by("-kept_at", "-pk"))
    rows = Claim.objects.filter(document=document, is_public=True).select_related(
        "event", "attributed_to", "relays__document__source", "relays_source", "copy"
    )
    claims = list(rows.order_by("pk").defer("copy__text"))
    events = {claim.event_id for claim in claims}
    states = EvidenceState.objects.known_on(day).filter(row__in=events)
    status = {pk: (word, end) for pk, word, end in states.values_list("row", "status", "outcome")}
    veil = Veil(events=events, documents=[document.pk])
    newest = copies[0] if copies else None
    hidden = newest is not None and newest.restricted and not editor
    told = [c for c in claims if c.event_id in status]
    marks = [mark for n, claim in enumerate(told, 1) for mark in _marks(n, claim, newest)]
    paragraphs: list[Paragraph] = []
    if newest is not None and not hidden and (marks or _is_whole(newest, editor=editor)):
        paragraphs = mark_text(newest.text, marks, whole=_is_whole(newest, editor=editor))
    quoted = {mark.number for mark in marks}
    return DocumentDetail(
        key=document.pk,
        accessed=document.accessed,
        shown=tell_document(document, veil, archived=bool(copies)),
        authors=veil.text(document, "authors"),
        note=veil.text(document, "note"),
        copies=tuple(_kept(copy, veil, editor=editor) for copy in copies),
        claims=tuple(
            _claim(number, claim, veil, status[claim.event_id], in_text=number in quoted)
            for number, claim in enumerate(told, 1)
        ),
        paragraphs=veil.paragraphs(newest, paragraphs) if newest is not None else (),
    )


def _marks(number: int, claim: Claim, copy: Copy | None) -> list[Marked]:
    if copy is None or claim.copy_id != copy.pk:
        return []
    stance = Stance(claim.stance)
    return [Marked(start, end, number, stance) for start, end in spans_of(claim.selector)]


def _is_whole(copy: Copy, *, editor: bool) -> bool:
    return editor or copy.rights != Rights.NONE


def _kept(copy: Copy, veil: Veil, *, editor: bool) -> Kept:
    return Kept(
        sha256=copy.sha256,
        kept_at=copy.kept_at,
        method=CopyMethod(copy.method),
        rights=Rights(copy.rights),
        rights_reason=veil.text(copy, "rights_reason"),
        restricted=copy.restricted,
        length=len(copy.text),
        whole=_is_whole(copy, editor=editor),
    )


def _claim(
    number: int,
    claim: Claim,
    veil: Veil,
    status: tuple[str | None, str | None],
    *,
    in_text: bool,
) -> DocumentClaim:
    upstream = claim.relays.document.source if claim.relays else claim.relays_source
    hidden = claim.copy is not None and claim.copy.restricted
    return DocumentClaim(
        number=number,
        public_id=claim.public_id,
        event_id=claim.event.public_id,
        event_slug=veil.slug(claim.event),
        event_title=veil.text(claim.event, "title"),
        status=Status(status[0]) if status[0] else None,
        status_words=say_status(claim.event.nature, *status),
        stance=Stance(claim.stance),
        summary=veil.text(claim, "summary"),
        quote="" if hidden else veil.text(claim, "quote"),
        quote_language=claim.quote_language,
        quote_verdict=Verdict(claim.quote_verdict) if claim.quote_verdict else None,
        attribution=veil.text(claim, "attribution"),
        attributed_to=name_of_actor(claim.attributed_to) if claim.attributed_to else None,
        relays=name_of_source(upstream) if upstream else None,
        basis=Basis(claim.basis),
        in_text=in_text,
    )
