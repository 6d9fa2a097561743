"""Where a seed stands in its file, and what is the matter there."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing to correct. `file` is the path inside the seeds' folder, `line` counts from 1."""

    file: str
    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.reason}"


class SeedMistakes(Exception):
    """The files hold mistakes; nothing was taken from them. `mistakes` has every one found."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = sorted(set(mistakes))
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


@dataclass(frozen=True, slots=True)
class Where:
    """The file and line of one row or block, and the line of each of its fields."""

    file: str
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)

    def mistake(self, name: str, reason: str) -> Mistake:
        """A mistake in the field `name`, on its line where it has one of its own."""
        return Mistake(self.file, self.lines.get(name, self.line), name, reason)
