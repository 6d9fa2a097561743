"""Sitemaps for search engines: an index, and files that stream at any number of pages."""

from collections.abc import Iterator
from datetime import UTC

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import escape

from timeline.queries.filtering.page_words import read_words
from timeline.queries.nouns.sitemaps import SECTIONS, count_files, list_addresses

from .answers import reading

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XML = "application/xml; charset=utf-8"


@reading
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The addresses of all files."""
    read_words(request.GET)
    paths = [
        reverse("sitemap_file", args=[section, number])
        for section in SECTIONS
        for number in range(1, count_files(section) + 1)
    ]
    files = [f"<sitemap><loc>{_absolute(request, path)}</loc></sitemap>\n" for path in paths]
    body = f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{''.join(files)}</sitemapindex>\n"
    response = HttpResponse(body, content_type=_XML)
    patch_cache_control(response, public=True, no_cache=True)
    return response


@reading
def sitemap_file(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """One file, written while it is read from the database."""
    read_words(request.GET)
    if section not in SECTIONS or not 1 <= number <= count_files(section):
        raise Http404
    response = StreamingHttpResponse(_urls(request, section, number), content_type=_XML)
    patch_cache_control(response, public=True, no_cache=True)
    return response  # type: ignore[return-value]  # it is not an HttpResponse, and answers as one


def _urls(request: HttpRequest, section: str, number: int) -> Iterator[str]:
    yield f"{_HEAD}<urlset {_NAMESPACE}>\n"
    for path, changed_at in list_addresses(section, number):
        changed = ""
        if changed_at is not None:
            changed = f"<lastmod>{changed_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</lastmod>"
        yield f"<url><loc>{_absolute(request, path)}</loc>{changed}</url>\n"
    yield "</urlset>\n"


def _absolute(request: HttpRequest, path: str) -> str:
    return escape(request.build_absolute_uri(path))
