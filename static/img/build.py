"""Draw the site's mark in fixed sizes: `python static/img/build.py`.

For browsers that take no SVG as an icon (mark.ico) and for home screens (mark-180.png). The
shapes and colours are those of mark.svg, on its grid of 32 by 32.
"""

import struct
import zlib
from pathlib import Path

FOLDER = Path(__file__).parent
GRID = 32
GROUND = bytes((0xFD, 0xFD, 0xFE))
INK = bytes((0x17, 0x1B, 0x20))
#: First and last column of each bar; all run from row 4 to row 28.
BARS = ((5, 14), (18, 21), (25, 28))
ROWS = range(4, 28)


def is_ink(column: float, row: float) -> bool:
    return int(row) in ROWS and any(first <= column < last for first, last in BARS)


def png(size: int) -> bytes:
    """The mark as a PNG of `size` pixels square, RGB, 8 bits a channel."""
    scale = GRID / size
    lines = []
    for y in range(size):
        dots = (is_ink((x + 0.5) * scale, (y + 0.5) * scale) for x in range(size))
        lines.append(b"\0" + b"".join(INK if ink else GROUND for ink in dots))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"".join(lines), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def ico(image: bytes, size: int) -> bytes:
    """One PNG in the frame of an icon file."""
    directory = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 24, len(image), 22)
    return directory + entry + image


if __name__ == "__main__":
    (FOLDER / "mark.ico").write_bytes(ico(png(32), 32))
    (FOLDER / "mark-180.png").write_bytes(png(180))
