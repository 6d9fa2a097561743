"""Reading the CSV files of the seeds: places, actors, sources, documents and their names.

Strict: a column that is unknown, missing or named twice and a row with more or fewer cells
than the header are refused, because a value in the wrong column is worse than none.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from timeline.vocabulary.kinds import ActorKind, NameKind, PlaceKind, SourceKind, Withhold
from timeline.vocabulary.stances import Reliability

from .errors import Mistake, Where
from .fields import Fields
from .records import ActorSeed, DocumentSeed, OtherName, PlaceSeed, SourceSeed


@dataclass(frozen=True, slots=True)
class Table[R]:
    """The columns of one kind of CSV file and how a row becomes a record."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    read: Callable[[Fields], R]

    @property
    def columns(self) -> tuple[str, ...]:
        return self.required + self.optional


def read_table[R](table: Table[R], file: str, text: str, mistakes: list[Mistake]) -> list[R]:
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
        records.append(table.read(Fields(Where(file, line), texts, mistakes)))
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


def _check_header[R](
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


def _read_place(row: Fields) -> PlaceSeed:
    return PlaceSeed(
        where=row.where,
        slug=row.slug("slug"),
        name=row.line("name", required=True, longest=200),
        kind=row.word("kind", PlaceKind),
        parent=row.reference("parent"),
        second_parent=row.reference("second_parent"),
        lat=row.degrees("lat", 90),
        lon=row.degrees("lon", 180),
        iso3166_2=row.subdivision("iso3166_2"),
        disputed=row.flag("disputed"),
        withhold=row.word("withhold", Withhold, Withhold.NONE),
    )


def _read_actor(row: Fields) -> ActorSeed:
    return ActorSeed(
        where=row.where,
        slug=row.slug("slug"),
        name=row.line("name", required=True, longest=200),
        kind=row.word("kind", ActorKind),
        country=row.country("country"),
        parent=row.reference("parent"),
        public_role=row.line("public_role"),
        description=row.line("description", longest=200),
    )


def _read_source(row: Fields) -> SourceSeed:
    return SourceSeed(
        where=row.where,
        slug=row.slug("slug"),
        name=row.line("name", required=True, longest=200),
        kind=row.word("kind", SourceKind),
        country=row.country("country"),
        language=row.language("language"),
        homepage=row.address("homepage", longest=500),
        owner=row.reference("owner"),
        speaks_for=row.reference("speaks_for"),
        reliability=row.word("reliability", Reliability, Reliability.NOT_JUDGED),
        reliability_reason=row.text("reliability_reason"),
    )


def _read_document(row: Fields) -> DocumentSeed:
    slug = row.slug("slug")
    return DocumentSeed(
        where=row.where,
        slug=slug,
        public_id=row.public_id("id", noun="document", key=slug),
        source=row.reference("source", required=True) or "",
        title=row.line("title", required=True, longest=500),
        url=row.address("url", longest=2000),
        authors=row.line("authors", longest=500),
        published=row.edtf("published"),
        language=row.language("language"),
        unseen=row.flag("unseen"),
        note=row.text("note"),
    )


def _names(column: str) -> Table[OtherName]:
    def read(row: Fields) -> OtherName:
        return OtherName(
            where=row.where,
            owner=row.reference(column, required=True) or "",
            name=row.line("name", required=True, longest=200),
            language=row.language("language"),
            kind=row.word("kind", NameKind, NameKind.OWN),
        )

    return Table((column, "name"), ("language", "kind"), read)


PLACES = Table(
    ("slug", "name", "kind"),
    ("parent", "second_parent", "lat", "lon", "iso3166_2", "disputed", "withhold"),
    _read_place,
)
PLACE_NAMES = _names("place")
ACTORS = Table(
    ("slug", "name", "kind"), ("country", "parent", "public_role", "description"), _read_actor
)
ACTOR_NAMES = _names("actor")
SOURCES = Table(
    ("slug", "name", "kind"),
    ("country", "language", "homepage", "owner", "speaks_for", "reliability", "reliability_reason"),
    _read_source,
)
DOCUMENTS = Table(
    ("slug", "source", "title"),
    ("id", "url", "authors", "published", "language", "unseen", "note"),
    _read_document,
)
