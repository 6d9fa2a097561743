"""One facet whole: every choice that the filters leave, as links, page by page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from timeline.queries.filtering.controls import Option
from timeline.queries.filtering.filters import (
    Door,
    FilterError,
    FilterErrors,
    Filters,
    matching,
    read_filters,
)
from timeline.queries.filtering.page_words import read_words
from timeline.queries.filtering.words import WORDS
from timeline.queries.lists.facets import count_facet, title_whole_facets

from .answers import reading
from .chips import describe_chips
from .list_links import list_url
from .rendering import render_page

#: Choices on a page.
LENGTH = 100


@reading
def facet_list(request: HttpRequest, word: str) -> HttpResponse:
    """Every choice of one facet with its count; each link adds it to the filters."""
    if word not in title_whole_facets():
        raise Http404(word)
    number, filters = _read(request.GET)
    options = count_facet(word, filters)
    pages = max(1, -(-len(options) // LENGTH))
    if number > pages:
        problem = _("There is no such page.")
        raise FilterErrors([FilterError("page", str(number), problem, f"1–{pages}")])
    context = _describe(word, filters, options, number, request.path)
    return render_page(request, "events/facet_list.html", context)


def _read(data: QueryDict) -> tuple[int, Filters]:
    """The number of the page, and the filters."""
    words, numbers = data.copy(), QueryDict(mutable=True)
    numbers.setlist("page", words.pop("page", []))
    number = read_words(numbers, page="number")["page"] or 1
    return number, read_filters(words, Door.BESIDE)


def _describe(
    word: str, filters: Filters, options: tuple[Option, ...], number: int, path: str
) -> dict[str, Any]:
    shown = options[(number - 1) * LENGTH : number * LENGTH]
    names = {option.value: option.name for option in options}
    return {
        "section": "events",
        "title": title_whole_facets()[word],
        "noindex": True,
        "count": matching(filters).count(),
        "total": len(options),
        "choices": [_choice(word, filters, option, names) for option in shown],
        "chips": describe_chips(filters, path),
        "list_url": list_url(filters),
        "prev_url": _turn(filters, path, number - 1) if number > 1 else "",
        "next_url": _turn(filters, path, number + 1) if number * LENGTH < len(options) else "",
    }


def _choice(word: str, filters: Filters, option: Option, names: dict[str, str]) -> dict[str, Any]:
    chosen = filters.typed.get(word, ())
    is_chosen = option.value in chosen
    # Of a word with one value another choice stands instead of it, not beside it.
    kept = [v for v in chosen if v != option.value] if is_chosen or WORDS[word].is_many else []
    values = kept if is_chosen else [*kept, option.value]
    return {
        "name": option.name,
        "level": option.note,
        "above": names.get(option.parent or "", ""),
        "count": option.count,
        "chosen": is_chosen,
        "url": list_url(filters, **{word: values}),
    }


def _turn(filters: Filters, path: str, number: int) -> str:
    query = filters.as_query()
    page = f"page={number}" if number > 1 else ""
    asked = "&".join(part for part in (query, page) if part)
    return f"{path}?{asked}" if asked else path
