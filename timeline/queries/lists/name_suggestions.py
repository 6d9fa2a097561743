"""Names of public places, actors and sources that are like what somebody typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Greatest

from timeline.models import Actor, ActorAlias, Place, PlaceAlias, Source
from timeline.queries.filtering.fields import Named
from timeline.queries.filtering.filters import Filters, matching
from timeline.queries.rows.folded_names import Folded
from timeline.vocabulary.texts.folding import fold
from timeline.vocabulary.texts.search_terms import Search, Term, parse_search, words_of

MOST_SUGGESTED = 10
MOST_MEANT = 3
#: Fewer events than these make one wonder whether a name was misspelled.
FEW = 3
#: Texts of one search whose names are looked up, and rows of one table that are weighed.
_MOST_TEXTS = 5
_MOST_ROWS = 50
_MOST_TRIED = 6
#: PostgreSQL's own `pg_trgm.similarity_threshold`.
_LEAST_LIKENESS = 0.3


@dataclass(frozen=True, slots=True)
class _Like:
    """A row, one of its names, and how like (0 to 1) it is to the text of this number."""

    named: Named
    spelling: str
    text: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Meant:
    """A name that was probably meant, and the search with it."""

    name: str
    q: str


def suggest_names(typed: str) -> list[Named]:
    """At most ten rows whose name begins like this, has a word that does, or resembles it.

    In this order; five queries, whatever is typed.
    """
    text = fold(typed)
    if not words_of(text):
        return []

    def rank(like: _Like) -> tuple[bool, bool, float, str]:
        name = fold(like.spelling)
        begins, holds = name.startswith(text), f" {text}" in name
        return not begins, not holds, -like.likeness, like.named.slug

    found = dict.fromkeys(like.named for like in sorted(_like([text], prefixes=True), key=rank))
    return list(found)[:MOST_SUGGESTED]


def guess_meant(filters: Filters) -> list[Meant]:
    """At most three names that the search may have misspelled, each of which finds something.

    The other filters stay. At most eleven queries.
    """
    search = parse_search(filters.q)
    groups = _groups(search)
    texts = [" ".join(word for term in group for word in term.words) for group in groups]
    likes = sorted(_like(texts), key=lambda like: (-like.likeness, like.named.slug))
    meant: dict[str, Meant] = {}
    tried: set[str] = set()
    for like in likes:
        if f" {texts[like.text]} " in f" {' '.join(words_of(like.spelling))} ":
            continue  # Spelled right: it is the other words or filters that leave nothing.
        q = search.replacing(groups[like.text], like.named.name).write()
        if like.named.name in meant or q in tried:
            continue
        if len(tried) == _MOST_TRIED or len(meant) == MOST_MEANT:
            break
        tried.add(q)
        if matching(filters.but(q=q, cursor=None)).exists():
            meant[like.named.name] = Meant(like.named.name, q)
    return list(meant.values())


def _groups(search: Search) -> list[tuple[Term, ...]]:
    """What may be one name: all that is wanted, and each term of it."""
    wanted = search.wanted
    each: list[tuple[Term, ...]] = [(term,) for term in wanted[: _MOST_TEXTS - 1]]
    return [wanted, *each] if 1 < len(wanted) < _MOST_TEXTS else each


def _like(texts: Sequence[str], *, prefixes: bool = False) -> list[_Like]:
    """Public rows with a name like one of these folded texts, by their own and other names."""
    if not texts:
        return []
    places, actors = Place.objects.visible_to(None), Actor.objects.visible_to(None)
    sources = Source.objects.visible_to(None)
    found = [
        _weigh(places, "place", "", texts, prefixes),
        _weigh(PlaceAlias.objects.filter(place__in=places), "place", "place__", texts, prefixes),
        _weigh(actors, "actor", "", texts, prefixes),
        _weigh(ActorAlias.objects.filter(actor__in=actors), "actor", "actor__", texts, prefixes),
        _weigh(sources, "source", "", texts, prefixes),
    ]
    return [like for part in found for like in part]


def _weigh(
    rows: QuerySet[Any],
    kind: str,
    owner: str,
    texts: Sequence[str],
    prefixes: bool,
) -> Iterable[_Like]:
    """The likest of these rows; `owner` leads from a row of names to what it names."""
    near = Q()
    scores = {f"like_{n}": TrigramSimilarity(Folded("name"), text) for n, text in enumerate(texts)}
    for text in texts:
        near |= Q(folded__trigram_similar=text)
        if prefixes:
            near |= Q(folded__startswith=text) | Q(folded__contains=f" {text}")
    found = rows.annotate(folded=Folded("name"), **scores).filter(near)
    likest = Greatest(*scores, Value(0.0))
    best = found.order_by(likest.desc(), "pk")[:_MOST_ROWS]
    columns = (f"{owner}pk", f"{owner}slug", f"{owner}name", "name", *scores)
    for pk, slug, name, spelling, *likenesses in best.values_list(*columns):
        named = Named(pk, slug, name, kind)
        for number, likeness in enumerate(likenesses):
            if likeness >= _LEAST_LIKENESS or prefixes:
                yield _Like(named, spelling, number, likeness)
