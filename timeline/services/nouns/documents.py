"""Recording and editing documents, and keeping copies of them."""

import hashlib
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Account, Copy, Document
from timeline.services.errors import Refused
from timeline.services.proposable import proposable
from timeline.services.rows import add, change, free_slug, only
from timeline.services.writing import Writing, writing
from timeline.vocabulary.dates.bounds import DateError, UncertainDate, parse_date
from timeline.vocabulary.kinds import CopyMethod, Rights
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.words import WorkflowState

from .quotes import check_document_quotes

FIELDS = (
    "slug", "source", "title", "url", "authors", "language", "published", "accessed", "unseen",
    "note",
)  # fmt: skip


def read_date(text: str, field: str) -> UncertainDate:
    """Parse EDTF, with the complaint under `field`. Raises Refused."""
    try:
        return parse_date(text)
    except DateError as error:
        raise Refused({field: str(error)}) from error


def span_of(when: UncertainDate) -> DateRange:
    """The bounds as the half-open range that PostgreSQL stores."""
    after = when.latest + timedelta(days=1) if when.latest and when.latest < date.max else None
    return DateRange(when.earliest, after)


def record_document(
    *,
    by: Account,
    reason: str,
    natural_key: str | None = None,
    public_id: str | None = None,
    **fields: Any,
) -> Document:
    """Record a document as a draft; `fields` are those of FIELDS. Raises Refused."""
    only(fields, FIELDS)
    with writing(by, Verb.DRAFT, reason):
        fields["slug"] = fields.get("slug") or free_slug(Document, fields.get("title", ""))
        document = Document(natural_key=natural_key, **fields)
        if public_id:
            document.public_id = public_id
        derive_days(document)
        return add(document)


@proposable("edit_document", ProposalKind.EDIT)
def edit_document(
    document: Document, *, by: Account, reason: str, version: int | None, **fields: Any
) -> bool:
    """Change a document and derive the events that it speaks about. True where it changed."""
    only(fields, FIELDS)
    with writing(by, Verb.EDIT, reason, about=[document]) as frame:
        trial = Document(
            recorded_on=document.recorded_on,
            published=fields.get("published", document.published),
            accessed=fields.get("accessed", document.accessed),
        )
        derive_days(trial)
        derived = {name: getattr(trial, name) for name in ("published", "span", "public_on")}
        changed = bool(change(document, fields | derived, version=version))
        if changed:
            _touch(frame, document)
    return changed


@proposable("publish_document", ProposalKind.PUBLISH)
def publish_document(document: Document, *, by: Account, reason: str) -> bool:
    """Publish a document: readers see it, and its published claims count."""
    with writing(by, Verb.PUBLISH, reason, about=[document]) as frame:
        shown = {"state": WorkflowState.PUBLISHED, "withdrawn_for": ""}
        changed = change(document, shown, version=None)
        _touch(frame, document)
    return bool(changed)


@proposable("withdraw_document", ProposalKind.WITHDRAW, names={"category": "withdrawn_for"})
def withdraw_document(document: Document, *, category: str, by: Account, reason: str) -> bool:
    """Take a document back: its claims no longer count."""
    with writing(by, Verb.WITHDRAW, reason, about=[document]) as frame:
        hidden = {"state": WorkflowState.WITHDRAWN, "withdrawn_for": category}
        changed = change(document, hidden, version=None)
        _touch(frame, document)
    return bool(changed)


@proposable("keep_copy", ProposalKind.EDIT, says=gettext_lazy("Keep a copy of"), writes=Copy)
def keep_copy(
    document: Document,
    *,
    text: str,
    by: Account,
    reason: str,
    method: str = CopyMethod.PASTED,
    rights: str = Rights.NONE,
    rights_reason: str = "",
    restricted: bool = False,
) -> Copy:
    """Keep a copy of the text and check the document's quotes against it.

    The same text twice is the same copy. Raises Refused.
    """
    with writing(by, Verb.EDIT, reason, about=[document]) as frame:
        if document.unseen:
            raise Refused({"text": _("Nobody saw this document; there is nothing to keep.")})
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        stored = Copy.objects.filter(document=document, sha256=digest).first()
        if stored is not None:
            return stored
        copy = add(
            Copy(
                document=document,
                text=text,
                sha256=digest,
                method=method,
                rights=rights,
                rights_reason=rights_reason,
                restricted=restricted,
            )
        )
        check_document_quotes(document)
        _touch(frame, document)
    return copy


@proposable("edit_copy", ProposalKind.EDIT, about="document")
def edit_copy(copy: Copy, *, by: Account, reason: str, version: int | None, **fields: Any) -> bool:
    """Change the rights or the restriction of a copy, never its text."""
    only(fields, ("rights", "rights_reason", "restricted"))
    with writing(by, Verb.EDIT, reason, about=[copy.document]) as frame:
        changed = bool(change(copy, fields, version=version))
        if changed:
            _touch(frame, copy.document)
    return changed


def derive_days(document: Document) -> None:
    """Set the publication bounds and the day by which it was public (domain: As known on)."""
    days = [document.recorded_on]
    document.span = None
    if document.published:
        when = read_date(document.published, "published")
        document.published = when.edtf
        document.span = span_of(when)
        if when.latest is not None:
            days.append(when.latest)
    if document.accessed is not None:
        days.append(document.accessed)
    document.public_on = min(days)


def _touch(frame: Writing, document: Document) -> None:
    frame.touch(document.claims.values_list("event", flat=True))
