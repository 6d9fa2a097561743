"""Lists of actors, places, sources and timelines: by slug, page by page, at any length."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet

from timeline.queries.rows.folded_names import Folded
from timeline.queries.rows.pages import read_page
from timeline.vocabulary.texts.folding import fold

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class NounPage[M: Model]:
    """One page. `before` and `after` are what `start` takes for its neighbours, or empty."""

    rows: Sequence[M]
    count: int
    before: str
    after: str


def page_by_slug[M: Model](
    found: QuerySet[M], start: tuple[bool, str] | None, size: int = PAGE_SIZE
) -> NounPage[M]:
    """The page after, or backwards before, a slug; one count and at most two reads."""
    count = found.count()
    backwards, slug = start or (False, "")
    beyond = Q(**{"slug__lt" if backwards else "slug__gt": slug}) if start else None
    rows, goes_back, goes_on = read_page(found, size, ("slug",), beyond, backwards)
    slugs = [row.slug for row in rows]  # type: ignore[attr-defined]
    before = f"<{slugs[0]}" if goes_back and slugs else ""
    return NounPage(rows, count, before, f">{slugs[-1]}" if goes_on and slugs else "")


def by_name[M: Model](found: QuerySet[M], q: str, *, aliases: bool = False) -> QuerySet[M]:
    """Rows whose name, or other name, holds these letters, however they are written."""
    if not q:
        return found
    fields = ["name", "aliases__name"] if aliases else ["name"]
    wanted = reduce(or_, (Q(pk__in=_holding(found.model, field, q)) for field in fields))
    return found.filter(wanted)


def _holding(model: type[Model], field: str, q: str) -> QuerySet[Model, Any]:
    rows = model._default_manager.annotate(folded=Folded(field)).order_by()
    holds = Q(**{f"{field}__icontains": q})
    if text := fold(q):
        holds |= Q(folded__contains=text)
    return rows.filter(holds).values("pk")
