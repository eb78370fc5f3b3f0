#!/usr/bin/env python3
"""Scans become pyramids of tiles: which letter they belong to, what is in them, and what is refused.

Usage: pictures_test.py VITRINE_BUNDLE [--large]

--large also builds with a picture of 8,000 x 10,000 pixels and prints memory and time.
"""

import json
import pathlib
import resource
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

PROGRAM, LARGE = sys.argv[1], "--large" in sys.argv
HEAD = """<head><persName type="from">A. Bee</persName></head><dateline><date when="1886">1886</date></dateline>"""
LETTERS = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>A volume</title></titleStmt></fileDesc></teiHeader>
<text><body><div type="document" xml:id="d1">{HEAD}<p>My dear friend.</p></div>
<div type="document" xml:id="d1-2">{HEAD}<p>My dear friend.</p></div></body></text></TEI>
"""


def rows(width, height):
    """Left half red, right half blue, with a white line at the bottom."""
    line = b"\xff\0\0" * (width // 2) + b"\0\0\xff" * (width - width // 2)
    for y in range(height):
        yield line if y < height - 1 else b"\xff" * 3 * width


def png(path, width, height, interlaced=False):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    packer, parts = zlib.compressobj(1), []
    for row in rows(width, height):
        parts.append(packer.compress(b"\0" + row))
    parts.append(packer.flush())
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, interlaced))
                     + chunk(b"IDAT", b"".join(parts)) + chunk(b"IEND", b""))


def tiff(path, width, height, samples=3):
    """Uncompressed, one strip a row."""
    data = b"".join(rows(width, height)) if samples == 3 else bytes([0, 255] * (width * height // 2))
    tags = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 2 if samples == 3 else 0),
            (273, 4, 0), (277, 3, samples), (278, 4, 1), (279, 4, 0)]
    head = 8 + 2 + 12 * len(tags) + 4
    offsets = head
    start = head + 8 * height
    entries = b""
    for tag, kind, value in tags:
        if tag in (273, 279):
            entries += struct.pack("<HHII", tag, 4, height, offsets if tag == 273 else offsets + 4 * height)
        else:
            entries += struct.pack("<HHII", tag, kind, 1, value)
    table = b"".join(struct.pack("<I", start + y * width * samples) for y in range(height))
    table += struct.pack("<I", width * samples) * height
    path.write_bytes(b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + b"\0\0\0\0" + table + data)


def jpeg_size(data):
    """Width and height, from the start-of-frame segment."""
    at = 2
    while data[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    return struct.unpack(">HH", data[at + 5:at + 9])[::-1]


class Pictures(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.source = self.folder / "exhibit"
        (self.source / "letters").mkdir(parents=True)
        (self.source / "letters/volume.xml").write_text(LETTERS)
        self.pictures = self.source / "pictures"
        self.pictures.mkdir()
        self.bundle = self.folder / "x.vitrine"

    def build(self, *options):
        return subprocess.run([PROGRAM, "build", self.source, "-o", self.bundle, *options],
                              capture_output=True, text=True, timeout=120)

    def ask(self, question):
        with sqlite3.connect(f"file:{self.bundle}?mode=ro&immutable=1", uri=True) as database:
            return database.execute(question).fetchall()

    def tiles(self, image):
        return {(number >> 32 & 0xff, number >> 16 & 0xffff, number & 0xffff): data for number, data in
                self.ask(f"SELECT id, data FROM tile WHERE id >> 40 = {image} ORDER BY id")}

    def test_makes_a_pyramid(self):
        png(self.pictures / "d1.png", 1300, 700)
        made = self.build()
        self.assertEqual((made.returncode, made.stderr), (0, ""))
        self.assertEqual(self.ask("SELECT letter, number, image, name, width, height FROM picture"),
                         [(0, 1, 1, "d1.png", 1300, 700)])
        sizes = {place: jpeg_size(data) for place, data in self.tiles(1).items()}
        self.assertEqual(sizes, {(0, 0, 0): (512, 512), (0, 0, 1): (512, 512), (0, 0, 2): (276, 512),
                                 (0, 1, 0): (512, 188), (0, 1, 1): (512, 188), (0, 1, 2): (276, 188),
                                 (1, 0, 0): (512, 350), (1, 0, 1): (138, 350), (2, 0, 0): (325, 175)})
        self.assertEqual(json.loads(subprocess.run([PROGRAM, "info", self.bundle, "--json"], capture_output=True,
                                                   text=True).stdout)["pictures"], 1)
        self.assertEqual(subprocess.run([PROGRAM, "check", self.bundle], capture_output=True).returncode, 0)

    def test_reads_each_kind_alike(self):
        png(self.pictures / "d1.png", 600, 400)
        tiff(self.pictures / "d1-3.tif", 600, 400)
        self.build()
        self.assertTrue(self.tiles(1) == self.tiles(2), "the same rows give other tiles")
        # a tile is a JPEG file: read as one, its preview has the same size
        again = self.folder / "again.jpg"
        again.write_bytes(self.tiles(1)[(0, 0, 0)])
        for old in self.pictures.iterdir():
            old.unlink()
        again.rename(self.pictures / "d1.jpg")
        tiff(self.pictures / "d1-4.tiff", 60, 40, samples=1)
        made = self.build()
        self.assertEqual(made.stderr, "")
        self.assertEqual(self.ask("SELECT number, width, height FROM picture ORDER BY number"),
                         [(1, 512, 400), (4, 60, 40)])

    def test_tells_letters_and_numbers_by_name(self):
        png(self.pictures / "d1-2.png", 8, 8)
        png(self.pictures / "d1-7.png", 8, 8)
        (self.pictures / "volume").mkdir()
        png(self.pictures / "volume" / "d1-2-3.png", 8, 8)
        png(self.pictures / "d9.png", 8, 8)
        made = self.build()
        self.assertEqual(made.returncode, 0)
        self.assertRegex(made.stderr, r"^.*d9\.png: warning: no letter has this name.*\n$")
        self.assertEqual(self.ask("SELECT id, picture.number FROM picture"
                                  " JOIN letter ON letter.position = letter ORDER BY 1, 2"),
                         [("d1", 7), ("d1-2", 1), ("d1-2", 3)])

    def test_leaves_out_what_is_broken_and_says_so(self):
        png(self.pictures / "d1.png", 900, 900)
        whole = (self.pictures / "d1.png").read_bytes()
        tiff(self.pictures / "d1-2.tif", 90, 90)
        (self.pictures / "d1-2.tif").write_bytes((self.pictures / "d1-2.tif").read_bytes()[:-200])
        (self.pictures / "d1.png").write_bytes(whole[:-100])
        (self.pictures / "d1-5.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing")
        (self.pictures / "d1-6.jpg").write_text("no picture")
        png(self.pictures / "d1-7.png", 64, 64, interlaced=True)
        png(self.pictures / "d1-8.png", 20001, 1)
        png(self.pictures / "d1-9.png", 100, 100)
        made = self.build()
        self.assertEqual(made.returncode, 0, made.stderr)
        lines = made.stderr.splitlines()
        self.assertEqual(len(lines), 6, made.stderr)
        for line, words in zip(lines, ("", "", "not a JPEG, PNG or TIFF", "interlac", "20001", "")):
            self.assertIn("the picture is left out: ", line)
            self.assertIn(words, line)
        self.assertEqual(self.ask("SELECT name FROM picture"), [("d1-9.png",)])
        self.assertEqual(len(self.ask("SELECT DISTINCT id >> 40 FROM tile")), 1)
        self.assertEqual(self.build("--strict").returncode, 1)

    def test_makes_the_same_bytes_twice(self):
        png(self.pictures / "d1.png", 1300, 700)
        self.build()
        first = self.bundle.read_bytes()
        self.build()
        self.assertTrue(first == self.bundle.read_bytes())

    @unittest.skipUnless(LARGE, "large picture: with --large")
    def test_holds_little_of_a_large_picture(self):
        png(self.pictures / "d1.png", 8000, 10000)
        began = time.monotonic()
        self.assertEqual(self.build().stderr, "")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"8,000 x 10,000 pixels: {time.monotonic() - began:.1f} s, {peak:.0f} MB, "
              f"bundle {self.bundle.stat().st_size / 1e6:.1f} MB")
        self.assertLess(peak, 64)


unittest.main(argv=sys.argv[:1])
