"""Screens of the emulated machine, held to the pictures that the viewer's own --dump makes."""

import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "support"))
from picture import read_png  # noqa: E402

LEVELS = 12  # of 255 that a colour may be off: another renderer scales and blends with other roundings
PIXELS = 0.002  # share of the screen that may be further off: edges of scaled shapes


class Difference:
    def __init__(self, pixels, allowed, first):
        self.pixels, self.allowed, self.first = pixels, allowed, first
        self.accepted = pixels <= allowed

    def __str__(self):
        return f"{self.pixels} pixels differ (first at {self.first}), {self.allowed} may"


class Screen:
    def __init__(self, path, width, height, rows):
        self.path, self.name = str(path), pathlib.Path(path).stem
        self.width, self.height, self.rows = width, height, rows

    @classmethod
    def of_ppm(cls, path):
        data = pathlib.Path(path).read_bytes()
        kind, size, most, pixels = data.split(b"\n", 3)
        width, height = map(int, size.split())
        assert (kind, most) == (b"P6", b"255"), path
        return cls(path, width, height, [pixels[y * width * 3:(y + 1) * width * 3] for y in range(height)])

    @classmethod
    def of_png(cls, path):
        return cls(path, *read_png(path))

    def difference(self, wanted, box=None):
        """How far two screens differ, in all or in a box (x, y, width, height)."""
        if (self.width, self.height) != (wanted.width, wanted.height):
            return Difference(self.width * self.height, 0, (0, 0))
        left, top, width, height = box or (0, 0, self.width, self.height)
        count, first = 0, None
        for y in range(top, top + height):
            ours, theirs = (rows[y][left * 3:(left + width) * 3] for rows in (self.rows, wanted.rows))
            if ours == theirs:
                continue
            off = [abs(a - b) > LEVELS for a, b in zip(ours, theirs)]
            pixels = [x for x in range(width) if off[3 * x] or off[3 * x + 1] or off[3 * x + 2]]
            pixels = [x for x in pixels if not self.is_near(wanted, left + x, y)]
            count += len(pixels)
            first = first or (pixels and (left + pixels[0], y)) or None
        return Difference(count, int(width * height * PIXELS), first)

    def is_near(self, wanted, x, y):
        """Whether a pixel lies between those around its place: a picture may be scaled half a pixel further along."""
        around = range(max(x - 1, 0), min(x + 2, self.width))
        rows = wanted.rows[max(y - 1, 0):y + 2]
        for channel in range(3):
            levels = [row[3 * at + channel] for row in rows for at in around]
            if not min(levels) - LEVELS <= self.rows[y][3 * x + channel] <= max(levels) + LEVELS:
                return False
        return True

    def is_blank(self):
        return all(row == self.rows[0][:3] * self.width for row in self.rows)
