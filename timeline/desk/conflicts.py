"""Somebody else saved while one typed: what they changed, laid beside what one typed."""

from typing import Any

from django.utils.translation import gettext as _

from timeline.queries.editors.event_sheets import KEYS
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.texts.sheets import Difference, MergedSheet, merge_sheets, renumber_rows

from .event_entries import NUMBERS, EventEntry
from .event_forms import ROWS


def lay_side_by_side(entry: EventEntry) -> tuple[MergedSheet, list[Difference]]:
    """Both edits put together, and what to look at before it is saved.

    Claims that they added come behind mine, so what they numbered is numbered again.
    """
    mine = entry.sheet()
    known = [row["claim"] for row in mine.rows["claim"]]
    ids = [row["claim"] for row in entry.stored.rows["claim"]]
    order = [*known, *(which for which in ids if which not in known)]
    numbers = {place: order.index(which) + 1 for place, which in enumerate(ids, 1)}
    theirs = renumber_rows(entry.stored, numbers, NUMBERS)
    merged = merge_sheets(entry.began, theirs, mine, KEYS)
    told = [Difference.of(_label(entry, name), found) for name, found in merged.differences]
    return merged, told


def _label(entry: EventEntry, name: tuple[str, ...]) -> str:
    """The field as the page calls it, or the row and the text of it."""
    noun, *path = name
    if not path:
        return str(entry.form.fields[noun].label)
    form: Any = ROWS[noun].form  # type: ignore[attr-defined]  # set by its factory
    first = form.base_fields[KEYS[noun][0]]
    told = say_list([part for part in path[: len(KEYS[noun])] if part])
    if noun == "claim":
        ids = [row["claim"] for row in entry.stored.rows["claim"]]
        which = str(ids.index(path[0]) + 1) if path[0] in ids else _("new")
        told = _("Claim %(n)s") % {"n": which}
    else:
        told = _("%(field)s: %(value)s") % {"field": first.label, "value": told}
    if len(path) > len(KEYS[noun]) and path[-1] in form.base_fields:
        return say_list([told, str(form.base_fields[path[-1]].label)])
    return told
