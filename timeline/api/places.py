"""`/places` and `/places/SLUG`."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from ninja import Router

from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.places import PlaceDetail, PlaceRow, list_places, load_place, rows_of

from .noun_lists import (
    BY_SLUG,
    READ,
    alias_shapes,
    counts_shape,
    list_shape,
    name_shape,
    read_list_words,
)
from .noun_schemas import PlaceDetailOut, PlacesOut
from .parameters import KNOWN_ONLY, word_parameters
from .schemas import ProblemOut

router = Router(tags=["places"])


@router.api_operation(
    READ,
    "/places",
    response={200: PlacesOut, 400: ProblemOut},
    openapi_extra=word_parameters(**BY_SLUG),
    summary="Places that something public reaches, by slug",
)
def list_all_places(request: HttpRequest, response: HttpResponse) -> Any:
    words = read_list_words(request, BY_SLUG)
    page = list_places(words["q"], words["cursor"], words["size"])
    results = [_row(row) for row in rows_of(page)]
    return list_shape(request, response, count=page.count, after=page.after, results=results)


@router.api_operation(
    READ,
    "/places/{slug}",
    response={200: PlaceDetailOut, 400: ProblemOut, 404: ProblemOut},
    openapi_extra=KNOWN_ONLY,
    summary="One place with its names, what it lies in and holds, and its events by status",
)
def show_place(request: HttpRequest, response: HttpResponse, slug: str) -> Any:
    known = read_words(request.GET, known="known")["known"]
    detail = load_place(slug)
    if detail is None:
        raise Http404(slug)
    patch_cache_control(response, public=True, no_cache=True)
    return _detail(detail) | {"events": counts_shape("place", slug, known)}


def _row(row: PlaceRow) -> dict[str, Any]:
    slug, name = row.path[-1]
    return {
        "slug": slug,
        "url": reverse("place_detail", args=[slug]),
        "name": name,
        "kind": row.kind,
        "path": [name_shape(*step) for step in row.path],
    }


def _detail(detail: PlaceDetail) -> dict[str, Any]:
    """What would tell a withheld point is left out: numbers of gazetteers as well."""
    place, above = detail.place, detail.path[:-1]
    is_open = not detail.point_withheld
    return _row(PlaceRow(detail.kind, detail.path)) | {
        "parent": name_shape(*above[-1]) if above else None,
        "also_in": name_shape(detail.also_in.slug, detail.also_in.name) if detail.also_in else None,
        "children": [name_shape(link.slug, link.name) for link in detail.inside],
        "aliases": alias_shapes(detail.aliases),
        "lat": detail.lat,
        "lon": detail.lon,
        "disputed": place.disputed,
        "iso3166_1": place.country_code or None,
        "iso3166_2": place.iso3166_2 or None,
        "geonames_id": place.geonames_id if is_open else None,
        "wikidata_id": (place.wikidata_id or None) if is_open else None,
    }
