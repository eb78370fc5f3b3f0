"""Draws every icon of a folder at several sizes on one sheet, to look at.

Usage: icon_sheet.py assets/icons SHEET.png
"""
import math
import os
import struct
import sys
import zlib

SIZES = (24, 44, 111)  # pixels: 7 inch, 15.6 inch, a whole button
GAP = 12
INK, PAGE = (33, 28, 23), (251, 247, 238)
GRID = 24


def shapes(path):
    """Capsules and discs as (x0, y0, x1, y1, radius) in grid units."""
    with open(path, encoding="ascii") as file:
        for line in file:
            words = line.split()
            if not words or words[0] == "#":
                continue
            points = [tuple(map(float, word.split(","))) for word in words[1:-1]]
            size = float(words[-1])
            if words[0] == "disc":
                yield (*points[0], *points[0], size)
            for one, other in zip(points, points[1:]):
                yield (*one, *other, size / 2)


def distance(x, y, shape):
    x0, y0, x1, y1, radius = shape
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    t = 0 if length == 0 else max(0, min(1, ((x - x0) * dx + (y - y0) * dy) / length))
    return math.hypot(x - x0 - t * dx, y - y0 - t * dy) - radius


def draw(image, left, top, size, icon):
    scale = GRID / size
    for py in range(size):
        for px in range(size):
            near = min(distance((px + 0.5) * scale, (py + 0.5) * scale, shape) for shape in icon)
            cover = max(0, min(1, 0.5 - near / scale))
            image[top + py][left + px] = tuple(round(p + (i - p) * cover) for i, p in zip(INK, PAGE))


def write_png(path, image):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes(v for pixel in row for v in pixel) for row in image)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", len(image[0]), len(image), 8, 2, 0, 0, 0))
                   + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def main():
    folder, sheet = sys.argv[1:]
    names = sorted(name for name in os.listdir(folder) if name.endswith(".icon"))
    columns = 4
    cell_w, cell_h = sum(SIZES) + GAP * (len(SIZES) + 1), max(SIZES) + 2 * GAP
    image = [[PAGE] * (cell_w * columns) for _ in range(cell_h * -(-len(names) // columns))]
    for index, name in enumerate(names):
        icon = list(shapes(os.path.join(folder, name)))
        left, top = index % columns * cell_w + GAP, index // columns * cell_h + GAP
        for size in SIZES:
            draw(image, left, top, size, icon)
            left += size + GAP
    write_png(sheet, image)


if __name__ == "__main__":
    main()
