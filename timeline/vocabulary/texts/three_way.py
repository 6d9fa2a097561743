"""Two people changed one record: what each changed, and what can be put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


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
