"""Make the web fonts in this folder from the two packages that carry the originals.

Run it through ``static/fonts/README.md``; it needs fonttools, brotli, fontpkg-inter and
fontpkg-source-serif-4 in the interpreter that runs it, and nothing of this project.

Every face is cut to the weights the stylesheet uses and to the letters of two ranges (``latin``,
``latin-ext``; the same ranges stand in ``static/css/base.css`` and a test compares them). The
serif is pinned to one optical size, which halves it.

The licence of Source Serif reserves the name "Source" for the original, so the changed file has to
be called something else: "Timeline Serif". Inter reserves no name.
"""

import importlib.util
import sys
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
MOST_BYTES = 200_000

RANGES = {
    "latin": (
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,"
        "U+20AC,U+2122,U+2190-2193,U+2212"
    ),
    "latin-ext": (
        "U+0100-0130,U+0132-0151,U+0154-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,"
        "U+01CD-01DC,U+01E6-01EB,U+01F4-01F5,U+0218-021B,U+0237,U+0259,U+02BD-02BF,"
        "U+02D8-02D9,U+02DB,U+02DD,U+0300-030C,U+0323-0331,U+1E00-1EFF"
    ),
}
FEATURES = ["calt", "case", "ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum"]


class Face(NamedTuple):
    """One original and what is kept of it. ``axes``: a number pins the axis, a pair limits it."""

    package: str
    file: str
    out: str
    family: str
    axes: dict[str, float | tuple[float, float]]


FACES = [
    Face(
        "fontpkg_inter",
        "Inter[opsz,wght].ttf",
        "inter",
        "Inter",
        {"opsz": (14, 28), "wght": (400, 700)},
    ),
    Face(
        "fontpkg_source_serif_4",
        "SourceSerif4[opsz,wght].ttf",
        "timeline-serif",
        "Timeline Serif",
        {"opsz": 20, "wght": (400, 700)},
    ),
]


def package_folder(name: str) -> Path:
    """Folder of an installed package. Ends the program with a clear line when it is missing."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"{name} is not installed here: see static/fonts/README.md")
    return Path(spec.origin).parent


def code_points(ranges: str) -> set[int]:
    """Numbers named by a CSS ``unicode-range`` value."""
    found: set[int] = set()
    for part in ranges.replace("U+", "").split(","):
        first, _, last = part.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def rename(font: TTFont, family: str) -> None:
    """Give every naming record of the font the new family name, keeping copyright and licence."""
    postscript = family.replace(" ", "")
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = family
        elif record.nameID in (3, 6, 25):
            record.string = postscript
        elif record.nameID > 255 and "-" in (text := record.toUnicode()):
            record.string = f"{postscript}-{text.rpartition('-')[2]}"  # a named weight


def build(face: Face, subset: str) -> Path:
    """Write one woff2 file and return its path."""
    original = package_folder(face.package) / "files" / face.file
    with BytesIO() as instance:
        # Saved and read again: the subsetter cannot cut what the instancer leaves in memory.
        instantiateVariableFont(TTFont(original, recalcTimestamp=False), face.axes).save(instance)
        font = TTFont(BytesIO(instance.getvalue()), recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    options.flavor = "woff2"
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14, 16, 17, 25]
    cutter = Subsetter(options)
    cutter.populate(unicodes=code_points(RANGES[subset]))
    cutter.subset(font)
    if face.family != "Inter":
        rename(font, face.family)
    font.flavor = "woff2"
    target = HERE / f"{face.out}-{subset}.woff2"
    font.save(target)
    return target


def main() -> None:
    """Build every file, copy the licences, and refuse a set that is too heavy for a page."""
    total = 0
    for face in FACES:
        for subset in RANGES:
            target = build(face, subset)
            total += target.stat().st_size
            print(f"{target.name:<32}{target.stat().st_size:>8} bytes")
        licence = HERE / f"LICENSE-{face.out}.txt"
        licence.write_bytes((package_folder(face.package) / "LICENSE").read_bytes())
    print(f"{'in all':<32}{total:>8} bytes")
    if total > MOST_BYTES:
        sys.exit(f"The fonts weigh more than {MOST_BYTES} bytes: cut them further.")


if __name__ == "__main__":
    main()
