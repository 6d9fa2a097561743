"""Which place here a row of a gazetteer is: by what names it exactly, never by likeness."""

from collections import defaultdict
from collections.abc import Mapping

from django.utils.text import slugify

from timeline.models import Place, PlaceAlias
from timeline.vocabulary.geometry import contains
from timeline.vocabulary.kinds import PlaceKind
from timeline.vocabulary.texts.folding import fold

from .rows import CellError, GazetteerRow

_SETTLEMENTS = {PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE}


class Register:
    """All places here by their names in files, codes and slugs; kept up to date by `add`.

    An index by an attribute leaves out what two places share: it would be a guess.
    """

    def __init__(self) -> None:
        self.by_key: dict[str, int] = {}
        self.by_slug: dict[str, int] = {}
        self.country_of: dict[str, int] = {}
        self._kinds: dict[int, str] = {}
        self._points: dict[int, tuple[float, float] | None] = {}
        self._origins: dict[int, str] = {}
        self._codes: dict[tuple[str, object], list[int]] = defaultdict(list)
        self._countries: list[int] = []
        self._names: dict[int, set[str]] = defaultdict(set)
        self._met: set[int] = set()
        # Places of another origin that rows of this file are about, so parents of others.
        self._linked: dict[str, int] = {}
        self._keys: set[str] = set()
        rows = Place.objects.values_list(
            "pk", "natural_key", "slug", "name", "kind", "country_code", "iso3166_2",
            "geonames_id", "wikidata_id", "lat", "lon",
        )  # fmt: skip
        for pk, key, slug, name, kind, country, iso, geonames, wikidata, lat, lon in rows:
            self.add(pk, key or "", slug, kind, country)
            self._points[pk] = None if lat is None or lon is None else (lon, lat)
            for code in (("iso", iso), ("geonames", geonames), ("wikidata", wikidata)):
                if code[1]:
                    self._codes[code].append(pk)
            if iso or kind == PlaceKind.COUNTRY:
                self._names[pk].add(fold(name))
        aliases = PlaceAlias.objects.filter(place__in=list(self._names))
        for pk, name in aliases.values_list("place", "name"):
            self._names[pk].add(fold(name))

    def add(self, pk: int, key: str, slug: str, kind: str, country: str = "") -> None:
        """A place that is there, or was just recorded."""
        if key:
            self.by_key[key] = pk
            self._origins[pk] = key.partition(":")[0]
        self.by_slug[slug] = pk
        self._kinds[pk] = kind
        if kind == PlaceKind.COUNTRY:
            self._countries.append(pk)
            if country:
                self.country_of[country] = pk

    def free_slug(self, name: str) -> str:
        """A slug made from a name, with a number behind it where it is taken."""
        stem = slugify(name)[:100].strip("-_").replace("_", "-") or "place"
        slug, number = stem, 1
        while slug in self.by_slug:
            number += 1
            slug = f"{stem}-{number}"
        return slug

    def parent_of(self, row: GazetteerRow) -> int | None:
        """The nearest place above that is here; None where none is."""
        for name in row.parents:
            kind, _colon, value = name.partition(":")
            maps: Mapping[str, Mapping[str, int]] = {
                "slug": self.by_slug,
                "country": self.country_of,
            }
            found = maps[kind].get(value) if kind in maps else self._linked.get(name)
            if found is None:
                found = self.by_key.get(name)
            if found is not None:
                return found
        return None

    def find(self, row: GazetteerRow) -> int | None:
        """The place of this row; None where it is new. Raises CellError.

        In this order: the row's own key, its slug, its Wikidata or GeoNames number, its
        ISO 3166-2 code together with a name or the point within the outline, and for a
        country its ISO 3166-1 code or name.
        """
        pk = self.by_key.get(row.key)
        if pk is None and row.slug:
            pk = self.by_slug.get(row.slug)
        elif pk is None:
            pk = self._by_codes(row)
        if pk in self._met or (pk is None and row.key in self._keys):
            raise CellError("row", f"is about the same place as an earlier one: {row.key}")
        self._keys.add(row.key)
        if pk is not None:
            self._met.add(pk)
            self._linked[row.key] = pk
        return pk

    def _by_codes(self, row: GazetteerRow) -> int | None:
        for code in (("wikidata", row.wikidata_id), ("geonames", row.geonames_id)):
            if code[1] and (pk := self._only(row, self._codes.get(code, ()))) is not None:
                return pk
        if row.iso3166_2:
            pk = self._only(row, self._codes.get(("iso", row.iso3166_2), ()))
            # Codes are given anew: IR-05 was Ilam and is Kermanshah. So a code is not enough.
            if pk is not None and self._agrees(pk, row):
                return pk
        if row.kind == PlaceKind.COUNTRY:
            named = [pk for pk in self._countries if self._shares_name(pk, row)]
            coded = self.country_of.get(row.country_code)
            return self._only(row, [coded] if coded is not None else named)
        return None

    def _only(self, row: GazetteerRow, found: "list[int] | tuple[int, ...]") -> int | None:
        """The one place of the same sort that no other row of this gazetteer is about."""
        origin = row.key.partition(":")[0]
        fits = [
            pk
            for pk in found
            if self._sort(self._kinds[pk]) == self._sort(row.kind or self._kinds[pk])
            and self._origins.get(pk) != origin
            and pk not in self._met
        ]
        return fits[0] if len(fits) == 1 else None

    def _sort(self, kind: str) -> str:
        return "settlement" if kind in _SETTLEMENTS else kind

    def _agrees(self, pk: int, row: GazetteerRow) -> bool:
        point = self._points.get(pk)
        if row.outline is not None and point is not None:
            polygons = row.outline["coordinates"]
            polygons = polygons if row.outline["type"] == "MultiPolygon" else [polygons]
            rings = [[(p[0], p[1]) for p in ring] for polygon in polygons for ring in polygon]
            return contains(rings, point)
        return self._shares_name(pk, row)

    def _shares_name(self, pk: int, row: GazetteerRow) -> bool:
        return bool(self._names[pk] & {fold(n) for n in (row.name, *(o.name for o in row.names))})
