"""Every public address of the site, with what to ask of it: one row a URL pattern.

A pattern without a row fails the tests that walk this table, so that no new page goes
untested for leaks, bad input and answers to strangers.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, get_resolver

from timeline.queries.lists.facets import title_whole_facets
from timeline.queries.nouns.sitemaps import SECTIONS

if TYPE_CHECKING:
    from tests.cast import Cast
    from timeline.models import Document, Event, Timeline

#: Doors of those who edit; they answer by role, as `matrix` has it.
EDITING = ("admin/", "desk/")
#: Doors that answer only to those who signed in have tests of their own.
STAFF = (*EDITING, "accounts/")


def all_routes() -> set[str]:
    """Routes of all URL patterns as Django writes them."""
    return set(_walk(get_resolver().url_patterns, ""))


def routes() -> set[str]:
    """Those that are public."""
    return {route for route in all_routes() if not _is_staff(route)}


def _is_staff(route: str) -> bool:
    return route.startswith(STAFF)


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route


#: Filter words that a list of events is asked for, on the page and in the API.
FILTERS = (
    "status=disputed",
    "place=norreg",
    "actor=high-command",
    "actor=high-command&exact_actor=1",
    "source=the-wire",
    "origin=the-wire",
    "q=alta",
    "q=brigade+-clash",
    "q=zanzicanari",
    "origins=1",
    "denied=1",
    "unarchived=1",
    "known=2014-08-19",
    "order=oldest",
    "after=2014-08-20",
    "timeline=arland-in-august",
    "lang=en",
    "basis=other_media",
)

#: Routes that answer htmx with a part of the page.
IN_PART = {
    "",
    "timelines/<str:slug>/",
    "events/<str:public_id>/<str:slug>/",
    "search/suggest",
}


def addresses(
    cast: "Cast",
    *,
    events: "Sequence[Event]" = (),
    documents: "Sequence[Document]" = (),
    timelines: "Sequence[Timeline]" = (),
    filters: Sequence[str] = FILTERS,
    day: str = "2014-08-19",
) -> dict[str, list[str]]:
    """Public addresses for each route; an empty list where GET has no answer.

    Of the cast, and of these events, documents and timelines before it. Lists of events are
    asked with each of the filters, past views are of this day.
    """
    events = (*events, cast.relayed, cast.disputed)
    documents = (*documents, cast.first.document)
    timelines = (*timelines, cast.story)
    event, other = events[0], events[-1]
    words = [f"?{word}" for word in filters]
    known = ["", f"?known={day}"]
    return {
        "healthz": ["/healthz"],
        "readyz": ["/readyz"],
        "": [
            "/",
            *(f"/{w}" for w in [*words, "?order=changed", "?size=1"]),
            *("/?density=quotes", "/?density=table"),
        ],
        "timelines/": ["/timelines/"],
        "timelines/<str:slug>/": [f"/timelines/{t.slug}/{k}" for t in timelines for k in known],
        "events/<str:public_id>/": [f"/events/{event.public_id}/"],
        "events/<str:public_id>/history/": [f"/events/{e.public_id}/history/" for e in events],
        "events/<str:public_id>/<str:slug>/": [
            *(f"/events/{e.public_id}/{e.slug}/{k}" for e in events for k in known),
            f"{event.get_absolute_url()}?place=norreg&order=oldest",
            f"{other.get_absolute_url()}?timeline=arland-in-august&known=2014-08-21",
        ],
        "events/<str:public_id>/<str:slug>/cite.bib": [
            f"{event.get_absolute_url()}cite.bib{k}" for k in known
        ],
        "events/<str:public_id>/<str:slug>/cite.json": [
            f"{event.get_absolute_url()}cite.json{k}" for k in known
        ],
        "actors/": ["/actors/"],
        "actors/<str:slug>/": [
            f"/actors/{a.slug}/" for a in (cast.command, cast.brigade, cast.civilians)
        ],
        "places/": ["/places/"],
        "places/<str:slug>/": [f"/places/{p.slug}/" for p in (cast.arland, cast.alta)],
        "sources/": ["/sources/"],
        "sources/<str:slug>/": [f"/sources/{s.slug}/" for s in (cast.wire, cast.daily, cast.blog)],
        "documents/": ["/documents/"],
        "documents/<str:public_id>/": [f"/documents/{documents[0].public_id}/"],
        "documents/<str:public_id>/<str:slug>/": [
            f"/documents/{d.public_id}/{d.slug}/" for d in documents
        ],
        "facets/<str:word>/": [
            *(f"/facets/{word}/" for word in title_whole_facets()),
            "/facets/place/?status=disputed&known=2014-08-20",
            "/facets/actor/?timeline=arland-in-august",
        ],
        "search/suggest": [
            f"/search/suggest{q}" for q in ("", "?q=alta", "?q=a", "?q=zanzi", "?q=hidden")
        ],
        "changes/": ["/changes/"],
        "method/": ["/method/"],
        "about/": ["/about/"],
        "theme/": [],
        "robots.txt": ["/robots.txt"],
        "sitemap.xml": ["/sitemap.xml"],
        "sitemap-<str:section>-<int:number>.xml": [
            f"/sitemap-{section}-1.xml" for section in SECTIONS
        ],
        "api/v1/": ["/api/v1/"],
        "api/v1/<path:rest>": [],
        "api/v1/openapi.json": ["/api/v1/openapi.json"],
        "api/v1/events": ["/api/v1/events", *(f"/api/v1/events{w}" for w in words)],
        "api/v1/events/<public_id>": [
            *(f"/api/v1/events/{e.public_id}" for e in events),
            f"/api/v1/events/{event.public_id}{known[1]}",
        ],
        "api/v1/places": ["/api/v1/places", "/api/v1/places?q=al&size=1"],
        "api/v1/places/<slug>": [
            f"/api/v1/places/{p.slug}{k}" for p in (cast.arland, cast.alta) for k in known
        ],
        "api/v1/actors": ["/api/v1/actors", "/api/v1/actors?size=1"],
        "api/v1/actors/<slug>": [
            f"/api/v1/actors/{a.slug}{k}" for a in (cast.command, cast.civilians) for k in known
        ],
        "api/v1/sources": ["/api/v1/sources", "/api/v1/sources?size=1"],
        "api/v1/sources/<slug>": [
            f"/api/v1/sources/{s.slug}{k}" for s in (cast.wire, cast.daily) for k in known
        ],
        "api/v1/documents": ["/api/v1/documents", "/api/v1/documents?size=1&known=2014-08-20"],
        "api/v1/documents/<public_id>": [f"/api/v1/documents/{d.public_id}" for d in documents],
        "api/v1/timelines": [f"/api/v1/timelines{k}" for k in known],
        "api/v1/timelines/<slug>": [
            f"/api/v1/timelines/{t.slug}{k}" for t in timelines for k in known
        ],
        "api/v1/histogram": ["/api/v1/histogram", "/api/v1/histogram?bin=month&known=2014-08-19"],
        "api/v1/facets": ["/api/v1/facets", f"/api/v1/facets{known[1]}"],
    }
