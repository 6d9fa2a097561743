"""Somebody else saved while one typed: noticed before anything is saved, and laid side by side.

A page carries the texts with which it was served. When they are no longer what it would be
served with, nothing is saved: these, those stored now and those typed are merged field by field
and row by row.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db.models import Model

from timeline.models import Account
from timeline.services.proposals.proposing import Saving, saving
from timeline.vocabulary.texts.three_way import Difference, Keys, PageTexts, merge_texts

from .refusals import EditConflict, at_fields

#: The field in which a page carries the texts with which it was served.
BEGAN = "began"


def texts_begun_from(posted: Mapping[str, str]) -> PageTexts:
    """What stood on a page when its person began to type; no texts where it does not say."""
    return PageTexts.from_json(posted.get(BEGAN, "")) or PageTexts({})


@contextmanager
def saving_page[M: Model](
    row: M | None, began: PageTexts, texts_of: Callable[[M], PageTexts], *, by: Account, reason: str
) -> Iterator[tuple[Saving, M | None]]:
    """Frame the saving of a page; with the row as it is stored now, which nobody else can save.

    `row` is None for a new one. Raises RefusedAtFields; EditConflict where what the page of the
    row says is not what it said when the person began.
    """
    with at_fields(), saving(by=by, reason=reason) as page:
        if row is None:
            yield page, None
            return
        stored = type(row)._default_manager.select_for_update().get(pk=row.pk)
        if texts_of(stored) != began:
            raise EditConflict
        yield page, stored


def lay_side_by_side(
    began: PageTexts,
    theirs: PageTexts,
    mine: PageTexts,
    keys: Keys,
    *,
    label: Callable[[tuple[str, ...]], str],
    say: Callable[[tuple[str, ...]], Callable[[str], str]] = lambda name: str,
    silent: Collection[str] = (),
) -> tuple[PageTexts, dict[str, Any]]:
    """Both edits put together, and what a page says of them: `differences` and `clashes`.

    `label` calls a field as the page does, `say` puts its texts into words; `silent` are
    fields that nobody sees.
    """
    merged = merge_texts(began, theirs, mine, keys)
    told = [
        Difference.of(label(name), found, say=say(name))
        for name, found in merged.differences
        if name[-1] not in silent
    ]
    return merged.texts, {"differences": told, "clashes": sum(found.clash for found in told)}
