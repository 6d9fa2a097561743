"""The formats of gazetteers: what each column means for a place here."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from timeline.vocabulary.geometry import fault_of, is_position
from timeline.vocabulary.kinds import PlaceKind

from .rows import (
    CellError,
    GazetteerRow,
    names_of,
    needed,
    point_of,
    settlement,
    shorten,
    whole_of,
)

#: Characters of one cell, and bytes of a GeoJSON file, which is read as a whole.
_LARGEST_CELL = 1_000_000
_LARGEST_GEOJSON = 256 * 1024 * 1024

type Cells = Mapping[str, str]
type Found = GazetteerRow | tuple[int, CellError]


class UnusableFile(Exception):
    """Nothing can be taken from the file; the message says why."""


def read_rows(format_name: str, file: Path) -> Iterator[Found]:
    """Every row of the file: a place, or the line and what is wrong there.

    Streams all formats but GeoJSON. Raises UnusableFile.
    """
    try:
        yield from FORMATS[format_name](file)
    except OSError as error:
        raise UnusableFile(f"{file.name} cannot be read: {error.strerror}") from error


def _table(
    file: Path, columns: set[str], read: Callable[[int, Cells], GazetteerRow]
) -> Iterator[Found]:
    """Rows of a CSV file with a header."""
    csv.field_size_limit(_LARGEST_CELL)
    # What is not UTF-8 becomes surrogates, which the check of each text refuses by its row.
    with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
        reader = csv.reader(text, strict=True)
        try:
            header = next(reader, [])
        except csv.Error as error:
            raise UnusableFile(f"{file.name} is no CSV file: {error}") from error
        missing = sorted(columns - set(header))
        if missing or len(set(header)) != len(header):
            what = f"lacks {', '.join(missing)}" if missing else "names a column twice"
            raise UnusableFile(f"{file.name}: the first line {what}")
        yield from _lines(reader, header, read)


def _lines(
    reader: Any, header: list[str], read: Callable[[int, Cells], GazetteerRow]
) -> Iterator[Found]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, CellError("row", f"is no CSV: {error}")
            continue
        if not cells:
            continue
        if len(cells) != len(header):
            yield line, CellError("row", f"has {len(cells)} cells instead of {len(header)}")
            continue
        try:
            yield read(line, dict(zip(header, cells, strict=True)))
        except CellError as error:
            yield line, error


_WOF_KINDS = {
    "country": PlaceKind.COUNTRY,
    "dependency": PlaceKind.COUNTRY,
    "region": PlaceKind.REGION,
    "county": PlaceKind.DISTRICT,
    "localadmin": PlaceKind.DISTRICT,
}


def _whosonfirst(file: Path) -> Iterator[Found]:
    def read(line: int, cells: Cells) -> GazetteerRow:
        number = whole_of(cells, "wof_id")
        if number is None:
            raise CellError("wof_id", "is empty")
        placetype = needed(cells, "placetype")
        kind = _WOF_KINDS.get(placetype)
        if kind is None and placetype != "locality":
            raise CellError("placetype", f"{shorten(placetype)} is no place here")
        lat, lon = point_of(cells, "latitude", "longitude")
        code, country = cells.get("iso_code", "").strip(), cells.get("country", "").strip()
        name = needed(cells, "name")
        above = (
            cells.get(column, "").strip() for column in ("parent_id", "county_id", "region_id")
        )
        return GazetteerRow(
            line=line,
            key=f"wof:{number}",
            name=name,
            kind=kind or settlement(whole_of(cells, "population")),
            parents=tuple(f"wof:{key}" for key in above if key and key != str(number)),
            lat=lat,
            lon=lon,
            country_code=country if kind is PlaceKind.COUNTRY else "",
            iso3166_2=code if "-" in code else "",
            geonames_id=whole_of(cells, "geonames_id"),
            wikidata_id=cells.get("wikidata_id", "").strip(),
            names=names_of(cells.get("alt_names", ""), country, name),
        )

    return _table(file, {"wof_id", "placetype", "name", "latitude", "longitude"}, read)


def _geonames(file: Path) -> Iterator[Found]:
    """The cities files as CSV with a header; the dumps with tabs and without one."""
    with file.open("rb") as start:
        if b"\t" in start.readline(_LARGEST_CELL):
            return _geonames_dump(file)
    return _table(file, {"geonameid", "name", "countrycode", "latitude", "longitude"}, _geoname)


_DUMP = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "class", "code",
    "countrycode", "cc2", "admin1code", "admin2code", "admin3code", "admin4code", "population",
    "elevation", "dem", "timezone", "modification",
)  # fmt: skip


def _geonames_dump(file: Path) -> Iterator[Found]:
    with file.open(encoding="utf-8", errors="surrogateescape", newline="\n") as text:
        for line, row in enumerate(text, start=1):
            cells = row.rstrip("\r\n").split("\t")
            if len(cells) != len(_DUMP):
                reason = f"has {len(cells)} columns instead of {len(_DUMP)}"
                yield line, CellError("row", reason)
                continue
            named = dict(zip(_DUMP, cells, strict=True))
            named["alternatenames"] = named["alternatenames"].replace(",", "|")
            try:
                yield _geoname(line, named)
            except CellError as error:
                yield line, error


_GEONAMES_KINDS = {"PCLI": PlaceKind.COUNTRY, "ADM1": PlaceKind.REGION, "ADM2": PlaceKind.DISTRICT}
_GEONAMES_CLASSES = {"S": PlaceKind.SITE, "H": PlaceKind.WATER}


def _geoname(line: int, cells: Cells) -> GazetteerRow:
    number = whole_of(cells, "geonameid")
    if number is None:
        raise CellError("geonameid", "is empty")
    letter, code = cells.get("class", "P"), cells.get("code", "")
    kind = _GEONAMES_KINDS.get(code) or _GEONAMES_CLASSES.get(letter)
    if kind is None and letter != "P":
        raise CellError("code", f"{shorten(letter + '.' + code)} is no place here")
    lat, lon = point_of(cells, "latitude", "longitude")
    country, name = cells["countrycode"].strip(), needed(cells, "name")
    # A colon would be taken for a language, of which this format has none.
    others = cells.get("alternatenames", "").replace(":", " ")
    return GazetteerRow(
        line=line,
        key=f"geonames:{number}",
        name=name,
        kind=kind or settlement(whole_of(cells, "population")),
        parents=() if kind is PlaceKind.COUNTRY else (f"country:{country}",),
        lat=lat,
        lon=lon,
        country_code=country if kind is PlaceKind.COUNTRY else "",
        geonames_id=number,
        names=names_of(others, country, name),
    )


def _csv(file: Path) -> Iterator[Found]:
    """Our own: slug, name, kind, and any of the other columns."""

    def read(line: int, cells: Cells) -> GazetteerRow:
        slug, kind, name = (needed(cells, column) for column in ("slug", "kind", "name"))
        if kind not in PlaceKind.values:
            raise CellError("kind", f"{shorten(kind)}: one of {', '.join(PlaceKind.values)}")
        lat, lon = point_of(cells, "lat", "lon")
        parent = cells.get("parent", "").strip()
        country = cells.get("country_code", "").strip()
        return GazetteerRow(
            line=line,
            key=f"csv:{slug}",
            slug=slug,
            name=name,
            kind=kind,
            parents=(f"slug:{parent}",) if parent else (),
            lat=lat,
            lon=lon,
            country_code=country,
            iso3166_2=cells.get("iso3166_2", "").strip(),
            geonames_id=whole_of(cells, "geonames_id"),
            wikidata_id=cells.get("wikidata_id", "").strip(),
            names=names_of(cells.get("names", ""), country, name),
        )

    return _table(file, {"slug", "name", "kind"}, read)


def _geojson(file: Path) -> Iterator[Found]:
    """A feature collection; each feature names its place by wof_id, slug or iso."""
    if file.stat().st_size > _LARGEST_GEOJSON:
        raise UnusableFile(f"{file.name} is larger than {_LARGEST_GEOJSON // 1024**2} MB")
    try:
        with file.open(encoding="utf-8-sig") as text:
            content = json.load(text)
    except UnicodeDecodeError as error:
        raise UnusableFile(f"{file.name} is not UTF-8 text") from error
    except ValueError as error:
        raise UnusableFile(f"{file.name} is no JSON: {error}") from error
    except RecursionError as error:
        raise UnusableFile(f"{file.name} is nested too deeply") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise UnusableFile(f"{file.name} is no GeoJSON feature collection")
    for number, feature in enumerate(features, start=1):
        try:
            yield _feature(number, feature)
        except CellError as error:
            yield number, error


def _feature(number: int, feature: Any) -> GazetteerRow:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise CellError("properties", "are missing")
    cells = {key: str(value) for key, value in properties.items() if value is not None}
    slug, wof = cells.get("slug", "").strip(), whole_of(cells, "wof_id")
    iso = (cells.get("iso3166_2") or cells.get("iso") or "").strip()
    if not (slug or wof or iso):
        raise CellError("properties", "name no place: give wof_id, slug or iso3166_2")
    kind = cells.get("kind", "").strip()
    if kind and kind not in PlaceKind.values:
        raise CellError("kind", f"{shorten(kind)}: one of {', '.join(PlaceKind.values)}")
    geometry, lat, lon = feature.get("geometry"), None, None
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        if not is_position(geometry.get("coordinates")):
            raise CellError("geometry", "is no [longitude, latitude] on earth")
        lon, lat, *_height = geometry["coordinates"]
        geometry = None
    elif (fault := fault_of(geometry)) is not None:
        raise CellError("geometry", fault)
    outline = geometry and {key: geometry[key] for key in ("type", "coordinates")}
    return GazetteerRow(
        line=number,
        key=f"wof:{wof}" if wof else f"csv:{slug}" if slug else f"iso:{iso}",
        slug=slug,
        name=cells.get("name", "").strip(),
        kind=kind,
        parents=(f"slug:{cells['parent'].strip()}",) if cells.get("parent") else (),
        lat=lat,
        lon=lon,
        country_code=cells.get("country_code", "").strip(),
        iso3166_2=iso,
        outline=outline,
    )


FORMATS: Mapping[str, Callable[[Path], Iterator[Found]]] = {
    "whosonfirst": _whosonfirst,
    "geonames": _geonames,
    "csv": _csv,
    "geojson": _geojson,
}
