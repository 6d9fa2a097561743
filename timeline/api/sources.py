"""`/sources` and `/sources/SLUG`."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from ninja import Router

from timeline.models import Source
from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.sources import Neighbour, SourceDetail, list_sources, load_source
from timeline.vocabulary.clock import today

from .noun_lists import BY_SLUG, READ, counts_shape, list_shape, name_shape, read_list_words
from .noun_schemas import SourceDetailOut, SourcesOut
from .parameters import KNOWN_ONLY, word_parameters
from .schemas import ProblemOut
from .shapes import name_or_none

router = Router(tags=["sources"])


@router.api_operation(
    READ,
    "/sources",
    response={200: SourcesOut, 400: ProblemOut},
    openapi_extra=word_parameters(**BY_SLUG),
    summary="Sources of public documents, and those they relay, by slug",
)
def list_all_sources(request: HttpRequest, response: HttpResponse) -> Any:
    words = read_list_words(request, BY_SLUG)
    page = list_sources(words["q"], words["cursor"], words["size"])
    results = [_row(source, _owner(source)) for source in page.rows]
    return list_shape(request, response, count=page.count, after=page.after, results=results)


@router.api_operation(
    READ,
    "/sources/{slug}",
    response={200: SourceDetailOut, 400: ProblemOut, 404: ProblemOut},
    openapi_extra=KNOWN_ONLY,
    summary="One source with its record: a count, not a rating",
)
def show_source(request: HttpRequest, response: HttpResponse, slug: str) -> Any:
    known = read_words(request.GET, known="known")["known"]
    detail = load_source(slug, known or today())
    if detail is None:
        raise Http404(slug)
    patch_cache_control(response, public=True, no_cache=True)
    return _detail(detail) | {"events": counts_shape("source", slug, known)}


def _owner(source: Source) -> dict[str, Any] | None:
    return name_shape(source.owner.slug, source.owner.name) if source.owner else None


def _row(source: Source, owner: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "slug": source.slug,
        "url": reverse("source_detail", args=[source.slug]),
        "name": source.name,
        "kind": source.kind,
        "country": source.country_code or None,
        "language": source.language or None,
        "owner": owner,
    }


def _neighbours(found: Iterable[Neighbour]) -> list[dict[str, Any]]:
    return [name_shape(n.name.slug, n.name.text) | {"claims": n.claims} for n in found]


def _detail(detail: SourceDetail) -> dict[str, Any]:
    source = detail.source
    return _row(source, name_or_none(detail.owner)) | {
        "homepage": source.homepage or None,
        "speaks_for": name_or_none(detail.speaks_for),
        "reliability": detail.reliability,
        "reliability_reason": source.reliability_reason or None,
        "outlets": [name_shape(outlet.slug, outlet.name) for outlet in detail.outlets],
        "documents": detail.documents,
        "archived": detail.archived,
        "unseen": detail.unseen,
        "first_public_on": detail.first,
        "last_public_on": detail.last,
        "record": {
            "assertions": detail.assertions,
            "relays": detail.relays,
            "denials": detail.denials,
            "context": detail.context,
            "status": dict(detail.record),
            "forecasts": detail.forecasts,
            "basis": dict(detail.bases),
        },
        "relayed": _neighbours(detail.relayed),
        "relayed_by": _neighbours(detail.relayed_by),
    }
