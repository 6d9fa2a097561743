"""One place of a gazetteer file, whatever the format, and the reading of its cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from timeline.services.nouns.places import OtherName
from timeline.vocabulary.kinds import NameKind, PlaceKind

_WHOLE = re.compile(r"[0-9]{1,10}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?", re.ASCII)
#: Other names of one place at most; the rest is left out.
_MOST_NAMES = 80

# Three letters as in ISO 639-3 to the shortest tag of BCP 47.
_LANGUAGES = {
    "eng": "en", "ara": "ar", "fas": "fa", "kur": "ku", "ukr": "uk", "rus": "ru", "tur": "tr",
    "deu": "de", "fra": "fr", "spa": "es", "heb": "he", "hye": "hy", "aze": "az", "und": "",
}  # fmt: skip
# Languages in which a name is a country's own; elsewhere we do not know, and say own.
_OWN = {
    "IQ": {"ar", "ku", "ckb", "kmr"},
    "IR": {"fa", "ku", "ckb", "az"},
    "SY": {"ar", "ku", "kmr"},
    "UA": {"uk"},
}


class CellError(ValueError):
    """A cell that cannot be taken: `column` and the reason."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """A place as a file tells it. Empty text and None: the file does not say.

    `key` names the row in its gazetteer ("wof:85632191"), `parents` those above it, nearest
    first. `slug` names a place here. `outline` is a GeoJSON geometry that was checked.
    """

    line: int
    key: str
    slug: str = ""
    name: str = ""
    kind: str = ""
    parents: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country_code: str = ""
    iso3166_2: str = ""
    geonames_id: int | None = None
    wikidata_id: str = ""
    outline: Any = None
    names: tuple[OtherName, ...] = ()


def number_of(cells: Mapping[str, str], column: str, most: float) -> float | None:
    """A decimal number between -most and most; None for an empty cell."""
    text = cells.get(column, "").strip()
    if not text:
        return None
    value = float(text) if _DECIMAL.fullmatch(text) else most + 1
    if not isfinite(value) or abs(value) > most:
        raise CellError(column, f"{shorten(text)} is no number between -{most:g} and {most:g}")
    return value


def point_of(cells: Mapping[str, str], lat: str, lon: str) -> tuple[float | None, float | None]:
    """Latitude and longitude: both or neither."""
    point = number_of(cells, lat, 90), number_of(cells, lon, 180)
    if (point[0] is None) is not (point[1] is None):
        missing = lat if point[0] is None else lon
        raise CellError(missing, "is empty: give both latitude and longitude, or neither")
    return point


def whole_of(cells: Mapping[str, str], column: str) -> int | None:
    """A whole number without a sign; None for an empty cell."""
    text = cells.get(column, "").strip()
    if text and not _WHOLE.fullmatch(text):
        raise CellError(column, f"{shorten(text)} is no whole number")
    return int(text) if text else None


def needed(cells: Mapping[str, str], column: str) -> str:
    if text := cells.get(column, "").strip():
        return text
    raise CellError(column, "is empty")


def names_of(text: str, country: str, name: str) -> tuple[OtherName, ...]:
    """Names written `language:name|language:name`; a part without a language has none."""
    found: dict[tuple[str, str], OtherName] = {}
    for part in text.split("|"):
        tag, colon, rest = part.partition(":")
        language, other = (_LANGUAGES.get(tag, tag), rest) if colon else ("", part)
        other = other.strip()
        if other and (other, language) not in {(name, ""), (name, "en")}:
            found.setdefault(
                (other, language), OtherName(other, language, _kind(country, language))
            )
    return tuple(found.values())[:_MOST_NAMES]


def _kind(country: str, language: str) -> str:
    own = _OWN.get(country)
    return NameKind.OWN if not language or own is None or language in own else NameKind.EXONYM


def settlement(population: int | None) -> PlaceKind:
    """City from 100,000 people, town from 5,000; fewer or an unknown number make a village."""
    if population is None or population < 5_000:
        return PlaceKind.VILLAGE
    return PlaceKind.CITY if population >= 100_000 else PlaceKind.TOWN


def shorten(text: str) -> str:
    """The text as an error may show it: one line, not long, nothing that cannot be printed."""
    shown = ascii(text) if not text.isprintable() else f"'{text}'"
    return shown if len(shown) <= 60 else f"{shown[:57]}…'"
