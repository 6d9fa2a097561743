"""Outlines of places: GeoJSON areas (RFC 7946), and what is wrong with one."""

from typing import Any

from .geometry import SHORTEST_RING, Line

#: Positions in one outline at most; the finest national outlines have some ten thousand.
MOST_POSITIONS = 200_000


def fault_of(geometry: Any) -> str | None:
    """The first thing that keeps this from being an area on earth, or None where it is one."""
    if not isinstance(geometry, dict):
        return "is no geometry"
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        return "is neither a Polygon nor a MultiPolygon"
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons:
        return "has no coordinates"
    if not all(isinstance(polygon, list) and polygon for polygon in polygons):
        return "holds an area without rings"
    rings = [ring for polygon in polygons for ring in polygon]
    fault = next((fault for ring in rings if (fault := _fault_of_ring(ring)) is not None), None)
    if fault is None and sum(map(len, rings)) > MOST_POSITIONS:
        return f"has more than {MOST_POSITIONS} positions"
    return fault


def _fault_of_ring(ring: Any) -> str | None:
    if not isinstance(ring, list) or not all(is_position(point) for point in ring):
        return "holds a ring with something that is no [longitude, latitude] on earth"
    if len(ring) < SHORTEST_RING or ring[0] != ring[-1]:
        return "holds a ring that is not closed"
    return None


def is_position(point: Any) -> bool:
    """Whether this is [longitude, latitude] on earth; a height behind them is allowed."""
    return (
        isinstance(point, list)
        and len(point) in {2, 3}
        and all(type(number) in {int, float} for number in point)
        and -180 <= point[0] <= 180
        and -90 <= point[1] <= 90
    )


def rings_of(geometry: object) -> list[list[Line]]:
    """The polygons of a stored GeoJSON geometry, as lists of rings of (lon, lat)."""
    if not isinstance(geometry, dict):
        return []
    polygons = geometry["coordinates"]
    polygons = polygons if geometry["type"] == "MultiPolygon" else [polygons]
    return [[[(p[0], p[1]) for p in ring] for ring in polygon] for polygon in polygons]
