"""Writes pictures as scanners and programs do, in kinds that the builder has to read or refuse."""

import struct
import zlib


def rows(width, height):
    """Left half red, right half blue, with a white line at the bottom."""
    line = b"\xff\0\0" * (width // 2) + b"\0\0\xff" * (width - width // 2)
    for y in range(height):
        yield line if y < height - 1 else b"\xff" * 3 * width


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(path, width, height, lines, depth=8, colour=2, interlaced=False, before=b""):
    """A PNG of lines as its colour type has them; `before`: chunks that stand before the pixels."""
    packer, parts = zlib.compressobj(1), []
    for line in lines:
        parts.append(packer.compress(b"\0" + line))
    parts.append(packer.flush())
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + before
                     + png_chunk(b"IDAT", b"".join(parts)) + png_chunk(b"IEND", b""))


def png(path, width, height, interlaced=False):
    png_of(path, width, height, rows(width, height), interlaced=interlaced)


def tiff_of(path, width, height, strips, tags):
    """An uncompressed TIFF of those strips or tiles, two or more; `tags` adds to, or replaces, those of plain RGB in
    strips of one row each. A value is a number, None for no such tag, or a list."""
    plain = {256: width, 257: height, 258: 8, 259: 1, 262: 2, 273: 0, 277: 3, 278: 1, 279: 0}
    found = {tag: value for tag, value in sorted({**plain, **tags}.items()) if value is not None}
    offsets = 8 + 2 + 12 * len(found) + 4
    lengths, lists_at = offsets + 4 * len(strips), offsets + 8 * len(strips)
    entries = lists = b""
    for tag, value in found.items():
        if tag in (273, 279, 324, 325):
            entries += struct.pack("<HHII", tag, 4, len(strips), offsets if tag in (273, 324) else lengths)
        elif isinstance(value, list):
            entries += struct.pack("<HHII", tag, 3, len(value), lists_at + len(lists))
            lists += struct.pack(f"<{len(value)}H", *value)
        else:
            entries += struct.pack("<HHIHxx", tag, 3, 1, value)
    starts = [lists_at + len(lists) + sum(map(len, strips[:i])) for i in range(len(strips))]
    numbers = struct.pack(f"<{2 * len(strips)}I", *starts, *map(len, strips))
    path.write_bytes(b"II*\0" + struct.pack("<IH", 8, len(found)) + entries + b"\0\0\0\0" + numbers + lists
                     + b"".join(strips))


def tiff(path, width, height, samples=3):
    """One strip a row."""
    if samples == 3:
        tiff_of(path, width, height, list(rows(width, height)), {})
    else:
        tiff_of(path, width, height, [bytes([0, 255] * (width // 2))] * height, {262: 0, 277: 1})
