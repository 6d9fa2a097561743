"""What became of each row of the seeds."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

#: The nouns in the order in which they are loaded and told.
NOUNS = ("places", "actors", "sources", "documents", "events", "claims", "decisions", "timelines")


class Verdict(StrEnum):
    """New and changed rows were written; kept are those that a person edited last; gone are
    those that the files no longer hold, which stay as they are."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """One row by noun and key, with the digest of what its file says ("" where gone)."""

    noun: str
    key: str
    verdict: Verdict
    digest: str = ""


@dataclass(slots=True)
class SeedReport:
    """The verdicts of one run; `loaded` is False where the files were as they had been."""

    loaded: bool = True
    rows: list[RowVerdict] = field(default_factory=list)

    def note(self, noun: str, key: str, verdict: Verdict, digest: str = "") -> None:
        self.rows.append(RowVerdict(noun, key, verdict, digest))

    def counts(self) -> dict[str, dict[str, int]]:
        """For every noun how many rows met each verdict, zeros included."""
        found = {noun: dict.fromkeys(map(str, Verdict), 0) for noun in NOUNS}
        for row in self.rows:
            found[row.noun][row.verdict] += 1
        return found

    def named(self, *verdicts: Verdict) -> Iterable[RowVerdict]:
        """The rows that met one of these verdicts."""
        return (row for row in self.rows if row.verdict in verdicts)

    def as_json(self) -> list[list[str]]:
        """The form in which an ImportRun keeps the verdicts."""
        return [[row.noun, row.key, row.verdict.value, row.digest] for row in self.rows]

    @classmethod
    def of_earlier_run(cls, kept: Iterable[list[str]]) -> "SeedReport":
        """What an ImportRun kept, as it is when nothing was written since."""
        report = cls(loaded=False)
        for noun, key, word, digest in kept:
            verdict = Verdict(word)
            written = verdict in (Verdict.NEW, Verdict.CHANGED)
            report.note(noun, key, Verdict.UNCHANGED if written else verdict, digest)
        return report
