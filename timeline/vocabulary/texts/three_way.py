"""Two people changed one record: what each changed, and what can be put together.

A record is its texts: what one editor sees and types, to be laid beside another's. Nothing here
knows what they mean, only which texts tell a row of a list from the others.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from .diffs import Piece, diff_words

type Row = dict[str, str]

#: For each list the texts that tell its rows apart.
type Keys = Mapping[str, Sequence[str]]


class Changed(StrEnum):
    """Who changed a field since both began from the same record."""

    NOBODY = "nobody"
    MINE = "mine"
    THEIRS = "theirs"
    ALIKE = "alike"  # both, and to the same
    BOTH = "both"  # both, and to something else: a person has to choose


@dataclass(frozen=True, slots=True)
class MergedField:
    """A field as it stood when both began, as it is stored now, and as I typed it.

    Where a field is a row of a list, an empty text says that the row is not there.
    """

    name: str
    base: str
    theirs: str
    mine: str

    @property
    def changed(self) -> Changed:
        if self.mine == self.theirs:
            return Changed.NOBODY if self.mine == self.base else Changed.ALIKE
        if self.theirs == self.base:
            return Changed.MINE
        return Changed.THEIRS if self.mine == self.base else Changed.BOTH

    @property
    def merged(self) -> str:
        """What to go on with: theirs where only they changed it, else mine.

        Where both changed it mine stands, because only mine is not stored anywhere yet.
        """
        return self.theirs if self.changed is Changed.THEIRS else self.mine


def merge_fields(
    base: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]
) -> tuple[MergedField, ...]:
    """Every field of the three records; one that a record lacks is empty there.

    In the order of mine, then what only the others have.
    """
    names = dict.fromkeys([*mine, *theirs, *base])
    return tuple(
        MergedField(name, base.get(name, ""), theirs.get(name, ""), mine.get(name, ""))
        for name in names
    )


@dataclass(frozen=True)
class PageTexts:
    """`fields` by name; `rows` by the name of their list, in order, empty rows left out."""

    fields: dict[str, str]
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def as_json(self) -> str:
        """For a page to carry along."""
        return json.dumps([self.fields, self.rows], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self | None:
        """None for what are no texts: it came back from a browser."""
        try:
            fields, rows = json.loads(text)
            lists = {name: [_texts(row) for row in rows[name] if row] for name in rows}
            read = cls(_texts(fields), lists)
            read.as_json().encode()
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        return read


def _texts(found: Mapping[str, Any]) -> Row:
    return {str(name): str(text) for name, text in found.items()}


@dataclass(frozen=True)
class MergedTexts:
    """`texts` to go on with; `differences` are what the others changed, to be looked at.

    A difference has one of the names of the fields, or that of a list, the texts that
    tell the row, and for a list whose rows have several texts the text's name.
    """

    texts: PageTexts
    differences: tuple[tuple[tuple[str, ...], MergedField], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the others changed, in words. `clash`: I changed it too, to something else.

    `theirs` and `mine` are the ways from `base`, which stood there when I began; `typed`
    whether I changed it at all.
    """

    label: str
    clash: bool
    base: str
    theirs: tuple[Piece, ...]
    mine: tuple[Piece, ...]
    typed: bool

    @classmethod
    def of(cls, label: str, found: MergedField, say: Callable[[str], str] = str) -> Self:
        """`say` puts a text into words."""
        base, theirs, mine = say(found.base), say(found.theirs), say(found.mine)
        return cls(
            label=label,
            clash=found.changed is Changed.BOTH,
            base=base,
            theirs=diff_words(base, theirs),
            mine=diff_words(base, mine),
            typed=found.mine != found.base,
        )


def merge_texts(base: PageTexts, theirs: PageTexts, mine: PageTexts, keys: Keys) -> MergedTexts:
    """Put mine and theirs together, both begun from `base`. Nothing of mine is lost.

    What `base` has beside the fields of theirs is none of this page.

    Fields and texts of rows are merged one by one. A row that one took off is gone unless the
    other changed it.
    """
    began = {name: text for name, text in base.fields.items() if name in theirs.fields}
    fields = {f.name: f for f in merge_fields(began, theirs.fields, mine.fields)}
    differences: list[tuple[tuple[str, ...], MergedField]] = [
        ((name,), found) for name, found in fields.items() if _told(found)
    ]
    rows: dict[str, list[Row]] = {}
    for name, key in keys.items():
        three = (_by_key(one.rows.get(name, []), key) for one in (base, theirs, mine))
        rows[name], told = _merge_rows(*three, key=key)
        differences += [((name, *path), found) for path, found in told]
    differences.sort(key=lambda pair: pair[1].changed is not Changed.BOTH)
    return MergedTexts(
        PageTexts({n: f.merged for n, f in fields.items()}, rows), tuple(differences)
    )


def _told(found: MergedField) -> bool:
    """Whether they changed it, which I could not see while I typed."""
    return found.theirs != found.base


def _merge_rows(
    *known: dict[tuple[str, ...], Row], key: Sequence[str]
) -> tuple[list[Row], list[tuple[tuple[str, ...], MergedField]]]:
    base, theirs, mine = known
    merged: list[Row] = []
    told = []
    for which in dict.fromkeys([*mine, *theirs, *base]):
        old, other, own = (rows.get(which) for rows in known)
        if own is not None and other is not None:
            texts = merge_fields(old or {}, other, own)
            merged.append({text.name: text.merged for text in texts})
            told += [((*which, t.name), t) for t in texts if _told(t) and t.name not in key]
            continue
        if other != old:  # they added it, changed it or took it off
            told.append((which, MergedField("", _say(old), _say(other), _say(own))))
        if (only := own or other) and only != old:
            merged.append(only)
    return merged, told


def _by_key(rows: Iterable[Row], key: Sequence[str]) -> dict[tuple[str, ...], Row]:
    """Rows by what tells them apart; those that have nothing of it are told by all they have."""
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        which = tuple(row.get(name, "") for name in key)
        found[which if any(which) else tuple(row.values())] = row
    return found


def _say(row: Row | None) -> str:
    return ", ".join(text for text in (row or {}).values() if text)


def renumber(text: str, numbers: Mapping[int, int]) -> str:
    """A text of numbers of rows ("1, 3"), each as the row is numbered now."""
    return re.sub(
        "[0-9]{1,4}", lambda match: str(numbers.get(int(match[0]), match[0])), text, flags=re.ASCII
    )


def renumber_rows(texts: PageTexts, numbers: Mapping[int, int], names: Sequence[str]) -> PageTexts:
    """The texts with those of these names, in all rows, renumbered."""
    rows = {
        name: [
            {key: renumber(text, numbers) if key in names else text for key, text in row.items()}
            for row in found
        ]
        for name, found in texts.rows.items()
    }
    return PageTexts(texts.fields, rows)
