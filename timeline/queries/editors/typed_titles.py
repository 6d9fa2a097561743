"""Documents and events that an editor names by typing their title or where they are found.

For the desk alone: it tells of drafts.
"""

import re
from typing import Any

from django.db.models import Q, QuerySet

from timeline.models import Document, Event
from timeline.vocabulary.words import WorkflowState

from .typed_names import MOST_SUGGESTED

_DOCUMENTS = Document.objects.exclude(state=WorkflowState.WITHDRAWN)
_EVENTS = Event.objects.exclude(state=WorkflowState.WITHDRAWN)
_NAMED = re.compile(r".*\[([0-9a-z]{10})\]", re.DOTALL)


def label_of(row: Document | Event) -> str:
    """The title with the public id behind it, by which `*_titled` finds the row again."""
    return f"{row.title} [{row.public_id}]"


def documents_titled(typed: str) -> list[Document]:
    """Documents with this label, title, public id, or address."""
    at = Q(title__iexact=typed) | Q(url=typed) if typed else Q()
    return list(_titled(_DOCUMENTS, typed, at)[:MOST_SUGGESTED])


def events_titled(typed: str) -> list[Event]:
    """Events with this label, title, public id, or address here."""
    return list(_titled(_EVENTS, typed, Q(title__iexact=typed))[:MOST_SUGGESTED])


def suggest_titles(kind: str, typed: str) -> list[str]:
    """At most ten labels, for `kind` document or event, whose title holds the words."""
    words = typed.split()
    if not words:
        return []
    rows: QuerySet[Any] = _DOCUMENTS if kind == "document" else _EVENTS
    for word in words[:8]:
        rows = rows.filter(title__icontains=word)
    return [label_of(row) for row in rows.order_by("-pk")[:MOST_SUGGESTED]]


def _titled(rows: QuerySet[Any], typed: str, at: Q) -> QuerySet[Any]:
    if found := _NAMED.fullmatch(typed):
        return rows.filter(public_id=found[1])
    parts = [part for part in typed.split("/") if re.fullmatch("[0-9a-z]{10}", part)]
    return rows.filter(at | Q(public_id__in=parts or [typed])).order_by("pk")
