"""Reading the outlines of the seeds: GeoJSON (RFC 7946) areas, each with the slug of its place."""

import json
import re
from collections.abc import Iterator
from typing import Any

from timeline.vocabulary.geometry import SHORTEST_RING

from .errors import Mistake, Where
from .records import OutlineSeed


def read_outlines(file: str, text: str, mistakes: list[Mistake]) -> list[OutlineSeed]:
    """The outlines of one feature collection; properties other than `slug` say where from."""
    try:
        content = json.loads(text)
    except ValueError as error:
        mistakes.append(Mistake(file, getattr(error, "lineno", 1), "JSON", str(error)))
        return []
    except RecursionError:
        mistakes.append(Mistake(file, 1, "JSON", "is nested too deeply"))
        return []
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        mistakes.append(Mistake(file, 1, "features", "is no GeoJSON feature collection"))
        return []
    outlines = []
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        slug = properties.get("slug") if isinstance(properties, dict) else None
        if not isinstance(slug, str):
            reason = f"feature {number} has no properties with the slug of a place"
            mistakes.append(Mistake(file, 1, "slug", reason))
            continue
        where = Where(file, _line_of(slug, text))
        faults = list(_faults(feature.get("geometry")))
        mistakes += [where.mistake("geometry", reason) for reason in faults]
        if not faults:
            kind, coordinates = (feature["geometry"][key] for key in ("type", "coordinates"))
            geometry = {"type": kind, "coordinates": coordinates}
            outlines.append(OutlineSeed(where=where, place=slug, geometry=geometry))
    return outlines


def _faults(geometry: Any) -> Iterator[str]:
    """What keeps this from being an area on earth: the first fault found, if any."""
    if not isinstance(geometry, dict):
        yield "is missing"
        return
    areas = {"Polygon": [geometry.get("coordinates")], "MultiPolygon": geometry.get("coordinates")}
    polygons = areas.get(str(geometry.get("type")))
    if not isinstance(polygons, list) or not polygons:
        yield "is neither a Polygon nor a MultiPolygon with coordinates"
        return
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            yield "holds an area without rings"
            return
        for ring in polygon:
            if not isinstance(ring, list) or not all(_is_position(point) for point in ring):
                yield "holds a ring with something that is no [longitude, latitude] on earth"
                return
            if len(ring) < SHORTEST_RING or ring[0] != ring[-1]:
                yield "holds a ring that is not closed"
                return


def _is_position(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and all(type(number) in (int, float) for number in point)
        and -180 <= point[0] <= 180
        and -90 <= point[1] <= 90
    )


def _line_of(slug: str, text: str) -> int:
    """The line on which the slug stands; JSON does not keep it."""
    found = re.search(r'"slug"\s*:\s*' + re.escape(json.dumps(slug)), text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
