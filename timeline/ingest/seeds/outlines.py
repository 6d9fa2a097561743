"""Reading the outlines of the seeds: GeoJSON (RFC 7946) areas, each with the slug of its place."""

import json
import re

from timeline.vocabulary.geometry import fault_of

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
        geometry = feature.get("geometry")
        if (fault := fault_of(geometry)) is not None:
            mistakes.append(where.mistake("geometry", fault))
            continue
        geometry = {key: geometry[key] for key in ("type", "coordinates")}
        outlines.append(OutlineSeed(where=where, place=slug, geometry=geometry))
    return outlines


def _line_of(slug: str, text: str) -> int:
    """The line on which the slug stands; JSON does not keep it."""
    found = re.search(r'"slug"\s*:\s*' + re.escape(json.dumps(slug)), text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
