"""PNG pictures as the viewer writes them, read with the standard library alone, and compared."""

import struct
import zlib


def read_png(path):
    """(width, height, rows of R G B bytes) of an 8-bit RGB picture without interlace."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n", path
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, color, _, _, interlace = struct.unpack(">IIBBBBB", body)
            assert (depth, color, interlace) == (8, 2, 0), path
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    return width, height, unfilter(zlib.decompress(packed), width * 3, height)


def unfilter(data, row_bytes, height):
    """Undoes the filters of PNG (section 9 of its specification) for three bytes a pixel."""
    rows, above = [], bytes(row_bytes)
    for y in range(height):
        start = y * (row_bytes + 1)
        kind, row = data[start], bytearray(data[start + 1:start + 1 + row_bytes])
        if kind == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, above))
        elif kind in (1, 3, 4):
            for x in range(row_bytes):
                left = row[x - 3] if x >= 3 else 0
                corner = above[x - 3] if x >= 3 else 0
                row[x] = (row[x] + predict(kind, left, above[x], corner)) & 255
        rows.append(bytes(row))
        above = rows[-1]
    return rows


def predict(kind, left, up, corner):
    if kind == 1:
        return left
    if kind == 3:
        return (left + up) // 2
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


def difference(picture, screen, tolerance):
    """How many pixels of a picture (R G B) and a screen (B G R x) differ by more than the tolerance, and the first."""
    width, height, rows = picture
    if (width, height) != screen[:2]:
        return width * height, (0, 0)
    count, first = 0, None
    for y in range(height):
        red, green, blue = rows[y][0::3], rows[y][1::3], rows[y][2::3]
        shown = screen[2][y]
        if (blue, green, red) == (shown[0::4], shown[1::4], shown[2::4]):
            continue
        for x in range(width):
            ours, theirs = (blue[x], green[x], red[x]), shown[4 * x:4 * x + 3]
            if max(abs(a - b) for a, b in zip(ours, theirs)) > tolerance:
                count += 1
                first = first or (x, y)
    return count, first
