"""Make countries.json, the land and borders under every map, from Natural Earth outlines.

    python -m static.map.build countries_50m.geojson

Takes GeoJSON with one country a feature (`iso_numeric`, `name`), whose shared borders have the
same points on both sides. Borders are cut out and simplified once, so that neighbours fit. Codes
and names come from countries.csv beside this file, which lines are disputed from disputed.csv.
"""

import csv
import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from timeline.vocabulary.geometry import Box, area, box_of, simplify, simplify_ring

HERE = Path(__file__).parent
COAST, BORDER, DISPUTED = 0, 1, 2
#: Whole numbers in the file are degrees times this: 0.005 of a degree is 560 m.
SCALE = 200
#: No point of Natural Earth lies farther from our line than this many degrees: about 3 km on
#: coasts and 800 m on borders, which are what a reader looks at.
TOLERANCES = {COAST: 0.032, BORDER: 0.007, DISPUTED: 0.007, None: 0.032}
#: Islands narrower than this in both directions, in degrees, are left out
SMALLEST = 0.18
#: (and of Antarctica all but the largest).


def main(source):
    """Read, cut into arcs, simplify, write."""
    names = {row["key"]: row for row in _rows("countries.csv")}
    rings = _rings(json.loads(Path(source).read_text(encoding="utf-8")), names)
    kinds = _kinds(rings)
    arcs, uses = _arcs(rings, kinds)
    lines, number = [], {}
    for index, (kind, line) in enumerate(arcs):
        closed = line[0] == line[-1]
        reach = TOLERANCES[kind]
        short = simplify_ring(line, reach) if closed else simplify(line, reach)
        if short:
            number[index] = len(lines)
            lines.append([kind, _deltas(short)])
    countries = []
    for key, found in uses.items():
        kept = [
            [number[i] if forward else ~number[i] for i, forward in ring]
            for ring in found
            if all(i in number for i, _forward in ring)
        ]
        if kept:
            row = names[key]
            countries.append([row["code"], row["slug"], row["name"], kept])
    made = {"scale": SCALE, "arcs": lines, "countries": sorted(countries, key=lambda c: c[1])}
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    (HERE / "countries.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(countries)} countries, {len(lines)} arcs, {len(text.encode())} bytes")


def _rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rings(data, names):
    """Rings of each country as lists of points; islands too small to see are left out."""
    found = defaultdict(list)
    for feature in data["features"]:
        key = feature["properties"]["name"]
        if key not in names:
            sys.exit(f"countries.csv has no line for {key!r}")
        geometry = feature["geometry"]
        polygons = geometry["coordinates"]
        polygons = polygons if geometry["type"] == "MultiPolygon" else [polygons]
        rings = [[tuple(point) for point in ring] for polygon in polygons for ring in polygon]
        largest = max(rings, key=lambda ring: abs(area(ring)))
        for ring in rings:
            box = box_of(ring)
            seen = max(box.right - box.left, box.high - box.low) > SMALLEST
            if ring is largest or (seen and key != "Antarctica"):
                found[key].append(ring)
    return found


def _kinds(rings):
    """What each segment is, by its two ends: coast, border of two countries, or disputed."""
    owners = defaultdict(set)
    for key, found in rings.items():
        for ring in found:
            for pair in pairwise(ring):
                owners[frozenset(pair)].add(key)
    disputes = [
        (row["one"], row["other"], Box(*(float(row[side]) for side in Box._fields)))
        for row in _rows("disputed.csv")
    ]
    kinds = {}
    for segment, keys in owners.items():
        kinds[segment] = BORDER if len(keys) > 1 else COAST
        for one, other, box in disputes:
            met = keys == {one, other} or (one == other and one in keys)
            if len(keys) > 1 and met and all(box.holds(point) for point in segment):
                kinds[segment] = DISPUTED
        # A parallel or meridian at the end of the sheet is no coast.
        if all(abs(x) > 179.99 for x, _y in segment) or all(y < -89.9 for _x, y in segment):
            kinds[segment] = None
    return {segment: (kind, frozenset(owners[segment])) for segment, kind in kinds.items()}


def _arcs(rings, kinds):
    """Lines of one kind between the same countries, and the arcs of every ring in order."""
    arcs, known, uses = [], {}, defaultdict(list)
    for key, found in rings.items():
        for ring in found:
            marks = [kinds[frozenset(pair)] for pair in pairwise(ring)]
            breaks = [i for i in range(len(marks)) if marks[i] != marks[i - 1]]
            turn = breaks[0] if breaks else 0
            turned = [*ring[turn:-1], *ring[:turn], ring[turn]]
            marks = marks[turn:] + marks[:turn]
            cuts = [0] + [i for i in range(1, len(marks)) if marks[i] != marks[i - 1]]
            used = []
            for start, end in zip(cuts, [*cuts[1:], len(marks)], strict=True):
                line = turned[start : end + 1]
                if line[0] == line[-1]:
                    # An enclave's border: both sides must begin at the same point.
                    first = line.index(min(line))
                    line = line[first:-1] + line[:first] + [line[first]]
                back = tuple(reversed(line))
                if back in known:
                    used.append((known[back], False))
                else:
                    if tuple(line) not in known:
                        known[tuple(line)] = len(arcs)
                        arcs.append((marks[start][0], line))
                    used.append((known[tuple(line)], True))
            uses[key].append(used)
    return arcs, uses


def _deltas(line):
    """Whole numbers: the first point, then the way to each next one."""
    whole = [(round(x * SCALE), round(y * SCALE)) for x, y in line]
    flat, before = [], (0, 0)
    for index, point in enumerate(whole):
        step = (point[0] - before[0], point[1] - before[1])
        if index == 0 or index == len(whole) - 1 or step != (0, 0):
            flat += step
            before = point
    return flat


if __name__ == "__main__":
    main(*sys.argv[1:])
