"""Reading a folder of seeds: `seeds/README.md` says how it is laid out.

Either the whole folder is right and comes back as records, or `SeedMistakes` tells every
mistake with its file and line; nothing is taken from a folder with mistakes.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from .checks import check_names, check_seeds
from .errors import Mistake, SeedMistakes
from .events import read_event, read_timeline
from .fields import Seed
from .outlines import read_outlines
from .records import OtherName, OutlineSeed, Seeds
from .tables import (
    ACTOR_NAMES,
    ACTORS,
    DOCUMENTS,
    PLACE_NAMES,
    PLACES,
    SOURCES,
    Table,
    read_table,
)

#: Goes up when the same files would be read or loaded differently.
FORMAT_VERSION = 1
#: A list of ten thousand documents stays below this; a film does not.
LARGEST_FILE = 10 * 1024 * 1024

_FOLDERS = {
    "places": ".csv",
    "actors": ".csv",
    "sources": ".csv",
    "documents": ".csv",
    "events": ".yaml",
    "timelines": ".yaml",
    "outlines": ".geojson",
}
_NAMES = "names.csv"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)

type Texts = dict[str, str]


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and bytes of all seed files and the version of the format.

    Reads every byte and parses none: what `load_seeds` asks first. Raises SeedMistakes
    where the folder cannot be read.
    """
    digest = hashlib.sha256(f"seeds {FORMAT_VERSION}\n".encode())
    for path in _paths(folder):
        name = path.relative_to(folder).as_posix()
        content = hashlib.sha256(_bytes(path, name)).hexdigest()
        digest.update(f"{name}\0{content}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def read_seeds(folder: Path) -> Seeds:
    """Every record of the folder. Raises SeedMistakes with all that is to be corrected."""
    mistakes: list[Mistake] = []
    texts = _texts(folder, mistakes)
    places, place_names = _read_named("places", PLACES, PLACE_NAMES, texts, mistakes)
    actors, actor_names = _read_named("actors", ACTORS, ACTOR_NAMES, texts, mistakes)
    check_names(place_names, {row.slug for row in places}, "place", mistakes)
    check_names(actor_names, {row.slug for row in actors}, "actor", mistakes)
    outlines = _read_outlines(texts, {row.slug for row in places}, mistakes)
    of_places, of_actors = _by_owner(place_names), _by_owner(actor_names)
    seeds = Seeds(
        places=tuple(
            replace(row, names=of_places.get(row.slug, ()), outline=outlines.get(row.slug))
            for row in places
        ),
        actors=tuple(replace(row, names=of_actors.get(row.slug, ())) for row in actors),
        sources=tuple(_read_rows("sources", SOURCES, texts, mistakes)),
        documents=tuple(_read_rows("documents", DOCUMENTS, texts, mistakes)),
        events=tuple(_read_each("events", read_event, texts, mistakes)),
        timelines=tuple(_read_each("timelines", read_timeline, texts, mistakes)),
    )
    mistakes += check_seeds(seeds)
    if mistakes:
        raise SeedMistakes(mistakes)
    return seeds


def _paths(folder: Path) -> list[Path]:
    """All files below the folder except hidden ones, in the order of their names."""
    if not folder.is_dir():
        raise SeedMistakes([Mistake(str(folder), 1, "folder", "there is no such folder")])
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(
        path
        for path in found
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.suffix != ".md"
    )


def _texts(folder: Path, mistakes: list[Mistake]) -> Texts:
    """The text of every seed file by its name; others are mistakes, lest one is overlooked."""
    texts: Texts = {}
    for path in _paths(folder):
        name = path.relative_to(folder).as_posix()
        shown = name.encode(errors="replace").decode()
        parts = path.relative_to(folder).parts
        ending = _FOLDERS.get(parts[0]) if len(parts) == 2 else None
        if ending is None or path.suffix != ending:
            layout = ", ".join(f"{kind}/*{end}" for kind, end in _FOLDERS.items())
            mistakes.append(Mistake(shown, 1, "file", f"is no seed file; those are {layout}"))
            continue
        try:
            texts[name] = _bytes(path, name).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            mistakes.append(Mistake(name, line, "file", "is not UTF-8 text"))
    if not texts and not mistakes:
        mistakes.append(Mistake(str(folder), 1, "folder", "holds no seed files"))
    return texts


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            reason = f"is larger than {LARGEST_FILE // 1024 // 1024} MB"
            raise SeedMistakes([Mistake(name, 1, "file", reason)])
        return path.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        raise SeedMistakes([Mistake(name, 1, "file", reason)]) from error


def _read_rows[R: Seed](
    noun: str, table: Table[R], texts: Texts, mistakes: list[Mistake]
) -> list[R]:
    """The records of all lists in one folder, names.csv apart."""
    rows = []
    for file, text in texts.items():
        if file.startswith(f"{noun}/") and not file.endswith(f"/{_NAMES}"):
            rows += read_table(table, file, text, mistakes)
    return rows


def _read_named[R: Seed](
    noun: str,
    table: Table[R],
    names: Table[OtherName],
    texts: Texts,
    mistakes: list[Mistake],
) -> tuple[list[R], list[OtherName]]:
    file = f"{noun}/{_NAMES}"
    found = read_table(names, file, texts[file], mistakes) if file in texts else []
    return _read_rows(noun, table, texts, mistakes), found


def _read_outlines(
    texts: Texts, places: set[str], mistakes: list[Mistake]
) -> dict[str, OutlineSeed]:
    """The outline of each place that has one."""
    outlines: dict[str, OutlineSeed] = {}
    for file, text in texts.items():
        for outline in read_outlines(file, text, mistakes) if file.startswith("outlines/") else ():
            if outline.place not in places:
                reason = f"no place {outline.place!r} in these files"
                mistakes.append(outline.where.mistake("slug", reason))
            if outline.place in outlines:
                reason = f"{outline.place} has an outline already"
                mistakes.append(outline.where.mistake("slug", reason))
            outlines[outline.place] = outline
    return outlines


def _by_owner(names: Iterable[OtherName]) -> dict[str, tuple[OtherName, ...]]:
    grouped: dict[str, list[OtherName]] = {}
    for name in names:
        grouped.setdefault(name.owner, []).append(name)
    return {owner: tuple(found) for owner, found in grouped.items()}


def _read_each[R](
    noun: str,
    read: Callable[[str, str, str, list[Mistake]], R | None],
    texts: Texts,
    mistakes: list[Mistake],
) -> list[R]:
    """One record for each file of a folder; the file's name is its slug."""
    records = []
    for file, text in texts.items():
        if not file.startswith(f"{noun}/"):
            continue
        slug = Path(file).stem
        if not _SLUG.fullmatch(slug) or len(slug) > 120:
            reason = "the file's name is the slug: lower-case letters a-z, digits, single hyphens"
            mistakes.append(Mistake(file, 1, "file", reason))
        record = read(file, slug, text, mistakes)
        if record is not None:
            records.append(record)
    return records
