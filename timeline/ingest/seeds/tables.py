"""Reading the CSV files of the seeds: places, actors, sources, documents and their names.

Strict: a column that is unknown, missing or named twice and a row with more or fewer cells
than the header are refused, because a value in the wrong column is worse than none.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .errors import Mistake, Where
from .fields import CALLED, Fields, Seed, keys_of, read_record
from .records import ActorSeed, DocumentSeed, OtherName, PlaceSeed, SourceSeed


@dataclass(frozen=True, slots=True)
class Table[R: Seed]:
    """One kind of CSV file: the record that a row becomes, the columns that each file has, and
    those that are called otherwise than the record's fields."""

    record: type[R]
    required: tuple[str, ...]
    called: Mapping[str, str] = field(default_factory=lambda: CALLED)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.required, *keys_of(self.record, self.called))))


PLACES = Table(PlaceSeed, ("slug", "name", "kind"))
PLACE_NAMES = Table(OtherName, ("place", "name"), {"owner": "place"})
ACTORS = Table(ActorSeed, ("slug", "name", "kind"))
ACTOR_NAMES = Table(OtherName, ("actor", "name"), {"owner": "actor"})
SOURCES = Table(SourceSeed, ("slug", "name", "kind"))
DOCUMENTS = Table(DocumentSeed, ("slug", "source", "title"))


def read_table[R: Seed](table: Table[R], file: str, text: str, mistakes: list[Mistake]) -> list[R]:
    """The records of one file; `file` is how mistakes name it. Empty lines are skipped."""
    rows = _rows(file, text, mistakes)
    first = next(rows, None)
    if first is None:
        mistakes.append(Mistake(file, 1, "header", "is missing"))
        return []
    line, header = first
    if not _check_header(table, file, line, header, mistakes):
        return []
    records = []
    for line, cells in rows:
        if len(cells) != len(header):
            reason = f"has {len(cells)} cells, the header has {len(header)}"
            mistakes.append(Mistake(file, line, "row", reason))
            continue
        texts = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
        row = Fields(Where(file, line), texts, mistakes)
        records.append(read_record(table.record, row, table.called))
    return records


def _rows(file: str, text: str, mistakes: list[Mistake]) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        mistakes.append(Mistake(file, line, "row", f"is not CSV: {error}"))


def _check_header[R: Seed](
    table: Table[R], file: str, line: int, header: list[str], mistakes: list[Mistake]
) -> bool:
    accepted = f"accepted: {', '.join(table.columns)}"
    faults = [
        (name, f"is no column here; {accepted}") for name in header if name not in table.columns
    ]
    faults += [(name, "this column is missing") for name in table.required if name not in header]
    faults += [(name, "this column stands twice") for name in set(header) if header.count(name) > 1]
    mistakes += [Mistake(file, line, name or "header", reason) for name, reason in faults]
    return not faults
