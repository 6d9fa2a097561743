"""Make the outlines of the demo places from Who's On First regions.

    python -m static.map.outlines seeds/outlines/regions.geojson wof_iq_regions.geojson …

A place may be several regions: lines between them are dissolved. Which regions make which place
is written here by hand, because codes alone mislead: Iran gave its provinces new ISO 3166-2
codes in 2020, and the regions still carry the old ones (IR-05 was Ilam, IR-23 Hormozgan).
"""

import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from timeline.vocabulary.geometry import area, simplify_ring

#: Degrees: about 450 m.
TOLERANCE = 0.004
#: Square degrees under which a ring is a slip between two regions, not land: about 2 km².
SMALLEST = 0.0002

PLACES = {
    "kurdistan-region": (85672417, 85672425, 85672475, 1108804835),
    "nineveh": (85672429,),
    "diyala": (85672481,),
    "salah-ad-din": (85672435,),
    "kirkuk-governorate": (1108804831,),
    "anbar": (85672483,),
    "baghdad-governorate": (85672447,),
    "karbala-governorate": (85672443,),
    "wasit": (85672473,),
    "erbil-governorate": (85672425,),
    "dohuk-governorate": (85672417,),
    "kermanshah-province": (85672379,),
    "tehran-province": (85672313,),
}


def main(target, *sources):
    """Read the regions, dissolve, simplify, write one feature for each place."""
    regions = {}
    for source in sources:
        for feature in json.loads(Path(source).read_text(encoding="utf-8"))["features"]:
            regions[feature["properties"]["wof_id"]] = _rings(feature["geometry"])
    features = []
    for slug, keys in PLACES.items():
        rings = _dissolve([ring for key in keys for ring in regions[key]])
        short = [simplify_ring(ring, TOLERANCE) for ring in rings]
        kept = [ring for ring in short if ring and abs(area(ring)) > SMALLEST]
        outer = [ring for ring in kept if area(ring) > 0]
        if len(outer) != len(kept):
            print(f"{slug}: {len(kept) - len(outer)} holes left out")
        geometry = {"type": "MultiPolygon", "coordinates": [[_rounded(ring)] for ring in outer]}
        names = {"slug": slug, "wof_ids": list(keys)}
        features.append({"type": "Feature", "properties": names, "geometry": geometry})
    lines = ",\n".join(json.dumps(f, separators=(",", ":")) for f in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    Path(target).write_text(text, encoding="utf-8")
    print(f"{len(features)} places, {len(text)} bytes")


def _rings(geometry):
    polygons = geometry["coordinates"]
    polygons = polygons if geometry["type"] == "MultiPolygon" else [polygons]
    rings = [[tuple(point) for point in ring] for polygon in polygons for ring in polygon]
    # Outer rings counter-clockwise, as RFC 7946 has them.
    outer = {id(polygon[0]) for polygon in polygons}
    marks = [id(ring) in outer for polygon in polygons for ring in polygon]
    return [
        ring if (area(ring) > 0) is is_outer else ring[::-1]
        for ring, is_outer in zip(rings, marks, strict=True)
    ]


def _dissolve(rings):
    """Rings around all the areas together: an edge walked both ways lies inside."""
    walked = Counter(pair for ring in rings for pair in pairwise(ring))
    edges = Counter()
    for (a, b), times in walked.items():
        left = times - walked.get((b, a), 0)
        if left > 0 and a != b:
            edges[a, b] = left
    onward = {}
    for (a, b), times in edges.items():
        onward.setdefault(a, []).extend([b] * times)
    found = []
    while onward:
        ring = [next(iter(onward))]
        while True:
            nexts = onward.get(ring[-1])
            if not nexts:
                break
            point = nexts.pop()
            if not nexts:
                del onward[ring[-1]]
            if point in ring:
                # A loop closes: it is a ring of its own, the walk goes on before it.
                start = ring.index(point)
                found.append([*ring[start:], point])
                ring = ring[: start + 1]
                if len(ring) == 1 and point not in onward:
                    break
            else:
                ring.append(point)
    return found


def _rounded(ring):
    return [[round(x, 3), round(y, 3)] for x, y in ring]


if __name__ == "__main__":
    main(*sys.argv[1:])
