"""Every public page, for sitemaps: by noun, in files of a fixed size, read row by row."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from timeline.models import Actor, Document, Place, SearchRow, Source, Timeline
from timeline.queries.readers.veil import Veil

#: The most addresses that one file may hold (sitemaps.org, protocol).
LARGEST_FILE = 50_000

#: Pages without rows, by the names of their addresses.
PAGES = (
    "event_list",
    "timeline_list",
    "place_list",
    "actor_list",
    "source_list",
    "document_list",
    "changes",
    "method",
    "about",
    "api_guide",
)
SECTIONS = ("pages", "timelines", "events", "documents", "actors", "places", "sources")

_BY_SLUG: dict[str, tuple[str, type[Any]]] = {
    "timelines": ("timeline_detail", Timeline),
    "actors": ("actor_detail", Actor),
    "places": ("place_detail", Place),
    "sources": ("source_detail", Source),
}


def count_files(section: str, size: int = LARGEST_FILE) -> int:
    """How many files the addresses of a section fill; 0 where there are none."""
    count = len(PAGES) if section == "pages" else _rows(section).count()
    return -(-count // size)


def list_addresses(
    section: str, number: int, size: int = LARGEST_FILE
) -> Iterator[tuple[str, datetime | None]]:
    """Path and last change (None where not kept) of each page in file `number`, from 1 on."""
    if section == "pages":
        yield from ((reverse(name), None) for name in PAGES)
        return
    first = (number - 1) * size
    rows = _rows(section)[first : first + size]
    if section == "events":
        veil = Veil(events=None)
        fields = ("changed_at", "event__public_id", "event__slug")
        for row in rows.select_related("event").only(*fields).iterator():
            yield veil.path(row.event), row.changed_at
    elif section == "documents":
        veil = Veil(documents=None)
        for document in rows.only("public_id", "slug").iterator():
            yield veil.path(document), None
    else:
        name = _BY_SLUG[section][0]
        for slug in rows.values_list("slug", flat=True).iterator():
            yield reverse(name, args=[slug]), None


def _rows(section: str) -> QuerySet[Any]:
    if section == "events":
        return SearchRow.objects.order_by("pk")
    model: Any = Document if section == "documents" else _BY_SLUG[section][1]
    rows: QuerySet[Any] = model.objects.visible_to(None).order_by("pk")
    return rows
